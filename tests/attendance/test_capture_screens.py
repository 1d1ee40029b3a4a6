"""The screens on which people count, type, close, correct and decide."""

import re
import uuid

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled

from tests.factories.attendance import (
    make_entry,
    record,
    undo,
)
from tests.factories.people import make_coordinator, make_partner, make_trainer
from tests.factories.reports import make_period

from .screens import address, make_conflict, script_data, signed_in, tally, typed

pytestmark = pytest.mark.django_db

SCREENS = ["count", "totals", "close", "correct"]


# Who comes in


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_session_of_another_partner_does_not_exist(session, screen, method):
    stranger = signed_in(make_coordinator(partner=make_partner()))

    assert getattr(stranger, method)(address(screen, session)).status_code == 404


@pytest.mark.parametrize("screen", ["count", "totals", "close"])
def test_colleague_who_does_not_run_the_session_is_sent_away(session, screen):
    colleague = signed_in(make_trainer(partner=session.partner))

    assert colleague.get(address(screen, session)).status_code == 302


def test_trainer_cannot_open_the_correction(lead, session):
    assert lead.get(address("correct", session)).status_code == 302


def test_conflict_of_another_partner_does_not_exist(session):
    conflict = make_conflict(session)
    stranger = signed_in(make_coordinator(partner=make_partner()))

    assert stranger.get(address("conflict", conflict)).status_code == 404
    assert stranger.post(address("conflict", conflict)).status_code == 404


# Counting


def test_screen_tells_where_the_count_stands(lead, session):
    entry = make_entry(value="first_time")
    taken_back = make_entry()
    record(
        session, entry, taken_back, undo(taken_back), make_entry(dimension="gender", value="women")
    )

    response = lead.get(address("count", session))

    standing = script_data(response, "standing")
    assert standing["counts"] == {"arrival": {"first_time": 1}, "gender": {"women": 1}}
    assert [item["id"] for item in standing["undoable"]] == [str(entry.id)]
    assert "no-store" in response.headers["Cache-Control"]


def test_undo_offers_only_what_one_counted_oneself(lead, session):
    colleague = make_coordinator(partner=session.partner)
    record(session, make_entry(), by=colleague)

    assert script_data(lead.get(address("count", session)), "standing")["undoable"] == []


def test_screen_shows_neither_partner_nor_place_nor_module(lead, session):
    response = lead.get(address("count", session))

    assert session.place == "Casa de la esquina azul"
    assert session.reference in response.text
    for told in (session.place, session.partner.name):
        assert told not in response.text


def test_screen_has_prefers_not_to_say_and_not_asked_in_every_tally(lead, session):
    response = lead.get(address("count", session))

    assert response.text.count('data-value="prefer_not"') == 4
    assert response.text.count('data-value="not_asked"') == 4


def test_screen_without_a_script_leads_to_the_totals(lead, session):
    hint = re.search(r"<noscript>(.*?)</noscript>", lead.get(address("count", session)).text, re.S)

    assert address("totals", session) in hint[1]


def test_screen_costs_the_same_however_much_was_counted(
    lead, session, django_assert_max_num_queries
):
    record(session, *[make_entry() for _ in range(40)])

    with django_assert_max_num_queries(30):
        lead.get(address("count", session))


# Typing totals


def test_totals_from_paper_are_saved_in_every_dimension(lead, session):
    response = lead.post(
        address("totals", session),
        typed(
            session,
            total=12,
            first_time=3,
            **{"gender-women": 8, "gender-men": 3, "gender-prefer_not": 1, "role-not_asked": 12},
        ),
    )

    assert response.status_code == 302
    assert response.url == address("session", session)
    counted = tally(session)
    assert (counted.total, counted.first_time) == (12, 3)
    assert counted.of("gender") == {"women": 8, "men": 3, "prefer_not": 1}
    assert counted.of("role") == {"not_asked": 12}


def test_nobody_asked_who_came_for_the_first_time(lead, session):
    lead.post(address("totals", session), typed(session, total=7, first_time=""))

    assert tally(session).of("arrival") == {"not_asked": 7}


def test_unchanged_arrivals_keep_who_was_not_asked(lead, session):
    record(session, make_entry(value="not_asked"), make_entry(value="first_time"))

    lead.post(
        address("totals", session), typed(session, total=2, first_time=1, **{"gender-women": 2})
    )

    assert tally(session).of("arrival") == {"not_asked": 1, "first_time": 1}
    assert tally(session).of("gender") == {"women": 2}


@pytest.mark.parametrize(
    ("numbers", "field", "message"),
    [
        (
            {"total": 5, "first_time": 6},
            "first_time",
            "More people came for the first time than came at all.",
        ),
        (
            {"total": 5, "gender-women": 2},
            "gender-not_asked",
            "3 people are still without an answer. "
            "Write them here as not asked, or correct the numbers above.",
        ),
        (
            {"total": 5, "gender-men": 6},
            "gender-men",
            "1 answer more than people came. Correct a number here, or how many came.",
        ),
        ({"total": ""}, "total", "This field is required."),
        ({"total": 5, "role-worker": -1}, "role-worker", None),
        ({"total": 100_000}, "total", None),
    ],
)
def test_totals_that_do_not_add_up_are_told_at_the_field_and_kept(
    lead, session, english_site, numbers, field, message
):
    lead.cookies.load({"django_language": "en"})

    response = lead.post(address("totals", session), typed(session, **numbers))

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert message is None or form.errors[field] == [message]
    for name, number in numbers.items():
        assert form[name].value() == str(number)
    assert tally(session).total == 0


def test_totals_that_were_typed_while_somebody_counted_on_are_compared_first(lead, session):
    record(session, make_entry())
    form = typed(session, total=5)
    record(session, make_entry())

    response = lead.post(address("totals", session), form)

    assert response.status_code == 200
    assert tally(session).total == 2
    total = response.context["form"].arrivals[0]
    assert (total["field"].value(), total["stands"], total["differs"]) == ("5", 2, True)
    again = lead.post(
        address("totals", session), {**form, "seen": response.context["form"]["seen"].value()}
    )
    assert again.status_code == 302
    assert tally(session).total == 5


def test_totals_of_a_closed_period_do_not_change(lead, session):
    with scopes_disabled():
        make_period(starts_on=session.local_date, ends_on=session.local_date, status="closed")

    response = lead.post(address("totals", session), typed(session, total=5))

    assert response.status_code == 200
    assert tally(session).total == 0


def test_unknown_addresses_are_not_found(lead):
    for screen in [*SCREENS, "entries", "conflict"]:
        nowhere = reverse(f"curriculum_attendance_admin:{screen}", args=[uuid.uuid4()])
        assert lead.get(nowhere).status_code == 404
