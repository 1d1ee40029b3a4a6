"""A curriculum in two languages: all of it or nothing, and again without harm."""

import pytest
from django.core.management import CommandError, call_command

from curriculum.learning.domain import snapshots
from curriculum.learning.models import LegalSource, ModuleSnapshot, OpenPoint
from curriculum.pages.models import LessonPage, ModulePage, ProgrammePage

pytestmark = pytest.mark.django_db


def pages(language):
    found = [model.objects.filter(locale__language_code=language) for model in KINDS]
    return [page for queryset in found for page in queryset]


KINDS = (ProgrammePage, ModulePage, LessonPage)


def told(outcome):
    return [
        len(getattr(outcome, name)) for name in ("created", "updated", "unchanged", "left_alone")
    ]


def test_pages_are_published_translations_of_each_other(imported, files):
    imported()

    spanish, english = pages("es-mx"), pages("en")
    lessons = len(files[0]["programmes"][0]["modules"][0]["lessons"])
    assert len(spanish) == len(english) == 2 + lessons
    assert [p.translation_key for p in spanish] == [p.translation_key for p in english]
    assert all(page.live for page in spanish + english)
    assert all(page.translated_from_id for page in english)
    assert ModuleSnapshot.objects.count() == 2


def test_rows_of_a_translation_share_their_keys(imported):
    imported()

    spanish, english = ModulePage.objects.order_by("locale__language_code").reverse()
    for rows in ("objectives", "key_messages", "session_plan", "assessment_items"):
        keys = [[row.translation_key for row in getattr(p, rows).all()] for p in (spanish, english)]
        assert keys[0] == keys[1] != []


def test_again_it_changes_nothing(imported):
    created, *_rest = told(imported())
    revisions = [page.latest_revision_id for page in pages("es-mx") + pages("en")]

    outcome = imported()

    assert told(outcome) == [0, 0, created, 0]
    assert revisions == [page.latest_revision_id for page in pages("es-mx") + pages("en")]
    assert ModuleSnapshot.objects.count() == 2


def test_again_it_takes_what_the_file_changed(imported, files):
    imported()
    lesson = files[0]["programmes"][0]["modules"][0]["lessons"][0]
    lesson["body_es"] += "\n\nUna frase nueva.\n"

    outcome = imported()

    assert outcome.updated == [f"{lesson['code']} (es-mx)"]
    page = LessonPage.objects.get(code=lesson["code"], locale__language_code="es-mx")
    assert "Una frase nueva." in str(page.body)
    assert page.revisions.count() == 2


def test_what_a_person_has_edited_since_stays_and_is_told(imported, files):
    imported()
    lesson = LessonPage.objects.filter(locale__language_code="es-mx").first()
    lesson.title = "Título de una persona"
    lesson.save_revision()
    taken_down = LessonPage.objects.filter(locale__language_code="en").last()
    taken_down.unpublish()
    for data in files[0]["programmes"][0]["modules"][0]["lessons"]:
        data["summary"]["es"] += " Además."

    outcome = imported()

    names = dict(outcome.left_alone)
    assert f"{lesson.code} (es-mx)" in names
    assert f"{taken_down.code} (en)" in names
    lesson.refresh_from_db()
    assert lesson.get_latest_revision_as_object().title == "Título de una persona"
    assert not LessonPage.objects.get(pk=taken_down.pk).live


def test_what_a_person_has_deleted_since_stays_deleted(imported):
    imported()
    lesson = LessonPage.objects.filter(locale__language_code="es-mx").last()
    lesson.delete()

    outcome = imported()

    assert f"{lesson.code} (es-mx)" in dict(outcome.left_alone)
    assert not LessonPage.objects.filter(code=lesson.code, locale=lesson.locale).exists()


def test_what_the_file_no_longer_has_stays_in_place_and_is_told(imported, files):
    imported()
    spanish, english = files
    gone = spanish["programmes"][0]["modules"][0]["lessons"].pop()
    del english[gone["code"]]
    for point in spanish["meta"]["open_points"]:
        point["lessons"] = [code for code in point["lessons"] if code != gone["code"]]

    outcome = imported()

    assert [name for name in outcome.gone if gone["code"] in name]
    assert LessonPage.objects.filter(code=gone["code"], live=True).count() == 2


def test_an_open_point_that_the_file_no_longer_has_is_settled(imported, files):
    imported()
    before = OpenPoint.objects.count()
    files[0]["meta"]["open_points"].pop()

    outcome = imported()

    assert len(outcome.settled) == 2
    assert OpenPoint.objects.count() == before - 2


def test_a_failure_in_the_middle_leaves_nothing(imported, monkeypatch):
    """The disk fills up while the last page is written."""
    save, calls = LessonPage.save, []

    def failing(self, *args, **kwargs):
        calls.append(self)
        if len(calls) > 3:
            raise OSError("no space left on device")
        return save(self, *args, **kwargs)

    monkeypatch.setattr(LessonPage, "save", failing)

    with pytest.raises(OSError, match="no space left"):
        imported()

    assert len(calls) == 4
    assert pages("es-mx") == []
    assert not LegalSource.objects.exists()
    assert not ModuleSnapshot.objects.exists()


def test_trial_keeps_nothing(imported):
    outcome = imported(dry_run=True)

    assert outcome.created
    assert pages("es-mx") == []


def test_importing_takes_one_snapshot_a_module_and_language(imported, monkeypatch):
    taken = []
    take = snapshots.take_snapshot
    monkeypatch.setattr(
        snapshots, "take_snapshot", lambda **kwargs: taken.append(kwargs) or take(**kwargs)
    )

    imported()

    assert len(taken) == 2


def test_command_names_what_it_did_and_why_it_did_not(imported, files, section, tmp_path, capsys):
    imported()
    curriculum, english = tmp_path / "curriculum.yaml", tmp_path / "curriculum-en.yaml"

    call_command("import_content", curriculum, english=english, below=section.slug)
    assert " 0 updated, " in capsys.readouterr().out

    with pytest.raises(CommandError, match=r"curriculum\.yaml"):
        call_command("import_content", curriculum, below=section.slug)
