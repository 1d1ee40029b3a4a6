"""Previews on paper: a page's draft as the sheets that would be printed of it."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents
from curriculum.refusals import Refused

MODE = "paper-"
HEAD_END, BODY_START = re.compile("</head>"), re.compile("<body[^>]*>")


class PaperPreview:
    """For pages of which something is printed. Has no fields; the mixins of pages derive from it."""

    @property
    def preview_modes(self):
        paper = [(f"{MODE}{document.code}", document.label) for document in self.paper_documents]
        return [("", gettext_lazy("Web page")), *self.web_previews, *paper]

    @property
    def paper_documents(self):
        """The registered documents that show this page, by itself or within its module."""
        from .mixins import LessonMixin  # it derives from this class

        found = [document for document in documents if isinstance(self, _mixin_of(document))]
        if isinstance(self, LessonMixin):
            found += [
                document
                for document in documents
                if getattr(document, "shows_drafts_of_lessons", False)
            ]
        return found

    def draft_on_paper(self, code):
        """``(document, subject)`` of one of ``paper_documents``; the subject says it is a draft.

        ``KeyError`` for any other code.
        """
        document = next((each for each in self.paper_documents if each.code == code), None)
        if document is None:
            raise KeyError(code)
        self.live = False  # this object only: what is printed says that it is not published
        if isinstance(self, _mixin_of(document)):
            return document, self
        module = self.get_parent().get_latest_revision_as_object()
        module.live, module.previewed_lesson = False, self
        return document, module

    def serve_preview(self, request, mode_name):
        if not mode_name.startswith(MODE):
            return super().serve_preview(request, mode_name)
        from curriculum.handouts.domain.composing import sheet_html  # only when asked for

        code = mode_name.removeprefix(MODE)
        try:
            document, subject = self.draft_on_paper(code)
            html = sheet_html(document=document, subject=subject, for_screen=True)
        except Refused as refusal:
            return refused(request, refusal)
        return HttpResponse(self._with_bar(html, code))

    def _with_bar(self, html, code):
        sheet = format_html(
            '<link rel="stylesheet" href="{}">', static("curriculum/learning/preview.css")
        )
        if not self.pk:
            text = format_html("<span>{}</span>", _("Save a draft to open the PDF."))
        else:
            url = reverse("curriculum_learning_admin:draft_pdf", args=[self.pk, code])
            text = format_html(
                '<a href="{}" target="_blank" rel="noopener">{}</a>',
                url,
                _("Open this draft as PDF"),
            )
        bar = format_html('<p class="curriculum-preview-bar">{}</p>', text)
        html = HEAD_END.sub(lambda match: f"{sheet}{match[0]}", html, count=1)
        return BODY_START.sub(lambda match: f"{match[0]}{bar}", html, count=1)


def refused(request, refusal):
    """A page that says what of the draft cannot be printed, and why."""
    context = {"refusal": refusal, "is_public": False}
    return render(request, "curriculum/handouts/refused.html", context)


def _mixin_of(document):
    return getattr(document, "mixin", None) or ()
