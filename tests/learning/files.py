"""Pictures and recordings made on the spot, with everything in them that must not stay."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from PIL import TiffImagePlugin
from PIL.PngImagePlugin import PngInfo

SECRET = "Juana Secreta"
GPS = {1: "N", 2: (19.0, 25.0, 57.0), 3: "W", 4: (99.0, 7.0, 59.0)}
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "tif": "TIFF"}


def exif(orientation=6):
    found = Picture.Exif()
    found[0x010F] = SECRET  # make
    found[0x013B] = SECRET  # artist
    found[0x0112] = orientation
    found.get_ifd(0x8825).update(GPS)
    return found


def picture(extension="jpg", size=(40, 20), orientation=6, **options):
    """Bytes of a picture, red on the left and blue on the right, with all that a camera writes."""
    made = Picture.new("RGB", size, "red")
    made.paste("blue", (size[0] // 2, 0, *size))
    extras = {"exif": exif(orientation).tobytes()}
    if extension == "png":
        info = PngInfo()
        info.add_text("Author", SECRET)
        info.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
        extras["pnginfo"] = info
    if extension == "webp":
        extras["xmp"] = f"<x>{SECRET}</x>".encode()
    if extension == "jpg":
        extras["comment"] = SECRET
        extras["icc_profile"] = SECRET.encode()
    if extension == "tif":
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[315], tags[274] = SECRET, orientation
        extras = {"tiffinfo": tags}
    written = io.BytesIO()
    made.save(written, FORMATS[extension], **extras, **options)
    return written.getvalue()


def animation(frames, size=(8, 8), extension="GIF"):
    made = [Picture.new("RGB", size, (n % 256, n // 256, 90)) for n in range(frames)]
    written = io.BytesIO()
    made[0].save(written, extension, save_all=True, append_images=made[1:], duration=20, loop=0)
    return written.getvalue()


def png_of_size(width, height):
    """A PNG whose head promises more pixels than its body has."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def upload(content, name="Juana_Perez_lista.jpg"):
    return SimpleUploadedFile(name, content)


def mp3():
    frame = b"\xff\xfb\x90\x64" + bytes(413)
    title = SECRET.encode()
    tag = b"TIT2" + struct.pack(">IH", len(title) + 1, 0) + b"\0" + title
    head = b"ID3\x03\0\0" + bytes([0, 0, len(tag) >> 7, len(tag) & 0x7F])
    return head + tag + frame * 4 + b"TAG" + title.ljust(125, b"\0")


def wav():
    words = b"INFOIART" + struct.pack("<I", len(SECRET)) + SECRET.encode()
    words += b"\0" * (len(words) % 2)
    chunks = (
        b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
        + b"LIST" + struct.pack("<I", len(words)) + words
        + b"data" + struct.pack("<I", 8) + bytes(range(8))
    )  # fmt: skip
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def box(name, *parts):
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + name + body


def m4a(handler=b"soun"):
    dated = struct.pack(">IIIII", 0, 3_800_000_000, 3_800_000_000, 1000, 5000)
    return (
        box(b"ftyp", b"M4A \0\0\0\0M4A mp42")
        + box(
            b"moov",
            box(b"mvhd", dated),
            box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13)))),
            box(b"udta", box(b"\xa9xyz", SECRET.encode())),
        )
        + box(b"mdat", b"sound")
    )


def opus(*comments):
    packed = b"".join(struct.pack("<I", len(c)) + c for c in comments)
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", len(comments)) + packed
    return b"OggS" + bytes(24) + b"OpusHead" + bytes(11) + b"OggS" + bytes(24) + tags
