"""Two languages always: every string of ours stands in both catalogues, whole."""

import re
from datetime import date
from pathlib import Path

import django
import pytest
import wagtail
from babel.messages.pofile import read_po
from django.utils.formats import date_format
from django.utils.translation import override

from cms import catalogues

from .rooms import ROOT

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
#: Forms of «usted», x and @ for everybody, and words that the lessons write otherwise.
STRANGE = re.compile(
    r"\b(usted|ingrese|introduzca|seleccione|presione|haga clic|(?<!un )solo|facilitador|capacitador)\b|\w(@|x)s\b",
    re.IGNORECASE,
)


def _texts(string):
    return string if isinstance(string, tuple) else (string,)


def _placeholders(string):
    return set(PLACEHOLDER.findall(" ".join(_texts(string))))


def test_package_holds_the_catalogues():
    assert (ROOT / "curriculum" / "locale").resolve() == ROOT / "locale"


def test_no_string_lacks_its_translation():
    assert catalogues.missing(ROOT) == {"es_MX": [], "en": []}


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_catalogue_holds_nothing_that_the_code_no_longer_says(language):
    in_code = {(m.id, m.context) for m in catalogues.extract(ROOT) if m.id}
    in_catalogue = {(m.id, m.context) for m in catalogues.read(ROOT, language) if m.id}

    assert in_catalogue - in_code == set()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_their_placeholders(language):
    messages = [m for m in catalogues.read(ROOT, language) if m.id and any(m.string)]

    assert [m.id for m in messages if _placeholders(m.string) != _placeholders(m.id)] == []


@pytest.fixture(scope="module")
def supplement():
    """The reference site's own words for strings of Wagtail and Django."""
    path = ROOT / "cms" / "locale" / "es_MX" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="es_MX") if message.id]


def test_supplement_speaks_only_for_wagtail_and_django(supplement):
    theirs = {
        (message.id, message.context)
        for package, below in ((wagtail, "**/"), (django, "conf/"), (django, "contrib/auth/"))
        for path in Path(package.__file__).parent.glob(f"{below}locale/en/LC_MESSAGES/django.po")
        for message in read_po(path.read_bytes().splitlines(keepends=True))
    }

    assert [m.id for m in supplement if (m.id, m.context) not in theirs] == []


def test_supplement_fills_in_nothing_that_is_not_given(supplement):
    assert [m.id for m in supplement if not _placeholders(m.string) <= _placeholders(m.id)] == []


def test_spanish_speaks_to_a_colleague(supplement):
    """«Tú», inclusive without x or @, and «sólo» with its accent as in the lessons."""
    messages = [*catalogues.read(ROOT, "es_MX"), *supplement]
    said = [text for message in messages for text in _texts(message.string)]

    assert [text for text in said if STRANGE.search(text)] == []


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("Programmes of a labour centre", "Programs of a labor center"),
        ("%(programme)s is cancelled", "%(programme)s is canceled"),
        (("%(n)s licence", "%(n)s licences"), ("%(n)s license", "%(n)s licenses")),
    ],
)
def test_english_is_spelled_as_the_lessons_are(british, american):
    assert catalogues.american(british) == american


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_written_small_in_spanish(month):
    with override("es-mx"):
        written = date_format(date(2026, month, 22), "DATE_FORMAT")

    assert written == written.lower()
