"""Learnings leave and arrive without their session."""

from io import BytesIO

import pytest

from curriculum.handover.domain.bringing_in import apply_import, plan_import
from curriculum.handover.domain.packing import pack
from curriculum.handover.domain.unpacking import open_package
from curriculum.knowledge.models import LessonLearned
from curriculum.people.domain.sections import sections_of
from tests.factories.attendance import make_held_session
from tests.factories.knowledge import make_lesson_learned
from tests.factories.learning import make_module, make_programme, make_theme
from tests.factories.people import make_coordinator, make_partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
RESOURCE = "knowledge.lessons-learned"


@pytest.fixture
def partner():
    return make_partner(name="Mano abierta")


@pytest.fixture
def learning(partner):
    section = sections_of(partner=partner).order_by("pk").first().specific
    module = make_module(programme=make_programme(section=section))
    session = make_held_session(partner=partner, modules=[module])
    return make_lesson_learned(
        partner=partner, session=session, modules=[module], themes=[make_theme()]
    )


def packed(**kwargs):
    file = BytesIO()
    pack(to=file, **kwargs)
    return file


def test_record_holds_no_session_and_no_index_of_words(learning):
    with open_package(packed()) as package:
        (record,) = package.records[RESOURCE].values()

    assert sorted(record) == ["learned", "modules", "month", "section", "themes", "would_change"]
    assert learning.session.reference not in str(record)


def test_learning_that_was_deleted_here_comes_back_without_its_session(learning):
    file = packed()
    key, modules, themes = (
        learning.pk,
        *(list(r.all()) for r in (learning.modules, learning.themes)),
    )
    learning.delete()

    with open_package(file) as package:
        apply_import(package=package)

    back = LessonLearned.objects.get(pk=key)
    assert (back.partner, back.session) == (learning.partner, None)
    assert [about.translation_key for about in back.modules.all()] == [
        about.translation_key for about in modules
    ]
    assert list(back.themes.all()) == themes
    assert list(LessonLearned.objects.saying("platica")) == [back]


def test_learning_that_is_here_keeps_its_session_and_nothing_is_to_be_changed(learning):
    with open_package(packed()) as package:
        plan = plan_import(package=package)
        apply_import(package=package)

    learning.refresh_from_db()
    assert (plan.added, plan.changed) == ([], [])
    assert learning.session is not None


def test_words_that_were_changed_here_are_shown_before_they_are_set_back(learning):
    file = packed()
    said = learning.learned
    learning.learned = "Otra cosa"
    learning.save()

    with open_package(file) as package:
        plan = plan_import(package=package)
        assert [change.resource.code for change in plan.changed] == [RESOURCE]
        apply_import(package=package)

    learning.refresh_from_db()
    assert learning.learned == said


def test_coordinator_carries_away_the_own_partners_learnings_only(learning, partner):
    make_lesson_learned(learned="canario")

    file = packed(user=make_coordinator(partner=partner))

    with open_package(file) as package:
        assert list(package.records[RESOURCE]) == [str(learning.pk)]
