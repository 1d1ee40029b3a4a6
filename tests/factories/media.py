"""Small real files."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Pixels
from PIL import PngImagePlugin
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


def picture_bytes(*, kind="PNG", colour="#8a4b2d", secret=""):
    """A picture of 24 × 16 pixels; ``secret`` is hidden in its metadata."""
    options, data = {}, BytesIO()
    if secret and kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Author", secret)
    elif secret:
        exif = Pixels.Exif()
        exif[0x013B] = secret  # Artist
        options["exif"] = exif
    Pixels.new("RGB", (24, 16), colour).save(data, format=kind, **options)
    return data.getvalue()


def make_picture(*, name="foto.png", data=None, **kwargs):
    picture = get_image_model()(**{"title": "Asamblea", **kwargs})
    picture.file.save(name, ContentFile(data or picture_bytes()), save=False)
    picture._meta.get_field("file").update_dimension_fields(picture, force=True)
    picture._set_image_file_metadata()
    picture.file.close()
    picture.save()
    return picture


def make_recording(*, name="voz.mp3", data=b"ID3 not really a recording", **kwargs):
    recording = get_document_model()(**{"title": "Lección leída", **kwargs})
    recording.file.save(name, ContentFile(data), save=False)
    recording._set_document_file_metadata()
    recording.file.close()
    recording.save()
    return recording


def make_captions(*, name="subtitulos.vtt", words="Una urna.", **kwargs):
    data = f"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n{words}\n".encode()
    return make_recording(**{"name": name, "data": data, "title": "Subtítulos", **kwargs})
