"""An empty install that imports the package is the same school."""

import datetime
from io import BytesIO

import pytest
from wagtail.models import Page, Revision

from curriculum.handover.domain.bringing_in import apply_import, plan_import
from curriculum.handover.domain.packing import pack
from curriculum.handover.domain.unpacking import open_package
from curriculum.learning.domain import law
from curriculum.learning.models import (
    CitedIn,
    LawReview,
    LegalChange,
    ModuleSnapshot,
    ReviewFlag,
    ShortAddress,
)
from curriculum.pages.models import LessonPage, ModulePage, ResearchBriefPage, WinPage
from tests.factories.learning import make_lesson

from .conftest import read_all
from .school import MISTAKEN, live_pages

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


def test_script_and_plan_b_arrive_with_the_module(package):
    apply_import(package=package)

    for language, count in (("es-mx", 2), ("en", 2)):
        module = ModulePage.objects.get(locale__language_code=language)
        assert [
            [(cue.block_type, cue.value) for cue in row.script] for row in module.session_plan.all()
        ] == [[("say", "Aquí nadie firma."), ("ask", "¿Qué necesitamos?")]] * count
        (case,) = module.contingencies.all()
        assert (case.condition, case.action) == (
            "Si quedan 30 minutos",
            "Junta las dos actividades.",
        )
    (flag,) = ReviewFlag.objects.filter(is_for_facilitators=True)
    assert flag.text == "Sólo para la guía."


def test_a_package_of_before_there_were_scripts_is_the_same_school(package):
    pages = package.records["learning.pages"]
    modules = [record for record in pages.values() if record["kind"] == "module"]
    for record in modules:
        del record["contingencies"]
        for row in record["session_plan"]:
            del row["script"]

    apply_import(package=package)

    module = ModulePage.objects.filter(locale__language_code="es-mx").get()
    assert not module.contingencies.exists()
    assert [bool(row.script) for row in module.session_plan.all()] == [False, False]


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


def reviews():
    """``{(change, page key, language): (opened, closed, outcome)}``"""
    return {
        (str(review.change_id), str(review.translation_key), review.locale): (
            review.opened_on,
            review.closed_on,
            review.outcome,
        )
        for review in LawReview.objects.filter(page__isnull=False)
    }


def test_changes_of_the_law_arrive_with_what_was_reviewed(package):
    apply_import(package=package)

    outcomes = sorted(outcome for _opened, _closed, outcome in reviews().values())
    assert outcomes == [
        "",
        "",
        "",
        "",
        "",
        "changed",
        "unchanged",
        "unchanged",
        "unchanged",
        "unchanged",
        "unchanged",
        "withdrawn",
        "withdrawn",
        "withdrawn",
    ]
    over = LegalChange.objects.get(takes_effect_on=datetime.date(2027, 1, 1))
    assert not over.reviews.open().exists()
    assert over.summary["en"] == "The certificate lasts a year."


def test_what_was_reviewed_here_stays_reviewed(package):
    apply_import(package=package)
    for review in LawReview.objects.open():
        law.confirm(review=review)
    there = reviews()

    apply_import(package=package)

    assert reviews() == there


def test_what_was_reviewed_there_is_reviewed_here(package):
    apply_import(package=package)
    there = reviews()
    LawReview.objects.update(closed_on=None, outcome="")

    apply_import(package=package)

    assert reviews() == there


def test_a_change_that_was_withdrawn_arrives_so_and_concerns_nobody(package):
    mine = make_lesson(citations=["LFT:390 Bis"], valid_as_of=datetime.date(2026, 1, 2))

    apply_import(package=package)

    assert LegalChange.objects.get(takes_effect_on=MISTAKEN).withdrawn_on is not None
    told = law.notice_of(page=mine)
    assert told.takes_effect_on == datetime.date(2027, 1, 1)


def test_what_was_withdrawn_there_is_withdrawn_here(package):
    apply_import(package=package)
    change = LegalChange.objects.get(takes_effect_on=MISTAKEN)
    change.withdrawn_on = None
    change.save()
    make_lesson(citations=["LFT:390 Bis"], valid_as_of=datetime.date(2026, 1, 2))
    assert change.reviews.open().exists()

    apply_import(package=package)

    change.refresh_from_db()
    assert change.withdrawn_on is not None
    assert not change.reviews.open().exists()


def test_what_was_withdrawn_here_stays_withdrawn(package):
    apply_import(package=package)
    change = LegalChange.objects.get(locator="371")
    law.withdraw_change(change=change, reason="Era un proyecto.")
    LawReview.objects.filter(change=change, outcome="withdrawn").delete()

    apply_import(package=package)

    change.refresh_from_db()
    assert change.withdrawn_on is not None
    assert not change.reviews.open().exists()


def test_a_change_that_arrives_concerns_what_was_here_before(package):
    mine = make_lesson(citations=["LFT:371"], valid_as_of=datetime.date(2026, 1, 2))

    apply_import(package=package)

    assert law.notice_of(page=mine).locator == "371"
