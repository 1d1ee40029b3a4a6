"""Upload forms that say in the form what is wrong with a file.

A site names them in ``WAGTAILIMAGES_IMAGE_FORM_BASE`` and
``WAGTAILDOCS_DOCUMENT_FORM_BASE``. Files are cleaned before they are saved
without them too; then a refusal is an error instead of a sentence.
"""

from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from curriculum.conf import settings
from curriculum.refusals import Refused

from .domain import pictures, uploads


def said_in_the_form(clean, file):
    try:
        return clean(file)
    except Refused as refusal:
        raise ValidationError(refusal.message, code=refusal.code) from refusal


class CleanImageField(WagtailImageField):
    """Checks the kind and size of the file by itself: Wagtail's checks raise on damaged ones."""

    def to_python(self, data):
        if not settings.LEARNING_CLEAN_UPLOADS:
            return super().to_python(data)
        file = FileField.to_python(self, data)
        if file is None:
            return None
        if uploads.extension_of(file) not in {*self.allowed_image_extensions, "jpg"}:
            raise ValidationError(
                self.error_messages["invalid_image_extension"], code="invalid_image_extension"
            )
        self.check_image_file_size(file)
        return said_in_the_form(pictures.cleaned, file)


class CleanDocumentField(WagtailDocumentField):
    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not data or not settings.LEARNING_CLEAN_UPLOADS:
            return file
        return said_in_the_form(uploads.cleaned_document, file)


class NeutralTitleMixin:
    """The file's name never becomes the title."""

    kind = ""
    field_class = None

    def __init__(self, data=None, files=None, *args, **kwargs):
        super().__init__(data, files, *args, **kwargs)
        if "file" not in self.fields:
            return
        self.fields["file"].__class__ = self.field_class
        file = self.files.get(self.add_prefix("file")) if self.is_bound else None
        if file is not None and "title" in self.fields:
            name = self.add_prefix("title")
            self.data = self.data.copy()
            self.data[name] = uploads.neutral_title(
                title=self.data.get(name, ""), file_name=file.name, kind=self.kind
            )


class CleanImageForm(NeutralTitleMixin, BaseImageForm):
    kind = "picture"
    field_class = CleanImageField


class CleanDocumentForm(NeutralTitleMixin, BaseDocumentForm):
    kind = "document"
    field_class = CleanDocumentField

    def add_error(self, field, error):
        """One reason is enough: of a file that was refused, Wagtail also misses the extension."""
        if field is None and hasattr(error, "error_dict") and self.has_error("file"):
            error.error_dict.pop("file", None)
        super().add_error(field, error)
