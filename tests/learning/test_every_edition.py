"""Every document in every edition that is offered for it."""

import re
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils.translation import override
from django_scopes import scopes_disabled

from curriculum.attendance.documents.base import BlankSheet
from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import Order
from curriculum.handouts.editions import Edition, Layout, Paper, editions_of
from curriculum.learning.documents.base import PageDocument
from curriculum.learning.mixins import LessonMixin, ModuleMixin, ProgrammeMixin
from tests.handouts.pdfs import opened, outline_of, text_of

from .paper import FACILITATORS, in_english, make_school, small_body

LANGUAGES = {"es-mx": "es-MX", "en": "en"}
HANDOUT, POSTER = documents.get("module-handout"), documents.get("poster")
#: A kit is made of the others, by a job.
DOCUMENTS = [document for document in documents if not document.is_bundle]
CHOICES = ("paper", "layout", "low_ink", "neutral")
#: Width and height in millimetres.
SIZES = {
    Paper.LETTER: (215.9, 279.4),
    Paper.A4: (210, 297),
    Paper.TABLOID: (279.4, 431.8),
    Paper.TILED: (279.4, 419.8),
}
#: A page of a booklet.
HALVES = {Paper.LETTER: (139.7, 215.9), Paper.A4: (148, 210)}
LYING = {"certificate", "programme-certificate"}
#: Of a neutral sheet those headings alone are bookmarks that say how they are called.
HEADING, QUIET = re.compile(r"<h[1-6]\b"), re.compile(r"<h[1-6]\b[^>]*\bdata-quiet\b")


@pytest.fixture(scope="module")
def school(django_db_setup, django_db_blocker):
    """``{language: {kind of page: page}}`` of one small school, which all tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        module, lesson = make_school(body=small_body())
        pages = {ProgrammeMixin: module.programme, ModuleMixin: module, LessonMixin: lesson}
        yield {
            "es-mx": pages,
            "en": {kind: in_english(page) for kind, page in pages.items()},
        }
        transaction.set_rollback(True)


@pytest.fixture
def printed(school, db):
    """``printed(document, edition, language)``: the finished sheet, and what it was made from."""

    def make(document, edition, language="es-mx"):
        is_of_page = isinstance(document, PageDocument)
        subject = school[language][document.mixin] if is_of_page else BlankSheet(language)
        with scopes_disabled():
            order = Order(document=document, subject=subject, edition=edition)
            made = order.printed()
        return SimpleNamespace(subject=subject, html=order.html, pdf=made.content)

    return make


def choices_of(edition, document):
    """What is chosen otherwise than in the document's usual edition."""
    usual = editions_of(document)[0]
    return [name for name in CHOICES if getattr(edition, name) != getattr(usual, name)]


def languages_of(edition, document):
    """The usual edition in both, the others by turns, so that every choice is met in both."""
    number = len(choices_of(edition, document))
    return list(LANGUAGES)[number % 2 :][: 1 if number else None]


@pytest.mark.parametrize(
    ("document", "edition", "language"),
    [
        pytest.param(document, edition, language, id=f"{document.code}-{edition.query}-{language}")
        for document in DOCUMENTS
        for edition in editions_of(document)
        for language in languages_of(edition, document)
    ],
)
def test_what_is_offered_is_a_tagged_sheet_in_its_language_and_size(
    printed, document, edition, language
):
    sheet = printed(document, edition, language)

    with opened(sheet.pdf) as read:
        assert str(read.docinfo["/Title"]) == title_of(document, sheet.subject, edition, language)
        assert str(read.Root.Lang) == LANGUAGES[language]
        assert read.Root.MarkInfo.Marked
        assert len(read.Root.StructTreeRoot.K) > 0
        assert {size_of(page) for page in read.pages} == {expected_size(document, edition)}
    has_bookmarks = QUIET if edition.neutral else HEADING
    assert bool(outline_of(sheet.pdf)) == bool(has_bookmarks.search(sheet.html))
    assert document.is_for_staff or canaries_in(sheet.pdf) == []


def title_of(document, subject, edition, language):
    with override(language):
        return document.neutral_title(subject) if edition.neutral else document.title(subject)


def size_of(page):
    left, bottom, right, top = (float(side) for side in page.mediabox)
    return tuple(round(side / 72 * 25.4, 1) for side in (right - left, top - bottom))


def expected_size(document, edition):
    is_half = edition.layout == Layout.BOOKLET
    width, height = (HALVES if is_half else SIZES)[edition.paper]
    return (height, width) if document.code in LYING else (width, height)


def canaries_in(pdf):
    """What only a facilitator may read."""
    text = text_of(pdf)
    return [name for name, canary in FACILITATORS.items() if canary in text]


def test_what_must_not_be_in_workers_sheets_is_found_where_it_is(printed):
    guide = printed(documents.get("facilitator-guide"), Edition())

    assert canaries_in(guide.pdf) == list(FACILITATORS)


@pytest.mark.parametrize(
    "document",
    [document for document in DOCUMENTS if document.has_low_ink or document.has_neutral_cover],
    ids=lambda document: document.code,
)
def test_low_ink_and_a_neutral_cover_are_offered_where_they_change_something(printed, document):
    usual, *others = editions_of(document)
    others = [each for each in others if choices_of(each, document) in (["low_ink"], ["neutral"])]
    sheets = [printed(document, each).pdf for each in (usual, *others)]

    assert len(set(sheets)) == len(sheets) > 1


@pytest.mark.parametrize(
    ("document", "edition"),
    [
        (HANDOUT, Edition()),
        (HANDOUT, Edition(layout=Layout.LARGE, paper=Paper.A4, neutral=True)),
        (HANDOUT, Edition(layout=Layout.BOOKLET, is_imposed=True)),
        (POSTER, Edition(paper=Paper.TILED, is_imposed=True)),
    ],
    ids=lambda value: value.code if hasattr(value, "code") else value.query,
)
def test_a_sheet_is_equal_twice(printed, document, edition):
    assert printed(document, edition).pdf == printed(document, edition).pdf
