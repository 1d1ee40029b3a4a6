"""Our style sheets as they stand inside a page, and the digest by which a policy allows them."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

#: What every page for readers is dressed in.
READERS = "curriculum/web.css"

#: What is said between quotation marks, or names a file, stands word for word.
VERBATIM = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^"')]*\)"""
COMMENT = r"/\*.*?\*/"
GAPS = re.compile(rf"({VERBATIM})|(?:\s|{COMMENT})+", re.DOTALL)
NEEDLESS = re.compile(rf"({VERBATIM})| ?([{{}};,]) ?|(:) ", re.DOTALL)
LAST_SEMICOLON = re.compile(rf"({VERBATIM})|;(?=}})", re.DOTALL)


@dataclass(frozen=True)
class Inlined:
    """``text`` is to be the whole of one ``<style>``, to the byte."""

    text: str

    @cached_property
    def digest(self):
        return base64.b64encode(hashlib.sha256(self.text.encode()).digest()).decode()

    @property
    def source(self):
        """As ``style-src`` names it."""
        return f"'sha256-{self.digest}'"


def inlined(*names):
    """The static files of these names as one ``Inlined``.

    Read once a process; while debugging, whenever one of them changes.
    """
    return _inlined(names, _changed(names) if django_settings.DEBUG else None)


def small(css):
    """``css`` without comments and needless blanks. What it says stays the same."""
    css = GAPS.sub(lambda found: found[1] or _gap(found[0]), css)
    css = NEEDLESS.sub(lambda found: found[1] or found[2] or found[3], css)
    return LAST_SEMICOLON.sub(lambda found: found[1] or "", css).strip()


@lru_cache(maxsize=8)
def _inlined(names, changed):
    text = small("\n".join(_read(name) for name in names))
    # Nothing in it may end the element; to a style sheet both are the same.
    return Inlined(text.replace("</", r"<\/"))


def _gap(found):
    # A comment alone parts two words and is no blank.
    return " " if re.sub(COMMENT, "", found, flags=re.DOTALL) else "/**/"


def _read(name):
    if found := finders.find(name):
        return Path(found).read_text("utf-8")
    with staticfiles_storage.open(name) as file:
        return file.read().decode()


def _changed(names):
    files = filter(None, map(finders.find, names))
    return tuple(Path(file).stat().st_mtime_ns for file in files)
