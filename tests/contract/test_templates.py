"""Every template compiles, speaks through the catalogues, and obeys the content security policy."""

import re

import pytest
from django.template.loader import get_template

from .rooms import ROOT

TEMPLATES = sorted(
    path
    for folder in ("curriculum", "cms")
    for path in (ROOT / folder).rglob("templates/**/*")
    if path.suffix in {".html", ".txt", ".xml"}
)
#: Sheets are laid out by the print room, where no policy applies.
ON_SCREEN = [path for path in TEMPLATES if "print" not in path.parts]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=\"", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:src|href|action)=\"(?:https?:)?//")


def identify(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=identify)
def test_template_compiles(path):
    get_template(str(path).split("/templates/", 1)[1])


@pytest.mark.parametrize("path", ON_SCREEN, ids=identify)
def test_template_has_no_inline_script_or_style(path):
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=identify)
def test_template_asks_nothing_of_another_host(path):
    assert OUTSIDE.findall(path.read_text()) == []
