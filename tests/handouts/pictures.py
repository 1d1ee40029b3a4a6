import io

from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.rich_text import RichText

from tests.factories.learning import make_lesson


def make_image(**kwargs):
    file = io.BytesIO()
    Picture.new("RGB", (600, 400), "#0b5d5e").save(file, "JPEG")
    return get_image_model().objects.create(
        title="Una mesa", file=ContentFile(file.getvalue(), "mesa.jpg"), **kwargs
    )


def picture_block(image):
    return (
        "picture",
        {"image": image, "alternative_text": "Una mesa de tres patas", "credit": "CC0"},
    )


def lesson_with_a_broken_picture(**kwargs):
    image = make_image()
    lesson = make_lesson(body=[("text", RichText("<p>Mira:</p>")), picture_block(image)], **kwargs)
    image.file.storage.delete(image.file.name)
    return lesson
