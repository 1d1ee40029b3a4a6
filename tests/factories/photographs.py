"""Photographs as a phone takes them, without anybody on them."""

from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageFilter


def photograph(*, seed=1, size=(2400, 1800)):
    """JPEG bytes of a picture with soft areas, edges and grain at every scale, as nature has.

    As hard to compress as a photograph of a street: 46 kB as a JPEG of 640 × 480.
    """
    colours = [noise(seed * 10 + channel, size) for channel in range(3)]
    shape = noise(seed * 10 + 5, size, octaves=4).point(lambda value: 255 if value > 128 else 60)
    picture = Image.merge("RGB", [ImageChops.multiply(colour, shape) for colour in colours])
    written = BytesIO()
    picture.save(written, "JPEG", quality=92)
    return written.getvalue()


def noise(seed, size, octaves=9):
    """Grey noise whose strength falls with its fineness."""
    made = Image.new("L", size, 128)
    for octave in range(octaves):
        width = 2 ** (octave + 2)
        height = max(2, width * size[1] // size[0])
        dots = Random(seed * 101 + octave).randbytes(width * height)
        layer = Image.frombytes("L", (width, height), dots)
        layer = layer.resize(size, Image.Resampling.BICUBIC)
        made = Image.blend(made, layer, 0.6 * 0.8**octave)
    return made.filter(ImageFilter.SMOOTH)
