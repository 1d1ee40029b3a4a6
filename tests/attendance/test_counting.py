import datetime
import random
import uuid

import pytest
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum.attendance.domain.closing import close_session
from curriculum.attendance.domain.counting import (
    Outcome,
    correct_counts,
    decide_conflict,
    first_time_counts,
    set_totals,
    tally_of,
)
from curriculum.attendance.domain.tallies import fold
from curriculum.attendance.enums import EntryKind
from curriculum.attendance.models import TallyConflict, TallyEntry
from curriculum.attendance.refusals import SessionRefused
from tests.factories.attendance import (
    lead_of,
    make_counts,
    make_entry,
    make_held_session,
    make_session,
    record,
    undo,
)
from tests.factories.people import make_coordinator, make_trainer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def outcomes(answers):
    return [answer.outcome for answer in answers]


def test_duplicate_batch_is_noop():
    session = make_session()
    batch = [make_entry() for _ in range(300)]

    first = record(session, *batch)
    second = record(session, *batch)

    assert outcomes(first) == [Outcome.STORED] * 300
    assert outcomes(second) == [Outcome.DUPLICATE] * 300
    assert tally_of(session=session).total == 300


def test_duplicate_within_one_batch_is_kept_once():
    session = make_session()
    entry = make_entry()

    assert outcomes(record(session, entry, entry)) == [Outcome.STORED, Outcome.DUPLICATE]
    assert tally_of(session=session).total == 1


def test_partial_batch_then_rest():
    session = make_session()
    batch = [make_entry() for _ in range(30)]

    record(session, *batch[:12])
    answers = record(session, *batch)

    assert outcomes(answers).count(Outcome.DUPLICATE) == 12
    assert tally_of(session=session).total == 30


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_reordered_and_interleaved_batches(data):
    """Any order, any cutting, anything sent twice: the same counts. Undo may overtake its entry."""
    session = make_session()
    kinds = st.sampled_from(
        [("arrival", "returning"), ("arrival", "first_time"), ("gender", "women")]
    )
    entries = [
        make_entry(dimension=dimension, value=value)
        for dimension, value in data.draw(st.lists(kinds, min_size=1, max_size=12))
    ]
    taken_back = data.draw(st.sets(st.sampled_from(range(len(entries)))))
    entries += [undo(entries[index]) for index in sorted(taken_back)]
    sent = data.draw(st.permutations(entries + data.draw(st.lists(st.sampled_from(entries)))))
    cut = data.draw(st.integers(0, len(sent)))

    record(session, *sent[:cut])
    record(session, *sent[cut:])

    assert tally_of(session=session) == fold(entries)
    assert TallyEntry.objects.filter(session=session).count() == len(entries)


def test_retract_before_present_arrives_and_replay_after():
    session = make_session()
    entry = make_entry()

    record(session, undo(entry))
    record(session, entry)
    record(session, entry)

    assert tally_of(session=session).total == 0


def test_same_id_other_content_is_conflict_and_original_stays():
    session = make_session()
    entry = make_entry()
    other = make_entry(id=entry.id, value="first_time")
    record(session, entry)

    answers = record(session, other) + record(session, other)

    assert outcomes(answers) == [Outcome.CONFLICT] * 2
    assert tally_of(session=session).of("arrival") == {"returning": 1}
    kept = TallyConflict.objects.get(session=session)
    assert (kept.entry_id, kept.value, kept.decision) == (entry.id, "first_time", "open")


def test_id_of_another_partners_entry_is_a_conflict_that_tells_nothing():
    entry = make_entry()
    record(make_session(), entry)
    session = make_session()

    answer = record(session, entry)[0]

    assert answer.outcome == Outcome.CONFLICT
    assert tally_of(session=session).total == 0


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"value": "Juana"}, "unknown-value"),
        ({"dimension": "name"}, "unknown-value"),
        ({"dimension": "sector", "value": "no-such"}, "unknown-value"),
        ({"dimension": "gender", "value": "women", "delta": 0}, "step-too-large"),
        ({"delta": 501}, "step-too-large"),
        ({"delta": -1}, "not-an-undo"),
    ],
)
def test_one_bad_item_does_not_stop_the_others(fields, code):
    session = make_session()

    bad, good = record(session, make_entry(**fields), make_entry())

    assert (bad.outcome, bad.code) == (Outcome.REFUSED, code)
    assert good.outcome == Outcome.STORED
    assert tally_of(session=session).total == 1


def test_undo_takes_back_exactly_what_was_counted():
    session = make_session()
    entry = make_entry(value="first_time")
    record(session, entry)

    wrong = undo(entry)
    answers = record(
        session,
        make_entry(value="returning", delta=-1, undoes=entry.id),
        wrong,
        undo(entry),
        undo(wrong),
    )

    assert [(a.outcome, a.code) for a in answers] == [
        (Outcome.REFUSED, "not-an-undo"),
        (Outcome.STORED, ""),
        (Outcome.REFUSED, "already-undone"),
        (Outcome.REFUSED, "not-an-undo"),
    ]


def test_entry_with_the_wrong_year_is_kept():
    session = make_session()
    ten_years = datetime.timedelta(days=3650)

    answers = record(
        session,
        make_entry(captured_at=timezone.now() + ten_years),
        make_entry(captured_at=timezone.now() - ten_years),
    )

    assert outcomes(answers) == [Outcome.STORED] * 2


def test_clocks_are_cut_to_the_minute():
    session = make_session()
    record(session, make_entry(captured_at=timezone.now().replace(second=37, microsecond=9)))

    kept = TallyEntry.objects.get(session=session)

    assert {moment.second for moment in (kept.captured_at, kept.received_at)} == {0}
    assert {moment.microsecond for moment in (kept.captured_at, kept.received_at)} == {0}


def test_closed_session_takes_no_more_and_still_knows_its_own():
    session = make_session()
    entry = make_entry()
    record(session, entry)
    close_session(session=session, by=lead_of(session), held_minutes=90)

    answers = record(session, entry, make_entry())

    assert [(a.outcome, a.code) for a in answers] == [
        (Outcome.DUPLICATE, ""),
        (Outcome.REFUSED, "session-closed"),
    ]


def test_entries_are_never_changed_or_taken_away():
    session = make_session()
    record(session, make_entry())
    entry = TallyEntry.objects.get(session=session)

    for attempt in (
        lambda: entry.save(),
        lambda: entry.delete(),
        lambda: TallyEntry.objects.update(delta=5),
        lambda: TallyEntry.objects.all().delete(),
        lambda: TallyEntry.objects.bulk_update([entry], ["delta"]),
        lambda: session.entries.update(delta=5),
    ):
        with pytest.raises(TypeError, match="append-only"):
            attempt()


@pytest.mark.parametrize(
    "fields",
    [
        {"delta": 0},
        {"delta": 10_001},
        {"kind": EntryKind.UNDO},
        {"undoes": uuid.UUID(int=1)},
        {"kind": EntryKind.CORRECTION, "previous": 3},
    ],
)
def test_database_refuses_entries_that_say_nothing(fields):
    session = make_session()
    now = timezone.now()
    entry = TallyEntry(
        **{
            "id": uuid.uuid4(),
            "session": session,
            "dimension": "arrival",
            "value": "returning",
            "delta": 1,
            "captured_at": now,
            "received_at": now,
            **fields,
        }
    )

    with pytest.raises(IntegrityError):
        entry.save()


def test_typed_totals_add_the_difference_once():
    session = make_session()
    record(session, make_entry(), make_entry(value="first_time"))

    for _twice in range(2):
        set_totals(
            session=session, counts=first_time_counts(total=9, first_time=2), by=lead_of(session)
        )

    tally = tally_of(session=session)
    assert (tally.total, tally.first_time) == (9, 2)
    typed = TallyEntry.objects.filter(session=session, kind=EntryKind.TOTALS)
    assert sorted(typed.values_list("value", "previous", "delta")) == [
        ("first_time", 1, 1),
        ("returning", 1, 6),
    ]


def test_first_time_is_never_more_than_the_total():
    with pytest.raises(SessionRefused) as refused:
        first_time_counts(total=3, first_time=4)

    assert refused.value.code == "first-time-above-total"


def test_nobody_asked_who_came_for_the_first_time():
    session = make_session()

    tally = make_counts(session, total=7)

    assert (tally.total, tally.first_time) == (7, 0)
    assert tally.of("arrival") == {"not_asked": 7}


def test_correction_supersedes_with_a_reason():
    session = make_held_session(total=12, first_time=3, one_way={"gender": {"women": 12}})
    coordinator = make_coordinator(partner=session.partner)
    counts = first_time_counts(total=11, first_time=3) | {"gender": {"women": 11}}

    tally = correct_counts(session=session, counts=counts, by=coordinator, reason="Contada doble")

    assert (tally.total, tally.first_time) == (11, 3)
    entries = TallyEntry.objects.filter(session=session)
    assert entries.exclude(kind=EntryKind.CORRECTION).count() == 3
    assert sorted(
        entries.filter(kind=EntryKind.CORRECTION).values_list(
            "value", "previous", "delta", "reason", "recorded_by"
        )
    ) == [
        ("returning", 9, -1, "Contada doble", coordinator.pk),
        ("women", 12, -1, "Contada doble", coordinator.pk),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"counts": {"arrival": {"returning": 5}}}, "not-reconciled"),
        ({"counts": {"arrival": {"returning": 12}}}, "nothing-changed"),
        ({"counts": {"arrival": {"returning": -1}}}, "below-zero"),
        ({"counts": {"gender": {"rosa": 1}}}, "unknown-value"),
        ({"reason": "  "}, "reason-missing"),
    ],
)
def test_correction_that_is_refused_changes_nothing(change, code):
    session = make_held_session(total=12, first_time=0, one_way={"gender": {"women": 12}})
    coordinator = make_coordinator(partner=session.partner)
    correction = {"counts": {"arrival": {"returning": 11}}, "reason": "Contada doble", **change}

    with pytest.raises(SessionRefused) as refused:
        correct_counts(session=session, by=coordinator, **correction)

    assert refused.value.code == code
    assert tally_of(session=session).total == 12


def test_trainer_cannot_correct():
    session = make_held_session()

    with pytest.raises(SessionRefused) as refused:
        correct_counts(
            session=session, counts={"arrival": {"not_asked": 1}}, by=lead_of(session), reason="x"
        )

    assert refused.value.code == "coordinators-only"


def test_another_trainer_of_the_partner_cannot_count():
    session = make_session()

    with pytest.raises(SessionRefused) as refused:
        record(session, make_entry(), by=make_trainer(partner=session.partner))

    assert refused.value.code == "not-yours"


@pytest.mark.parametrize(("count", "total"), [(True, 2), (False, 1)])
def test_person_decides_a_conflict(count, total):
    session = make_session()
    entry = make_entry()
    record(session, entry, make_entry(id=entry.id, value="first_time"))
    conflict = TallyConflict.objects.get(session=session)

    with pytest.raises(SessionRefused) as refused:
        close_session(session=session, by=lead_of(session), held_minutes=60)
    decide_conflict(conflict=conflict, by=lead_of(session), count=count, reason="Contamos otra vez")

    assert refused.value.code == "open-conflicts"
    assert tally_of(session=session).total == total
    close_session(session=session, by=lead_of(session), held_minutes=60)


def test_fold_of_a_season_does_not_depend_on_the_order():
    entries = [make_entry(value=random.choice(["returning", "first_time"])) for _ in range(50)]
    shuffled = random.sample(entries, k=len(entries))

    assert fold(shuffled) == fold(entries)
