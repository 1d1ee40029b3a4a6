"""The PDF of a draft as it stands in its editor, for the person who writes it."""

from django.http import Http404, HttpResponse
from wagtail.admin.views.pages.preview import PreviewOnEditView

from curriculum.handouts.domain.composing import render
from curriculum.refusals import Refused

from ..previewing import PaperPreview, refused


class DraftPdfView(PreviewOnEditView):
    """Reads what the preview panel last sent, which Wagtail keeps for this person alone."""

    http_method_names = ("get",)

    def get(self, request, *args, **kwargs):
        if not isinstance(self.object, PaperPreview):
            raise Http404
        if state := self._get_form_state():  # else it is the draft as it was last saved
            form = self.get_form(self._get_form_data(state))
            if not self.validate_form(form):
                return self.error_response()
            form.save(commit=False)
        try:
            document, subject = self.object.draft_on_paper(kwargs["code"])
            pdf = render(document=document, subject=subject)
        except KeyError:
            raise Http404 from None
        except Refused as refusal:
            return refused(request, refusal)
        response = HttpResponse(pdf, content_type="application/pdf")
        # A neutral name: the file may stay in the folder of a shared computer.
        response["Content-Disposition"] = 'inline; filename="draft.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response
