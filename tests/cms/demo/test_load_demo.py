"""The demo as a newcomer gets it: complete, invented only where it may be, and left alone when edited."""

from collections import Counter

import pytest
from django.core.management import CommandError
from wagtail.models import Locale

from curriculum.attendance.domain.counting import tally_of
from curriculum.attendance.enums import Status
from curriculum.attendance.models import TrainingSession
from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import Order, sheet_html
from curriculum.knowledge.models import LessonLearned
from curriculum.learning.domain import searching, stories
from curriculum.learning.domain.story_cautions import story_cautions
from curriculum.learning.models import (
    Colophon,
    GlossaryTerm,
    LegalSource,
    OpenPoint,
    ReviewFlag,
    Theme,
)
from curriculum.pages.models import (
    LessonPage,
    ModulePage,
    ProgrammePage,
    ResearchBriefPage,
    WinPage,
)
from curriculum.reports.models import ReportingPeriod

from .files import LANGUAGES, Files, Written, kept, missing_word, words_of_markdown, words_on_page

MODELS = {"programme": ProgrammePage, "module": ModulePage, "lesson": LessonPage}


def test_refuses_where_debug_is_off(settings, load):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="does not load where DEBUG is off"):
        load()


@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_the_whole_curriculum_is_there_in_each_language(loaded, language):
    found = [
        model.objects.live().filter(locale__language_code=language).count()
        for model in (ProgrammePage, ModulePage, LessonPage)
    ]

    assert found == [3, 17, 51]
    assert GlossaryTerm.objects.filter(locale__language_code=language).count() >= 60
    assert Theme.objects.filter(locale__language_code=language).count() == 8


@pytest.fixture(scope="module")
def files():
    return Files()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_lesson_is_read_on_its_page_in_its_turn(loaded, files, language):
    pages = {
        p.code: p for p in LessonPage.objects.filter(locale__language_code=LANGUAGES[language])
    }

    lost = {
        lesson["code"]: missing_word(
            words_of_markdown(files.body(lesson, language)), words_on_page(pages[lesson["code"]])
        )
        for lesson in files.lessons
    }

    assert {code: word for code, word in lost.items() if word} == {}
    assert len(lost) == 51


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MODELS)
def test_everything_that_the_files_say_has_a_home(loaded, files, kind, language):
    pages = {
        page.code: page
        for page in MODELS[kind].objects.filter(locale__language_code=LANGUAGES[language])
    }

    for entry in getattr(files, f"{kind}s"):
        written = Written(entry, files.beside(entry, language), language)
        expected = getattr(written, kind)()

        assert kept(pages[entry["code"]], expected) == expected
        assert written.left == set()


def test_every_module_has_a_script_of_the_agreed_size(files):
    assert sorted(files.scripts) == sorted(module["code"] for module in files.modules)
    for script in files.scripts.values():
        assert all(3 <= len(row["cues"]) <= 7 for row in script["rows"])
        assert 2 <= len(script["plan_b"]) <= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_has_reviewed_the_scripts_and_the_guide_alone_says_so(
    loaded, files, client, language
):
    text = files.flag["text"][language]
    (flag,) = ReviewFlag.objects.filter(text=text)

    assert flag.is_for_facilitators
    for page in ModulePage.objects.filter(locale__language_code=LANGUAGES[language]):
        assert flag in page.review_flags.all()
        assert text in sheet_html(document=documents.get("facilitator-guide"), subject=page)
    assert text not in client.get(page.url).content.decode()


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_every_session_plan_fits_one_page(loaded, language):
    for page in ModulePage.objects.filter(locale__language_code=language):
        plan = Order(document=documents.get("session-plan"), subject=page)
        assert plan.printed().pages == 1, page.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_holds_for_the_whole_has_a_home(loaded, files, language):
    meta, english = files.source["meta"], files.english["meta"]
    also = english if language == "en" else meta
    (colophon,) = Colophon.objects.filter(locale__language_code=LANGUAGES[language])
    points = OpenPoint.objects.filter(locale__language_code=LANGUAGES[language])

    assert kept(colophon, ["drafted_on", "valid_as_of", "licence", "law_snapshot"]) == {
        "drafted_on": str(meta["drafted_on"]),
        "valid_as_of": meta["valid_as_of"],
        "licence": meta["licence_suggestion"],
        "law_snapshot": also["law_snapshot"],
    }
    for name in ("legal_review", "disclaimer", "attendance_note"):
        assert getattr(colophon, name) == meta[name][language]
    assert not colophon.is_legally_reviewed
    assert [(point.text, point.lesson_codes) for point in points.order_by("sort_order")] == [
        (point[language], point["lessons"]) for point in meta["open_points"]
    ]
    assert list(
        LegalSource.objects.order_by("code").values("code", "title", "issuer", "version")
    ) == [{"code": code, **source} for code, source in sorted(files.source["sources"].items())]


def test_a_season_shows_every_status(loaded):
    sessions = TrainingSession.objects.all()

    assert Counter(s.status for s in sessions) == {
        Status.HELD: 35,
        Status.PLANNED: 5,
        Status.POSTPONED: 1,
        Status.CANCELLED: 1,
        Status.SUSPENDED: 1,
    }
    assert sessions.values("partner").distinct().count() == 2
    assert not sessions.filter(status=Status.HELD, modules__snapshot=None).exclude(
        form="accompaniment"
    )


def test_what_was_counted_adds_up_and_lies_in_a_period(loaded):
    held = TrainingSession.objects.held()
    days = [(p.starts_on, p.ends_on) for p in ReportingPeriod.objects.all()]

    assert all(tally_of(session=session).reconciles for session in held)
    assert all(any(a <= s.local_date <= b for a, b in days) for s in held)


def test_learnings_know_their_modules_and_themes(loaded):
    learnings = LessonLearned.objects.all()

    assert len(learnings) == 12
    assert all(learning.modules.count() == 1 for learning in learnings)
    assert all(learning.themes.exists() for learning in learnings)


@pytest.mark.parametrize("language", ["es-mx", "en"])
@pytest.mark.parametrize("model", [WinPage, ResearchBriefPage])
def test_each_story_is_marked_as_invented_and_leads_to_nobody(loaded, model, language):
    page = model.objects.live().get(locale__language_code=language)

    assert stories.is_shown(page=page)
    assert "ejemplo inventado" in page.title or "invented example" in page.title
    assert "Invent" in " ".join(page.findable_texts())
    assert story_cautions(page=page) == []
    (lesson,) = stories.lessons_of(page=page)
    assert lesson.language == ""


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        ("es-mx", "consiliasion", "Conciliación"),
        ("es-mx", "el aguinaldo", "Aguinaldo"),
        ("en", "overtimes", "Overtime"),
    ],
)
def test_what_was_loaded_is_found_without_waiting_for_a_worker(loaded, language, typed, first):
    locale = Locale.objects.get(language_code=language)

    found = searching.search(typed=typed, locale=locale)

    assert found.results[0].title.capitalize() == first


def test_again_it_changes_nothing_that_somebody_edited(loaded, load):
    lesson = LessonPage.objects.get(code="LLR-1.1", locale__language_code="es-mx")
    lesson.title = "Un título puesto por una persona"
    lesson.save_revision().publish()
    win = WinPage.objects.get(locale__language_code="es-mx")
    win.summary = "Otra frase."
    win.save_revision().publish()
    before = TrainingSession.objects.count()

    printed = load()

    lesson.refresh_from_db()
    assert lesson.title == "Un título puesto por una persona"
    assert "Curriculum: 0 created, 0 updated, 206 unchanged, 1 left alone." in printed
    (named,) = [line for line in printed.splitlines() if line.startswith("Left alone: ")]
    assert "LLR-1.1" in named
    win.refresh_from_db()
    assert win.summary == "Otra frase."
    assert "Win: 0 created, 2 left alone." in printed
    assert TrainingSession.objects.count() == before
    assert printed.splitlines()[-3:] == loaded.splitlines()[-3:]


def test_again_it_reads_what_it_needs_at_once(loaded, load, django_assert_max_num_queries):
    """However many pages and words there are."""
    with django_assert_max_num_queries(60):
        load()
