"""Pictures are encoded anew: what a camera or a person wrote into the file does not come along."""

import io
import struct
import uuid

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from curriculum.conf import settings

from ..refusals import LearningRefused

#: What is read, and as what it is written.
FORMATS = {
    "JPEG": ("JPEG", "jpg", {"quality": 90, "optimize": True}),
    "MPO": ("JPEG", "jpg", {"quality": 90, "optimize": True}),
    "PNG": ("PNG", "png", {"optimize": True}),
    "TIFF": ("PNG", "png", {"optimize": True}),
    "WEBP": ("WEBP", "webp", {"quality": 90}),
    "AVIF": ("AVIF", "avif", {"quality": 80}),
    "GIF": ("GIF", "gif", {}),
}
#: What Pillow raises for a file that is cut off, crooked or no picture at all.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def cleaned(file):
    """A ``ContentFile`` with the pixels of ``file``, turned upright, under a random name.

    No EXIF, GPS, XMP, IPTC, thumbnail, colour profile, comment or trailing bytes
    are in it. Refuses (``LearningRefused``) ``not-a-picture`` (SVG included),
    ``broken-picture``, ``too-many-pixels`` and ``too-many-frames``.
    """
    file.seek(0)
    try:
        return _encoded(Image.open(file))
    except BOMBS as error:
        raise _too_many_pixels() from error
    except Image.UnidentifiedImageError as error:
        raise _not_a_picture() from error
    except BROKEN as error:
        raise LearningRefused(
            "broken-picture", _("This picture is damaged or incomplete. Please send another copy.")
        ) from error


def _encoded(picture):
    if picture.format not in FORMATS:
        raise _not_a_picture()
    if picture.width * picture.height > settings.LEARNING_IMAGE_MAX_MEGAPIXELS * 1_000_000:
        raise _too_many_pixels()
    target, extension, options = FORMATS[picture.format]
    frames, durations = _frames(picture, target)
    if len(frames) > 1:
        options = {
            **options,
            "save_all": True,
            "append_images": frames[1:],
            "duration": durations,
            "loop": 0,
        }
    written = io.BytesIO()
    frames[0].save(written, target, **options)
    return clean_file(written.getvalue(), extension)


def has_pictures(*, page):
    """Whether workers see a picture on this lesson."""
    return any(child.block_type == "picture" for child in page.body)


def clean_file(content, extension):
    """A file under a random name, marked so that it is not cleaned a second time."""
    file = ContentFile(content, name=f"{uuid.uuid4().hex}.{extension}")
    file.is_clean_upload = True
    return file


def _frames(picture, target):
    frames, durations = [], []
    while True:
        picture.load()
        durations.append(picture.info.get("duration", 100) or 100)
        frames.append(_pixels(picture, target))
        if target not in {"GIF", "WEBP"}:
            break
        _bound(frames)
        try:
            picture.seek(picture.tell() + 1)
        except EOFError:
            break
    return frames, durations


def _bound(frames):
    pixels = sum(frame.width * frame.height for frame in frames)
    limit = settings.LEARNING_IMAGE_MAX_MEGAPIXELS * 1_000_000
    if len(frames) > settings.LEARNING_IMAGE_MAX_FRAMES or (len(frames) > 1 and pixels > 2 * limit):
        raise LearningRefused(
            "too-many-frames", _("This picture moves for too long. Please use a still picture.")
        )


def _pixels(picture, target):
    """A picture with nothing but pixels (and, for a palette, its transparent colour)."""
    upright = ImageOps.exif_transpose(picture)
    if (target == "JPEG" and upright.mode not in {"L", "RGB"}) or (
        target != "GIF" and upright.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}
    ):
        upright = upright.convert("RGB")
    elif target == "GIF" and upright.mode not in {"1", "L", "P"}:
        upright = upright.convert("RGBA")
    clean = upright.copy()
    transparency = upright.info.get("transparency")
    clean.info = {} if transparency is None else {"transparency": transparency}
    return clean


def _not_a_picture():
    return LearningRefused(
        "not-a-picture",
        _("This is not a picture of a kind that can be used: JPEG, PNG, WebP, GIF."),
    )


def _too_many_pixels():
    return LearningRefused(
        "too-many-pixels",
        _("This picture is too large. At most %(count)s million pixels are taken.")
        % {"count": settings.LEARNING_IMAGE_MAX_MEGAPIXELS},
    )
