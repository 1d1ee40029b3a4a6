"""Choosing a recording, a film or its captions, and recording on the spot."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.views.chooser import DocumentChooserAdapter
from wagtail.documents.widgets import AdminDocumentChooser

#: As what uploads are kept (``domain.recordings`` and ``captions``, which stand above this floor).
SOUND = ("aac", "amr", "m4a", "mp3", "oga", "ogg", "opus", "wav", "weba")
FILM = ("mp4", "webm")
CAPTIONS = ("vtt",)


class RecordingChooser(AdminDocumentChooser):
    """Wagtail's chooser of documents, with a recorder below it."""

    template_name = "curriculum/learning/widgets/recording_chooser.html"
    choose_one_text = gettext_lazy("Choose or send a recording")
    choose_another_text = gettext_lazy("Choose another recording")
    link_to_chosen_text = gettext_lazy("Edit this recording")
    icon = "media"
    can_record = True


class FilmChooser(RecordingChooser):
    choose_one_text = gettext_lazy("Choose or send a film")
    choose_another_text = gettext_lazy("Choose another film")
    link_to_chosen_text = gettext_lazy("Edit this film")
    can_record = False


class CaptionsChooser(AdminDocumentChooser):
    choose_one_text = gettext_lazy("Choose or send captions")
    choose_another_text = gettext_lazy("Choose other captions")
    link_to_chosen_text = gettext_lazy("Edit these captions")


class RecordingChooserAdapter(DocumentChooserAdapter):
    @cached_property
    def media(self):
        return super().media + forms.Media(
            js=[versioned_static("curriculum/learning/recorder.js")],
            css={"all": [versioned_static("curriculum/learning/recorder.css")]},
        )


register(RecordingChooserAdapter(), RecordingChooser)


class RecordingChooserBlock(DocumentChooserBlock):
    extensions = SOUND
    widget_class = RecordingChooser
    wrong_kind = gettext_lazy(
        "This document is no recording. A film goes into the block for films."
    )

    @cached_property
    def widget(self):
        return self.widget_class()

    def clean(self, value):
        value = super().clean(value)
        if value and value.file_extension.lower() not in self.extensions:
            raise ValidationError(str(self.wrong_kind), code="kind")
        return value


class FilmChooserBlock(RecordingChooserBlock):
    extensions = FILM
    widget_class = FilmChooser
    wrong_kind = gettext_lazy(
        "This document is no film. A recording goes into the block for audio."
    )


class CaptionsChooserBlock(RecordingChooserBlock):
    extensions = CAPTIONS
    widget_class = CaptionsChooser
    wrong_kind = gettext_lazy("This document holds no captions. Send them as .vtt or .srt.")


def has_words(rich_text):
    """Whether more than empty paragraphs were written."""
    return bool(strip_tags(str(getattr(rich_text, "source", rich_text or ""))).strip())


def transcript_missing():
    return ValidationError(
        _("Write down what is said, for those who cannot listen."), code="transcript"
    )
