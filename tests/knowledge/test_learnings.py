import datetime

import pytest
from wagtail.models import ModelLogEntry

from curriculum.attendance.domain.scheduling import cancel_session
from curriculum.knowledge.domain.debriefing import (
    change_learning,
    record_learning,
    withdraw_learning,
)
from curriculum.knowledge.models import LessonLearned
from curriculum.knowledge.refusals import KnowledgeRefused
from tests.factories.attendance import lead_of, make_held_session, make_session
from tests.factories.knowledge import make_lesson_learned
from tests.factories.learning import make_module, make_theme, translate
from tests.factories.people import make_coordinator, make_trainer
from tests.factories.reports import make_period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.fixture
def module():
    return make_module()


@pytest.fixture
def session(module):
    return make_held_session(modules=[module])


def keys_of(learning):
    return [about.translation_key for about in learning.modules.all()]


def test_learning_takes_month_partner_and_modules_from_its_session(session, module):
    theme = make_theme()

    learning = record_learning(
        session=session,
        by=lead_of(session),
        learned=" El recibo ayudó.\r\nMucho. ",
        themes=[theme],
    )

    assert learning.learned == "El recibo ayudó.\nMucho."
    assert (learning.partner, learning.session) == (session.partner, session)
    assert learning.month == session.local_date.replace(day=1)
    assert [(a.page_id, a.translation_key) for a in learning.modules.all()] == [
        (module.pk, module.translation_key)
    ]
    assert list(learning.themes.all()) == [theme]


def test_learning_outlives_its_session_and_its_module(session, module):
    learning = record_learning(session=session, by=lead_of(session), learned="Más tiempo.")
    key = module.translation_key
    module.delete()
    session.entries.all()._raw_delete("default")

    session.delete()

    learning.refresh_from_db()
    assert (learning.session, keys_of(learning)) == (None, [key])


def test_learning_belongs_to_its_module_in_every_language(session, module):
    learning = record_learning(session=session, by=lead_of(session), learned="Más tiempo.")

    english = translate(module)

    assert list(LessonLearned.objects.of_module(english.translation_key)) == [learning]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "nothing-said"),
        ({"learned": " \n "}, "nothing-said"),
        ({"would_change": "Preguntar a lupita@correo.mx"}, "names-somebody"),
        ({"learned": "Llamar al 614 123 4567 antes"}, "names-somebody"),
        ({"learned": "Su número es 6141234567."}, "names-somebody"),
        ({"learned": "(55) 1234-5678"}, "names-somebody"),
        ({"learned": "CURP GOMC800101MCHRNR09"}, "names-somebody"),
        ({"would_change": "a" * 1201}, "invalid"),
    ],
)
def test_what_may_not_stand_there_is_refused_and_nothing_kept(session, said, code):
    with pytest.raises(KnowledgeRefused) as refusal:
        record_learning(session=session, by=lead_of(session), **said)

    assert refusal.value.code == code
    assert not LessonLearned.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "Los artículos 371, 390 Bis y 391 se entienden mejor juntos.",
        "De 2019 a 2026 cambió 3 veces; 12 000 trabajadoras.",
        "Dura 120 minutos, de 17:30 a 19:30.",
    ],
)
def test_numbers_that_reach_nobody_are_kept(session, text):
    assert record_learning(session=session, by=lead_of(session), learned=text).learned == text


def test_longest_text_with_line_breaks_is_kept(session):
    text = "a\r\n" * 600

    learning = record_learning(session=session, by=lead_of(session), learned=text)

    assert len(learning.learned) == 1199


def test_form_sent_twice_is_kept_once(session):
    said = {"learned": "El recibo ayudó.", "would_change": "Empezar antes."}
    first = record_learning(session=session, by=lead_of(session), **said)

    second = record_learning(session=session, by=lead_of(session), **said)

    assert second == first
    assert LessonLearned.objects.count() == 1


def test_session_that_is_still_to_come_has_taught_nothing_yet():
    session = make_session()

    with pytest.raises(KnowledgeRefused) as refusal:
        record_learning(session=session, by=lead_of(session), learned="Nada")

    assert refusal.value.code == "not-over"


def test_session_that_was_called_off_teaches_too():
    session = make_session()
    session = cancel_session(session=session, by=lead_of(session), reason="Cambió el turno")

    record_learning(session=session, by=lead_of(session), learned="Preguntar antes por los turnos.")

    assert LessonLearned.objects.exists()


def test_learning_is_written_after_the_period_is_closed(session):
    make_period(
        starts_on=session.local_date - datetime.timedelta(days=40),
        ends_on=session.local_date + datetime.timedelta(days=40),
        status="closed",
    )

    record_learning(session=session, by=lead_of(session), learned="Más tiempo.")

    assert LessonLearned.objects.exists()


@pytest.mark.parametrize(
    "make", [lambda session: make_trainer(partner=session.partner), lambda _: make_coordinator()]
)
def test_who_was_not_there_and_does_not_coordinate_writes_nothing(session, make):
    learning = make_lesson_learned(partner=session.partner, session=session)
    other = make(session)

    for attempt in (
        lambda: record_learning(session=session, by=other, learned="x"),
        lambda: change_learning(learning=learning, by=other, learned="x"),
        lambda: withdraw_learning(learning=learning, by=other),
    ):
        with pytest.raises(KnowledgeRefused) as refusal:
            attempt()
        assert refusal.value.code == "not-yours"
    learning.refresh_from_db()
    assert learning.learned != "x"


@pytest.mark.parametrize("who", ["lead", "coordinator"])
def test_facilitators_and_coordinators_say_it_better_and_withdraw_it(session, who):
    coordinator = make_coordinator(partner=session.partner)
    by = lead_of(session) if who == "lead" else coordinator
    theme = make_theme()
    learning = make_lesson_learned(partner=session.partner, session=session)

    changed = change_learning(learning=learning, by=by, learned="Mejor", themes=[theme])

    assert (changed.learned, changed.would_change) == ("Mejor", "")
    assert list(changed.themes.all()) == [theme]
    withdraw_learning(learning=changed, by=by)
    assert not LessonLearned.objects.exists()


def test_learning_whose_session_is_gone_belongs_to_the_coordinators():
    learning = make_lesson_learned()
    with pytest.raises(KnowledgeRefused):
        change_learning(
            learning=learning, by=make_trainer(partner=learning.partner), learned="Mejor"
        )

    change_learning(
        learning=learning, by=make_coordinator(partner=learning.partner), learned="Mejor"
    )

    assert LessonLearned.objects.get().learned == "Mejor"


def test_log_keeps_who_did_what_and_not_what_was_said(session):
    by = lead_of(session)
    learning = record_learning(session=session, by=by, learned="canario")
    learning = change_learning(learning=learning, by=by, learned="canario dos")
    withdraw_learning(learning=learning, by=by)

    entries = ModelLogEntry.objects.filter(action__startswith="curriculum.learning.").order_by("pk")

    assert [entry.action.rpartition(".")[2] for entry in entries] == [
        "record",
        "change",
        "withdraw",
    ]
    assert {entry.user for entry in entries} == {by}
    assert "canario" not in str(list(entries.values()))


@pytest.mark.parametrize("words", ["PLÁTICA", "platica", "plat recibo", "  Recibo  "])
def test_search_passes_over_capitals_and_accents(words):
    learning = make_lesson_learned(learned="El recibo", would_change="Más plática")
    make_lesson_learned(learned="Otra cosa", would_change="")

    assert list(LessonLearned.objects.saying(words)) == [learning]


def test_search_without_words_finds_all():
    make_lesson_learned()

    assert LessonLearned.objects.saying(" ").count() == 1
