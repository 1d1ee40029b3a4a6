"""Closing a session, correcting one that was closed, and deciding what two phones told differently."""

import pytest
from django_scopes import scopes_disabled

from curriculum.attendance.base import ClosingStep, address_after_closing, closing_steps
from curriculum.attendance.domain.counting import decide_conflict
from curriculum.attendance.domain.history import history_of
from curriculum.attendance.enums import EntryKind
from curriculum.attendance.models import TallyConflict, TallyEntry
from tests.factories.attendance import (
    lead_of,
    make_counts,
    make_entry,
    make_held_session,
    make_session,
    record,
    undo,
)
from tests.factories.people import make_coordinator

from .screens import address, fresh, make_conflict, tally, typed

pytestmark = pytest.mark.django_db


# Closing


def test_close_confirms_the_total_and_follows_the_closing_steps(lead, session):
    make_counts(session, total=9, first_time=2)

    response = lead.post(address("close", session), {"seen_total": 9, "held_minutes": 110})

    closed = fresh(session)
    assert (closed.status, closed.held_minutes, closed.place) == ("held", 110, "")
    with scopes_disabled():
        assert response.url == address_after_closing(session=closed)


def test_close_that_is_sent_twice_closes_once_and_says_so(lead, session):
    make_counts(session, total=9)
    form = {"seen_total": 9, "held_minutes": 110}
    lead.post(address("close", session), form)

    again = lead.post(address("close", session), {**form, "held_minutes": 5})

    assert again.url == address("session", session)
    assert fresh(session).held_minutes == 110


@pytest.mark.parametrize("screen", ["totals", "close"])
def test_closed_session_offers_neither_totals_nor_closing(client, screen):
    session = make_held_session()
    client.force_login(lead_of(session))

    assert client.get(address(screen, session)).url == address("session", session)


def test_close_asks_again_when_somebody_counted_on(lead, session):
    make_counts(session, total=9)
    record(session, make_entry())

    response = lead.post(address("close", session), {"seen_total": 9, "held_minutes": 110})

    assert response.context["form"]["seen_total"].value() == 10
    assert response.context["form"]["held_minutes"].value() == "110"
    assert fresh(session).status == "planned"


def test_close_explains_the_gap_and_fills_it_only_if_agreed(lead, session):
    make_counts(session, total=9, gender={"women": 6})

    shown = lead.get(address("close", session))
    refused = lead.post(address("close", session), {"seen_total": 9, "held_minutes": 60})
    agreed = lead.post(
        address("close", session), {"seen_total": 9, "held_minutes": 60, "fill": "on"}
    )

    assert [group["missing"] for group in shown.context["groups"]] == [3]
    assert "fill" in shown.context["form"].fields
    assert refused.status_code == 200
    assert agreed.status_code == 302
    assert tally(session).of("gender") == {"women": 6, "not_asked": 3}


def test_close_does_not_offer_to_fill_what_is_too_much(lead, session):
    make_counts(session, total=5, gender={"women": 6})

    response = lead.post(address("close", session), {"seen_total": 5, "held_minutes": 60})

    assert "fill" not in response.context["form"].fields
    assert fresh(session).status == "planned"


def test_close_names_the_conflicts_that_are_to_be_decided(lead, session):
    conflict = make_conflict(session)

    response = lead.get(address("close", session))

    assert address("conflict", conflict) in response.text


@pytest.mark.parametrize("minutes", ["", "0", "961", "many"])
def test_close_needs_a_duration_that_can_be(lead, session, minutes):
    make_counts(session, total=5)

    response = lead.post(address("close", session), {"seen_total": 5, "held_minutes": minutes})

    assert list(response.context["form"].errors) == ["held_minutes"]


def test_closing_steps_follow_each_other_and_end_at_the_session(session, monkeypatch):
    class Step(ClosingStep):
        def __init__(self, code, order, url):
            self.code, self.order, self._url = code, order, url

        def url(self, session):
            return self._url

    steps = {
        step.code: step
        for step in (Step("b", 2, "/b/"), Step("a", 1, "/a/"), Step("nothing", 3, None))
    }
    monkeypatch.setattr(closing_steps, "_entries", steps)

    assert address_after_closing(session=session) == "/a/"
    assert address_after_closing(session=session, code="a") == "/b/"
    assert address_after_closing(session=session, code="b") == address("session", session)


# Correcting


def test_correction_supersedes_and_shows_both(client):
    session = make_held_session(total=12, first_time=3)
    coordinator = make_coordinator(partner=session.partner)
    client.force_login(coordinator)

    response = client.post(
        address("correct", session),
        typed(session, total=11, first_time=3, reason="Contada doble"),
    )

    assert response.status_code == 302
    assert tally(session).total == 11
    with scopes_disabled():
        told = [
            (e.kind, e.before, e.after, e.reason, e.by, e.is_superseded)
            for e in history_of(session=session)
        ]
    assert told == [
        (EntryKind.CORRECTION, 9, 8, "Contada doble", coordinator.get_username(), False),
        (EntryKind.TOTALS, 0, 3, "", lead_of(session).get_username(), False),
        (EntryKind.TOTALS, 0, 9, "", lead_of(session).get_username(), True),
    ]


@pytest.mark.parametrize("numbers", [{"total": 11, "reason": ""}, {"total": 12, "reason": "Nada"}])
def test_correction_without_reason_or_change_is_refused_and_kept(client, numbers):
    session = make_held_session(total=12)
    client.force_login(make_coordinator(partner=session.partner))

    response = client.post(address("correct", session), typed(session, **numbers))

    assert response.status_code == 200
    assert response.context["form"]["total"].value() == str(numbers["total"])
    assert tally(session).total == 12


def test_open_session_is_not_corrected(client, session):
    client.force_login(make_coordinator(partner=session.partner))

    response = client.get(address("correct", session))

    assert 'name="reason"' not in response.text


def test_history_tells_taps_together_and_never_one_by_one(session):
    entries = [make_entry(value="first_time") for _ in range(20)]
    record(session, *entries, undo(entries[0]))

    with scopes_disabled():
        told = [(e.kind, e.delta, e.taps) for e in history_of(session=session)]

    assert told == [(EntryKind.COUNT, 20, 20), (EntryKind.UNDO, -1, 1)]


def test_history_costs_the_same_however_long_it_is(session, django_assert_num_queries):
    for total in range(1, 7):
        make_counts(session, total=total)

    with scopes_disabled(), django_assert_num_queries(4):
        assert len(history_of(session=session)) == 6


# Deciding


@pytest.mark.parametrize(("decision", "total"), [("counted", 2), ("set_aside", 1)])
def test_conflict_is_decided_with_a_reason(lead, session, decision, total):
    conflict = make_conflict(session)

    response = lead.post(
        address("conflict", conflict), {"decision": decision, "reason": "Contamos otra vez"}
    )

    assert response.url == address("session", session)
    assert tally(session).total == total


@pytest.mark.parametrize(
    ("form", "field"), [({"decision": "counted"}, "reason"), ({"reason": "x"}, "decision")]
)
def test_conflict_is_not_decided_without_both(lead, session, form, field):
    conflict = make_conflict(session)

    response = lead.post(address("conflict", conflict), form)

    assert list(response.context["form"].errors) == [field]
    assert tally(session).total == 1


def test_conflict_that_somebody_else_has_decided_is_shown_and_not_decided_again(lead, session):
    conflict = make_conflict(session)
    with scopes_disabled():
        decide_conflict(
            conflict=conflict, by=lead_of(session), count=True, reason="Contamos otra vez"
        )

    shown = lead.get(address("conflict", conflict))
    again = lead.post(address("conflict", conflict), {"decision": "counted", "reason": "Otra"})

    assert "Contamos otra vez" in shown.text
    assert again.status_code == 200
    assert tally(session).total == 2


def test_conflict_over_an_entry_of_another_partner_tells_nothing_of_it(lead, session):
    entry = make_entry(value="first_time")
    record(make_session(), entry)
    record(session, make_entry(id=entry.id))
    with scopes_disabled():
        conflict = TallyConflict.objects.get(session=session)
        assert TallyEntry.objects.filter(pk=entry.id).exists()

    assert lead.get(address("conflict", conflict)).context["stored"] is None
