"""An empty install that imports the package is the same school."""

from io import BytesIO

import pytest
from wagtail.models import Page, Revision

from curriculum.handover.domain.bringing_in import apply_import, plan_import
from curriculum.handover.domain.packing import pack
from curriculum.handover.domain.unpacking import open_package
from curriculum.learning.models import CitedIn, ModuleSnapshot, ShortAddress
from curriculum.pages.models import LessonPage, ResearchBriefPage, WinPage

from .conftest import read_all
from .school import live_pages

pytestmark = pytest.mark.django_db


def packed():
    file = BytesIO()
    pack(to=file)
    return file


def sums(package):
    """The members and their sums; a school that was brought in has left nothing out."""
    return package.manifest["members"]


def test_empty_install_becomes_the_same_school(package):
    apply_import(package=package)

    with open_package(packed()) as again:
        assert sums(again) == sums(package)
        assert again.manifest["counts"] == package.manifest["counts"]


def test_every_page_renders_the_same(package, origin):
    assert len(origin.html) == 14
    assert "Tu voto es <b>secreto</b>" in "".join(html for _url, html in origin.html.values())

    apply_import(package=package)

    assert read_all() == origin.html


def test_every_field_is_equal(package):
    """Beyond what the package itself compares: snapshots' numbers, addresses, days."""
    apply_import(package=package)

    stated = package.records["learning.pages"]
    for key, page in live_pages().items():
        record = stated[":".join(key)]
        assert page.first_published_at.date().isoformat() == record["first_published_on"]
        assert page.draft_title == page.title == record["title"]
        assert not page.has_unpublished_changes
    for address in ShortAddress.objects.all():
        assert (str(address.translation_key), address.locale) in live_pages()
        assert address.page_id == live_pages()[str(address.translation_key), address.locale].pk
    numbers = ModuleSnapshot.objects.filter(locale="es-mx").values_list("sequence", flat=True)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_stories_stand_beside_the_same_lessons(package):
    apply_import(package=package)

    lesson = LessonPage.objects.filter(locale__language_code="es-mx").order_by("path").first()
    win = WinPage.objects.get(locale__language_code="es-mx")
    brief = ResearchBriefPage.objects.get(locale__language_code="es-mx")
    assert win.lessons == brief.lessons == [str(lesson.translation_key)]
    assert (win.sector.code, win.state, win.month, win.listing) == ("mining", "NLE", 3, "listed")
    assert win.has_consent
    assert brief.full_text[0].value.file.size == len(b"ID3 the whole report")


def test_import_twice_is_idempotent(package):
    apply_import(package=package)
    counts = [model.objects.count() for model in (Page, Revision, ModuleSnapshot, ShortAddress)]

    plan = plan_import(package=package)
    assert (plan.added, plan.changed) == ([], [])

    apply_import(package=package)
    again = [model.objects.count() for model in (Page, Revision, ModuleSnapshot, ShortAddress)]
    assert again == counts


def test_links_between_lessons_lead_to_the_same_lessons(package):
    apply_import(package=package)

    first, second = LessonPage.objects.filter(locale__language_code="es-mx").order_by("path")
    assert f'<a linktype="page" id="{second.pk}">aquí</a>' in str(first.body[0].value.source)
    assert f'<a linktype="page" id="{first.pk}">lo de antes</a>' in second.body[0].value.source


def test_citations_are_found_again(package):
    apply_import(package=package)

    assert CitedIn.objects.filter(source="LFT", locator="371").exists()


def test_translation_knows_which_revision_it_was_made_from(package):
    apply_import(package=package)

    source = LessonPage.objects.filter(locale__language_code="es-mx").order_by("path").first()
    english = source.get_translations().get().specific
    assert english.translated_from == source.live_revision
