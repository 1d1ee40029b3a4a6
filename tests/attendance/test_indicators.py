"""What sessions add up to: definitions that the figures obey."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import override
from django_scopes import scope, scopes_disabled

from curriculum.attendance.domain.figures import figures_of
from curriculum.attendance.domain.scheduling import cancel_session
from curriculum.reports.base import dimensions, indicators
from tests.factories.attendance import lead_of, make_held_session, make_session
from tests.factories.learning import make_module, make_programme, make_sector
from tests.factories.people import make_partner
from tests.factories.reports import make_period

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def period():
    return make_period(
        starts_on=TODAY - datetime.timedelta(days=30), ends_on=TODAY + datetime.timedelta(days=30)
    )


@pytest.fixture
def partner():
    return make_partner()


def measured(partner, period):
    """``{indicator: total}`` and ``{(indicator, dimension, value): amount}`` in the partner's scope."""
    totals, parts = {}, {}
    with scope(partner=[partner.pk]):
        gathered = figures_of(period)
        for indicator in indicators:
            facts = indicator.facts(gathered)
            totals[indicator.code] = sum(fact.count for fact in facts)
            for dimension in indicator.disaggregations:
                for fact in facts:
                    key = (indicator.code, dimension, fact.at[dimension])
                    parts[key] = parts.get(key, 0) + fact.count
    return totals, {key: amount for key, amount in parts.items() if amount}


def warnings(partner, period):
    with scope(partner=[partner.pk]), override("en"):
        gathered = figures_of(period)
        return [text for indicator in indicators for text in indicator.warnings(gathered)]


def test_held_sessions_are_added_up(partner, period):
    make_held_session(partner=partner, total=12, first_time=5, held_minutes=90)
    make_held_session(partner=partner, total=8, first_time=0, held_minutes=125)

    totals, _parts = measured(partner, period)

    assert totals == {"sessions": 2, "attendances": 20, "people-reached": 5, "hours": 215}


def test_a_session_is_broken_down_by_programme_sector_state_and_gender(partner, period):
    programme = make_programme()
    make_held_session(
        partner=partner,
        modules=[make_module(programme=programme)],
        sector=make_sector(code="mineria"),
        state="SLP",
        total=9,
        first_time=4,
        one_way={"gender": {"women": 6, "men": 2, "prefer_not": 1}},
    )

    _totals, parts = measured(partner, period)

    key = str(programme.translation_key)
    assert {k[1:]: v for k, v in parts.items() if k[0] == "attendances"} == {
        ("programme", key): 9,
        ("sector", "mineria"): 9,
        ("state", "SLP"): 9,
        ("gender", "women"): 6,
        ("gender", "men"): 2,
        ("gender", "prefer_not"): 1,
    }
    assert {k[1:]: v for k, v in parts.items() if k[0] == "people-reached"} == {
        ("programme", key): 4,
        ("sector", "mineria"): 4,
        ("state", "SLP"): 4,
    }


def test_every_breakdown_divides_the_total(partner, period):
    one, other = make_programme(), make_programme()
    make_held_session(partner=partner, total=10, first_time=3)
    make_held_session(
        partner=partner,
        modules=[make_module(programme=one), make_module(programme=one)],
        total=11,
        one_way={"gender": {"women": 11}},
        audience="women_only",
    )
    make_held_session(
        partner=partner,
        modules=[make_module(programme=one), make_module(programme=other)],
        total=7,
    )

    totals, parts = measured(partner, period)

    for indicator in indicators:
        for dimension in indicator.disaggregations:
            cells = [v for k, v in parts.items() if k[:2] == (indicator.code, dimension)]
            assert sum(cells) == totals[indicator.code]
    assert parts["attendances", "programme", "several"] == 7
    assert parts["attendances", "programme", "none"] == 10
    assert parts["attendances", "gender", "not_asked"] == 17


def test_only_held_sessions_of_the_period_count(partner, period):
    make_session(partner=partner)
    cancelled = make_session(partner=partner)
    with scopes_disabled():
        cancel_session(session=cancelled, by=lead_of(cancelled), reason="Lluvia")
    make_held_session(partner=partner, starts_at=timezone.now() - datetime.timedelta(days=31))

    totals, parts = measured(partner, period)

    assert set(totals.values()) == {0}
    assert parts == {}


def test_session_counts_on_its_day_in_its_own_place(partner):
    """Half past ten at night in Tijuana is the next day in Mexico City."""
    day = TODAY - datetime.timedelta(days=10)
    late = datetime.datetime.combine(
        day + datetime.timedelta(days=1), datetime.time(6, 30), datetime.UTC
    )
    make_held_session(partner=partner, state="BCN", time_zone="America/Tijuana", starts_at=late)
    that_day = make_period(starts_on=day, ends_on=day)
    next_day = make_period(
        starts_on=day + datetime.timedelta(days=1), ends_on=day + datetime.timedelta(days=1)
    )

    sessions = [measured(partner, p)[0]["sessions"] for p in (that_day, next_day)]

    assert sessions == [1, 0]


def test_other_partners_sessions_are_never_counted(partner, period):
    make_held_session(partner=partner, total=10)
    make_held_session(partner=make_partner(), total=15)

    totals, _parts = measured(partner, period)

    assert (totals["sessions"], totals["attendances"]) == (1, 10)


def test_correction_is_counted_instead_of_what_it_corrects(partner, period):
    from curriculum.attendance.domain.counting import correct_counts, first_time_counts
    from tests.factories.people import make_coordinator

    session = make_held_session(partner=partner, total=10, first_time=4)
    with scopes_disabled():
        correct_counts(
            session=session,
            counts=first_time_counts(total=12, first_time=6),
            by=make_coordinator(partner=partner),
            reason="Llegaron dos más",
        )

    totals, _parts = measured(partner, period)

    assert (totals["attendances"], totals["people-reached"]) == (12, 6)


def test_sessions_that_wait_to_be_closed_are_named(partner, period):
    waiting = make_session(partner=partner, starts_at=timezone.now() - datetime.timedelta(days=3))
    make_session(partner=make_partner(), starts_at=timezone.now() - datetime.timedelta(days=3))
    make_session(partner=partner, starts_at=timezone.now() + datetime.timedelta(days=3))

    assert warnings(partner, period) == [
        f"One session is over and not closed, so it is not counted: {waiting.reference}."
    ]


def test_what_was_not_asked_is_said(partner, period):
    make_held_session(partner=partner, total=9, one_way={"gender": {"women": 9}}, first_time=3)
    make_held_session(partner=partner, total=9)

    assert warnings(partner, period) == [
        "In one session not everybody’s gender was asked.",
        "In one session not everybody was asked whether they were new: more people may have "
        "been reached.",
    ]


@pytest.mark.parametrize("sessions", [1, 4])
def test_figures_cost_four_queries(partner, period, django_assert_num_queries, sessions):
    for _number in range(sessions):
        make_held_session(partner=partner, modules=[make_module()], total=9, first_time=3)

    with scope(partner=[partner.pk]), django_assert_num_queries(4):
        figures_of(period)


def test_discreet_programme_is_named_discreetly(partner, period):
    open_ = make_programme(title="Reforma laboral")
    discreet = make_programme(
        title="Violencia sexual", is_discreet=True, discreet_title="Confianza y cuidado"
    )
    keys = [str(open_.translation_key), str(discreet.translation_key), "none", "several"]

    labels = dimensions.get("programme").labels({*keys, "0" * 32})

    assert list(labels.items())[:2] == [
        (keys[1], "Confianza y cuidado"),
        (keys[0], "Reforma laboral"),
    ]
    assert "Violencia" not in str(labels)
