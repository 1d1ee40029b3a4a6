"""What one rendering may use: the package's style sheet and faces, and files put in by name."""

import hashlib
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ..base import PrintRefused

SCHEME = "curriculum:"
STATIC = Path(__file__).resolve().parent.parent / "static" / "curriculum" / "handouts"
STYLESHEET = f"{SCHEME}print.css"

#: Everything of the package that paper may load, by address.
PACKAGE_FILES = {
    STYLESHEET: ("print.css", "text/css"),
    **{
        f"{SCHEME}{paper}.css": (f"{paper}.css", "text/css") for paper in ("a4", "tabloid", "tiled")
    },
    **{
        f"{SCHEME}fonts/NotoSans-{face}.woff2": (f"fonts/NotoSans-{face}.woff2", "font/woff2")
        for face in ("Regular", "Bold", "Italic", "BoldItalic")
    },
}
PICTURE_TYPES = {"GIF": "image/gif", "JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


@cache
def package_files():
    """``{address: (bytes, content type)}`` of the style sheets and faces."""
    found = {}
    for address, (name, content_type) in PACKAGE_FILES.items():
        content = (STATIC / name).read_bytes()
        if address == STYLESHEET:
            content = content.replace(b"url(fonts/", f"url({SCHEME}fonts/".encode())
        found[address] = (content, content_type)
    return found


@cache
def press_version():
    """A hash of what decides how a page looks beside its own text: style, faces, libraries."""
    digest = hashlib.sha256()
    for name in ("rendering.py", "imposition.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    for content, _content_type in package_files().values():
        digest.update(content)
    for library in ("weasyprint", "pydyf", "pypdf", "fonttools", "pillow"):
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()


class Sheet:
    """One document of one subject while it is made.

    Templates put a picture in with ``add_picture`` and get an address that only
    this sheet can open: what was not put in cannot be loaded. ``warnings`` are
    sentences about editor content that was left out, in the language of whoever
    asked for the sheet; ``blocks`` are the ``(name, html)`` of the blocks, so
    that an error can say which one.
    """

    def __init__(self, *, for_screen=False):
        self.for_screen = for_screen
        self.language = get_language()
        self.files = {}
        self.warnings = []
        self.blocks = []
        self.block = ""

    @contextmanager
    def naming(self, name):
        """Warnings until the end of the ``with`` are about the block of this name."""
        self.block = name
        try:
            yield
        finally:
            self.block = ""

    def warn(self, sentence, **values):
        """Keep a sentence (translated lazily) with its values for whoever edits the content."""
        with override(self.language):
            said = str(sentence) % values
        if self.block:
            said = f"{self.block}: {said}"
        if said not in self.warnings:
            self.warnings.append(said)

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


def fingerprint(*, html, sheet, edition):
    """A hash that changes whenever the PDF would: content, pictures, edition, style, libraries."""
    digest = hashlib.sha256(html.encode())
    for address in sorted(sheet.files):  # each names its own bytes
        digest.update(address.encode())
    digest.update(edition.query.encode())
    digest.update(press_version().encode())
    return digest.hexdigest()[:32]
