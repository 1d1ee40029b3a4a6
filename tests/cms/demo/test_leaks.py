"""What is written for those who facilitate, searched in everything that workers can reach."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import sheet_html
from curriculum.learning.domain import outline
from curriculum.pages.models import LessonPage, ModulePage, ProgrammePage
from tests.handouts.pdfs import opened, text_of
from tests.offline.packs import pages_in, said, secrets_of

from .conftest import PROGRAMMES

WORKERS_SHEETS = ("module-handout", "poster", "assessment-a", "assessment-b")


pytestmark = pytest.mark.usefixtures("loaded")


def all_modules():
    return ModulePage.objects.live().order_by("path")


@pytest.fixture(scope="module")
def secrets(demo, django_db_blocker):
    """``{module: texts}`` that no worker may be given."""
    with django_db_blocker.unblock():
        return {
            page: secrets_of(page, outline.published_lessons(module=page)) for page in all_modules()
        }


@pytest.fixture
def leaked(secrets):
    """``leaked(text)``: which of them stand in it."""

    def found(text):
        words = said(text)
        return sorted(secret for texts in secrets.values() for secret in texts if secret in words)

    return found


def test_there_is_something_to_leak(secrets):
    assert len(secrets) == 34
    assert all(len(texts) > 20 for texts in secrets.values())


def test_every_text_stands_in_its_guide(secrets):
    guide = documents.get("facilitator-guide")
    missing = {
        (module.code, text)
        for module, texts in secrets.items()
        for words in [said(sheet_html(document=guide, subject=module))]
        for text in texts
        if text not in words
    }

    assert missing == set()


def test_no_page_on_the_web_says_any(leaked):
    client = Client()
    pages = [*ProgrammePage.objects.live(), *all_modules(), *LessonPage.objects.live()]
    found = {page.url: leaked(said(client.get(page.url).content.decode())) for page in pages}

    assert len(found) == 142
    assert {url: texts for url, texts in found.items() if texts} == {}


def test_no_sheet_for_workers_says_any(leaked):
    found = {}
    for code in WORKERS_SHEETS:
        for module in all_modules():
            words = said(sheet_html(document=documents.get(code), subject=module))
            found[code, module.code, module.locale_id] = leaked(words)
    handout = documents.get("lesson-handout")
    for lesson in LessonPage.objects.live():
        found[lesson.pk] = leaked(said(sheet_html(document=handout, subject=lesson)))

    assert {key: texts for key, texts in found.items() if texts} == {}


@pytest.mark.parametrize("code", PROGRAMMES)
def test_no_layer_of_a_programmes_book_says_any(readers, code, leaked):
    pdf = readers[code].pdf

    with opened(pdf) as book, book.open_outline() as outline:
        bookmarks = " ".join(titles(outline.root))
        layers = {
            "text": text_of(pdf),
            "bookmarks": bookmarks,
            "metadata": book.Root.Metadata.read_bytes().decode() + str(book.docinfo),
        }
    assert len(bookmarks) > 100
    assert {name: leaked(text) for name, text in layers.items()} == {
        "text": [],
        "bookmarks": [],
        "metadata": [],
    }


def titles(items):
    for item in items:
        yield item.title
        yield from titles(item.children)


@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_neither_packs_nor_books_to_take_along_nor_the_sitemap_say_any(language, leaked):
    client = Client()
    with override(language):
        for programme in ProgrammePage.objects.live().filter(locale__language_code=language):
            kept = pages_in(client, programme)
            book = client.get(
                reverse("curriculum_offline_reading:book", args=[programme.short_code])
            )
            assert len(kept) > 15
            assert leaked(said(" ".join(kept.values()))) == []
            assert leaked(said(book.content.decode())) == []
    assert leaked(client.get("/sitemap.xml").content.decode()) == []


def test_search_finds_none_of_it(secrets, leaked):
    client = Client()
    url = reverse("curriculum_learning_reading:search")
    for module in all_modules().filter(locale__language_code="es-mx"):
        for text in sorted(text for text in secrets[module] if len(text) > 80)[:3]:
            page = client.post(url, {"q": text[:80]}).content.decode()
            results = said(re.sub(r"<input[^>]*>", "", page))
            assert leaked(results) == [], text
