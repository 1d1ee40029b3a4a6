"""What becomes of an uploaded file before it is kept: cleaned, and named by nothing."""

import uuid
from pathlib import PurePath

from django.utils.translation import gettext as _

from . import captions, pictures, recordings

#: What telephones call their films, and now and then a recording.
FILMED = {*recordings.FILM, "3gp", "mov", "m4v"}


def extension_of(file):
    return PurePath(file.name or "").suffix.lower().lstrip(".")


def cleaned_document(file):
    """A recording or film without its words; captions as WebVTT; any other document as it is.

    Each under a random name.
    """
    extension = extension_of(file)
    if extension in recordings.EXTENSIONS:
        return recordings.cleaned(file, film=extension in FILMED)
    if extension in captions.EXTENSIONS:
        return captions.cleaned(file)
    file.seek(0)
    return pictures.clean_file(file.read(), extension_of(file) or "bin")


def neutral_title(*, title, file_name, kind):
    """``title``, or a title that says nothing when it is only the name of the file.

    ``kind`` is ``"picture"`` or ``"document"``.
    """
    if _plain(title) not in {"", _plain(file_name), _plain(PurePath(file_name).stem)}:
        return title
    number = uuid.uuid4().hex[:6]
    if kind == "picture":
        return _("Picture %(number)s") % {"number": number}
    return _("File %(number)s") % {"number": number}


def _plain(text):
    """The first letters and figures: browsers write a file's name in many ways and lengths."""
    return "".join(letter for letter in str(text or "").lower() if letter.isalnum())[:200]


def is_new(field_file):
    """Whether a model's file was just given and has not been cleaned yet."""
    if not field_file or getattr(field_file, "_committed", True):
        return False
    return not getattr(field_file.file, "is_clean_upload", False)


def clean_image(image):
    """Before an image is saved: replace a new file by a clean one. May refuse."""
    if is_new(image.file):
        image.title = neutral_title(title=image.title, file_name=image.file.name, kind="picture")
        image.file = pictures.cleaned(image.file)
        image._set_image_file_metadata()


def clean_document(document):
    """Before a document is saved: replace a new file by a clean one. May refuse."""
    if is_new(document.file):
        document.title = neutral_title(
            title=document.title, file_name=document.file.name, kind="document"
        )
        document.file = cleaned_document(document.file)
        document._set_document_file_metadata()
