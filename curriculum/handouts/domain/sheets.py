"""What one rendering may use: the package's style sheet and faces, and files put in by name."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.utils.translation import gettext as _

from ..base import PrintRefused

SCHEME = "curriculum:"
STATIC = Path(__file__).resolve().parent.parent / "static" / "curriculum" / "handouts"
STYLESHEET = f"{SCHEME}print.css"

#: Everything of the package that paper may load, by address.
PACKAGE_FILES = {
    STYLESHEET: ("print.css", "text/css"),
    **{
        f"{SCHEME}fonts/NotoSans-{face}.woff2": (f"fonts/NotoSans-{face}.woff2", "font/woff2")
        for face in ("Regular", "Bold", "Italic", "BoldItalic")
    },
}
PICTURE_TYPES = {"GIF": "image/gif", "JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


class Blocked(Exception):
    """An address that paper may not load."""


class Sheet:
    """One document of one subject while it is made.

    Templates put a picture in with ``add_picture`` and get an address that only
    this sheet can open: what was not put in cannot be loaded. ``warnings`` are
    sentences about editor content that was left out; ``blocks`` are the
    ``(name, html)`` of the blocks, so that an error can say which one.
    """

    def __init__(self, *, for_screen=False):
        self.for_screen = for_screen
        self.files = {}
        self.warnings = []
        self.blocks = []

    def warn(self, sentence):
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def add_picture(self, file):
        """Keep the bytes of a picture file; gives the address for ``src``.

        Refuses (``picture-broken``) a file that is missing or is not a picture.
        """
        from PIL import Image, UnidentifiedImageError

        try:
            with file.open("rb") as handle:
                content = handle.read()
                handle.seek(0)
                with Image.open(handle) as picture:
                    picture.verify()
                    content_type = PICTURE_TYPES[picture.format]
        except (OSError, KeyError, SyntaxError, ValueError, UnidentifiedImageError) as error:
            raise PrintRefused(
                "picture-broken", _("The picture's file is missing or damaged.")
            ) from error
        address = f"{SCHEME}file/{hashlib.sha256(content).hexdigest()[:32]}"
        self.files[address] = (content, content_type)
        return address

    def open(self, address):
        """``(bytes, content type)`` of an address of ours; ``Blocked`` for anything else."""
        if address in self.files:
            return self.files[address]
        if address in PACKAGE_FILES:
            name, content_type = PACKAGE_FILES[address]
            content = (STATIC / name).read_bytes()
            if address == STYLESHEET:
                content = content.replace(b"url(fonts/", f"url({SCHEME}fonts/".encode())
            return content, content_type
        raise Blocked(address)


def fingerprint(*, html, sheet):
    """A hash that changes whenever the PDF would: content, pictures, style sheet, libraries."""
    digest = hashlib.sha256(html.encode())
    for address in sorted(sheet.files):  # each names its own bytes
        digest.update(address.encode())
    digest.update((STATIC / "print.css").read_bytes())
    digest.update(version("weasyprint").encode())
    return digest.hexdigest()[:32]
