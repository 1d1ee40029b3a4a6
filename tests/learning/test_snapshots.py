import datetime
import json

import pytest
from wagtail.management.commands.purge_revisions import purge_revisions
from wagtail.rich_text import RichText

from curriculum.learning.domain import snapshots
from curriculum.learning.domain.contents import canonical_json, content_of, digest_of
from curriculum.learning.models import ModuleSnapshot
from curriculum.learning.refusals import LearningRefused
from tests.factories.learning import (
    make_lesson,
    make_module,
    make_plan_row,
    make_programme,
    make_tree,
    publish,
    translate,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 24)


def sequences(module):
    return list(
        ModuleSnapshot.objects.filter(
            translation_key=module.translation_key, locale=module.locale.language_code
        )
        .order_by("sequence")
        .values_list("sequence", flat=True)
    )


def test_publishing_a_module_keeps_it_with_its_lessons_in_order():
    module = make_module(lessons=2, title="La reforma")

    data = snapshots.latest_snapshot(module=module).data

    assert data["module"]["title"] == "La reforma"
    assert data["module"]["objectives"][0]["text"] == "Explicar tres cambios con palabras propias."
    assert [lesson["title"] for lesson in data["lessons"]] == [
        lesson.title for lesson in module.get_children()
    ]
    assert data["lessons"][0]["citations"] == ["LFT:371", "LFT:390 Bis"]
    assert data["lessons"][0]["valid_as_of"] == "2026-11-22"
    assert data["lessons"][0]["body"][0]["type"] == "text"


def test_script_and_plan_b_are_kept():
    data = snapshots.latest_snapshot(module=make_module()).data["module"]

    assert data["session_plan"][0]["script"] == [
        {"type": "say", "value": "Aquí nadie firma."},
        {"type": "ask", "value": "¿Qué necesitamos?"},
    ]
    assert data["contingencies"][0]["action"] == "Junta las dos actividades."


def test_a_module_without_them_says_what_it_said_before_there_were_any():
    module = make_module(session_plan=[make_plan_row(script=[])], contingencies=[])

    data = content_of(page=module)

    assert "contingencies" not in data
    assert "script" not in data["session_plan"][0]
    assert data["session_plan"][0]["facilitator_notes"] == ""


def test_the_digest_is_that_of_the_canonical_json():
    snapshot = snapshots.latest_snapshot(module=make_module(lessons=1))

    stored = json.loads(json.dumps(snapshot.data))

    assert digest_of(data=stored) == snapshot.digest
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"é","b":1}'


def test_each_change_makes_one_snapshot_and_no_change_makes_none():
    module = make_module()
    assert sequences(module) == [1]

    publish(module)
    assert sequences(module) == [1]

    lesson = make_lesson(module=module)
    assert sequences(module) == [1, 2]

    lesson.body = [("text", RichText("<p>Otro texto.</p>"))]
    publish(lesson)
    publish(lesson)
    assert sequences(module) == [1, 2, 3]


def test_a_draft_is_not_in_the_snapshot():
    module = make_module(lessons=1)
    lesson = module.get_children().specific().get()
    before = snapshots.latest_snapshot(module=module)

    lesson.title = "Borrador secreto"
    lesson.save_revision()
    publish(module)

    after = snapshots.latest_snapshot(module=module)
    assert "Borrador secreto" in lesson.get_latest_revision().content["title"]
    assert after == before


def test_unpublishing_moving_and_deleting_a_lesson_change_the_module(
    django_capture_on_commit_callbacks,
):
    programme = make_programme()
    one, other = make_module(programme=programme), make_module(programme=programme)
    lessons = [make_lesson(module=one) for _ in range(3)]

    lessons[0].unpublish()
    lessons[1].move(other, pos="last-child")
    with django_capture_on_commit_callbacks(execute=True):
        lessons[2].delete()

    assert snapshots.latest_snapshot(module=one).data["lessons"] == []
    moved = snapshots.latest_snapshot(module=other).data["lessons"]
    assert [lesson["code"] for lesson in moved] == [lessons[1].code]


def test_changing_the_order_of_lessons_makes_a_snapshot():
    module = make_module(lessons=2)
    first, second = module.get_children().specific()

    second.move(first, pos="left")

    codes = [lesson["code"] for lesson in snapshots.latest_snapshot(module=module).data["lessons"]]
    assert codes == [second.code, first.code]


def test_each_language_has_its_own_snapshots():
    module = make_module()
    english = translate(module, title="In plain words")

    assert snapshots.latest_snapshot(module=english).data["module"]["title"] == "In plain words"
    assert snapshots.latest_snapshot(module=module).data["module"]["title"] == module.title


def test_nothing_is_kept_of_a_module_that_is_not_published():
    module = make_module(live=False)

    with pytest.raises(LearningRefused) as refusal:
        snapshots.take_snapshot(module=module, on=DAY)

    assert refusal.value.code == "not-published"
    assert snapshots.latest_snapshot(module=module) is None


def test_a_snapshot_can_be_neither_changed_nor_deleted():
    snapshot = snapshots.latest_snapshot(module=make_module())
    everything = ModuleSnapshot.objects.all()
    snapshot.title = "Otro"

    attempts = [
        snapshot.save,
        snapshot.delete,
        everything.delete,
        lambda: everything.update(title="Otro"),
        lambda: everything.bulk_update([snapshot], ["title"]),
    ]
    for attempt in attempts:
        with pytest.raises(LearningRefused) as refusal:
            attempt()
        assert refusal.value.code == "frozen"

    snapshot.refresh_from_db()
    assert snapshot.title != "Otro"


def test_a_snapshot_survives_purged_revisions_and_the_deleted_page(
    django_capture_on_commit_callbacks,
):
    tree = make_tree()
    snapshot = snapshots.latest_snapshot(module=tree.module)
    data = snapshot.data

    publish(tree.module)
    purge_revisions()
    with django_capture_on_commit_callbacks(execute=True):
        tree.programme.delete()

    snapshot.refresh_from_db()
    assert snapshot.page is None
    assert snapshot.data == data
    assert sequences(tree.module) == [1, 2, 3]


def test_deferred_takes_one_snapshot_a_module_at_the_end():
    module = make_module()

    with snapshots.deferred():
        for _ in range(3):
            make_lesson(module=module)
        assert sequences(module) == [1]

    assert sequences(module) == [1, 2]
    assert len(snapshots.latest_snapshot(module=module).data["lessons"]) == 3


def test_deferred_takes_nothing_when_the_import_fails():
    module = make_module()

    def fail_half_way():
        with snapshots.deferred():
            make_lesson(module=module)
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        fail_half_way()

    assert sequences(module) == [1]
    make_lesson(module=module)
    assert sequences(module) == [1, 2]
