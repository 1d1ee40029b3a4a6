"""Pictures leave without what a camera or a program wrote beside the pixels."""

from io import BytesIO

from PIL import Image, ImageOps

#: What a picture's file may say besides its pixels: how they are to be shown.
TECHNICAL = {
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe", "adobe_transform"),
    *("progressive", "progression", "icc_profile", "gamma", "srgb", "chromaticity", "interlace"),
    *("transparency", "background", "duration", "loop", "version", "timestamp", "aspect"),
    *("extension", "disposal", "default_image", "bbox"),
}


def is_clean(data):
    """Whether a picture's bytes hold no place, device, author, comment or thumbnail.

    Raises ``OSError`` for what is not a picture.
    """
    with Image.open(BytesIO(data)) as picture:
        picture.load()
        return set(picture.info) <= TECHNICAL


def without_metadata(data):
    """An opened file of the same picture without its metadata; the same bytes if it has none."""
    if is_clean(data):
        return BytesIO(data)
    clean = BytesIO()
    with Image.open(BytesIO(data)) as picture:
        kind = picture.format
        animated = getattr(picture, "n_frames", 1) > 1
        # Turned before the note that says how it was held is gone.
        turned = picture if animated else ImageOps.exif_transpose(picture)
        turned.info = {key: value for key, value in picture.info.items() if key in TECHNICAL}
        options = {"quality": 90} if kind in {"JPEG", "WEBP"} else {}
        if animated:
            options["save_all"] = True
        turned.save(clean, format=kind, **options)
    clean.seek(0)
    return clean
