"""A report is one partner's, of one period, and nobody can be found in it."""

import re
from decimal import Decimal

import pytest
from django.utils.translation import override

from curriculum.reports.base import indicators
from curriculum.reports.domain.charts import chart_of
from curriculum.reports.domain.reporting import build_report, units_for
from tests.factories.attendance import make_held_session
from tests.factories.people import make_coordinator, make_trainer
from tests.factories.reports import make_period

pytestmark = pytest.mark.django_db


def report_for(user, period):
    with override("en"):
        return build_report(period=period, unit=units_for(user)[0])


def headlines(report):
    return {definition.code: figure.number for definition, figure in report.headlines}


def cells(report, code):
    """``{label: {indicator: number}}`` of one breakdown."""
    part = next(part for part in report.breakdowns if part.code == code)
    return {
        row.label: {
            column.code: figure.number
            for column, figure in zip(part.columns, row.figures, strict=True)
        }
        for row in part.rows
    }


def test_report_holds_the_partners_own_figures(season):
    report = report_for(season.coordinator, season.period)

    assert headlines(report) == {
        "sessions": 4,
        "hours": Decimal("6.3"),
        "attendances": 60,
        "people-reached": 39,
    }
    assert [part.code for part in report.breakdowns] == ["programme", "sector", "state", "gender"]


def test_a_state_with_three_people_hides_itself_and_one_other(season):
    states = cells(report_for(season.coordinator, season.period), "state")

    assert {state: row["sessions"] for state, row in states.items()} == {
        "Querétaro": 2,
        "San Luis Potosí": 1,
        "Zacatecas": 1,
    }
    assert {state: row["attendances"] for state, row in states.items()} == {
        "Querétaro": 33,
        "San Luis Potosí": None,
        "Zacatecas": None,
    }


def test_tables_together_do_not_tell_what_one_withholds(season):
    """Programmes and sectors stand: with them Zacatecas may still be anything from one to seven."""
    report = report_for(season.coordinator, season.period)

    withheld = {
        (label, indicator)
        for part in report.breakdowns
        for label, row in cells(report, part.code).items()
        for indicator, number in row.items()
        if number is None
    }
    assert withheld == {
        ("Zacatecas", "attendances"),
        ("San Luis Potosí", "attendances"),
        ("Zacatecas", "people-reached"),
        ("Querétaro", "people-reached"),
        ("Centros de llamadas", "people-reached"),
        ("Minería", "people-reached"),
        ("Men", "attendances"),
        ("Another identity", "attendances"),
    }


def test_first_time_and_returning_do_not_give_each_other_away(season):
    """Twenty of twenty-four were new: four had come before."""
    report = report_for(season.coordinator, season.period)

    for part in report.breakdowns[:3]:
        for row in cells(report, part.code).values():
            if None not in row.values():
                assert not 0 < row["attendances"] - row["people-reached"] < 5


def test_headline_of_few_people_is_withheld_too(season, period):
    only = make_coordinator(partner=None)
    make_held_session(partner=units_partner(only), total=3, first_time=1)

    report = report_for(only, period)

    assert headlines(report) == {
        "sessions": 1,
        "hours": Decimal("1.9"),
        "attendances": None,
        "people-reached": None,
    }
    assert report.has_withheld
    assert not report.is_empty


def units_partner(user):
    return user.curriculum_memberships.with_scopes_disabled().get().partner


def test_threshold_of_the_site_is_obeyed(season, settings):
    settings.CURRICULUM_PRIVACY_THRESHOLD = 20

    report = report_for(season.coordinator, season.period)

    assert report.threshold == 20
    shown = [row["attendances"] for row in cells(report, "programme").values()]
    assert shown == [None, None]


def test_other_partners_figures_are_never_counted(season):
    report = report_for(season.coordinator, season.period)

    assert [unit.label for unit in units_for(season.coordinator)] == ["Propia"]
    assert "Yucatán" not in cells(report, "state")
    assert re.search(r"\b77\b", repr(report)) is None


def test_each_partner_has_a_report_of_its_own_and_never_a_common_one(season):
    reports = [build_report(period=season.period, unit=unit) for unit in units_for(season.operator)]

    assert [(r.unit.label, headlines(r)["attendances"]) for r in reports] == [
        ("Ajena", 77),
        ("Propia", 60),
    ]


def test_who_is_a_trainer_elsewhere_sees_only_what_they_coordinate(season):
    make_trainer(partner=season.other, user=season.coordinator)

    assert [unit.label for unit in units_for(season.coordinator)] == ["Propia"]
    assert units_for(season.trainer) == []


def test_other_periods_are_not_added_up(season):
    later = make_period(
        starts_on=season.period.ends_on.replace(year=season.period.ends_on.year + 1),
        ends_on=season.period.ends_on.replace(year=season.period.ends_on.year + 2),
    )

    report = report_for(season.coordinator, later)

    assert report.is_empty
    assert report.breakdowns == ()


def test_every_indicator_says_what_it_is(season):
    report = report_for(season.coordinator, season.period)

    for definition, _figure in report.headlines:
        assert definition.definition
        assert definition.unit
        assert definition.counting_rule
        assert definition.data_quality_note


def test_report_costs_the_same_however_many_sessions(season, django_assert_num_queries):
    """Sessions, programmes, tallies, what is not closed; the rest is labels."""
    unit = units_for(season.coordinator)[0]
    for _round in range(2):
        with django_assert_num_queries(9):
            build_report(period=season.period, unit=unit)
        make_held_session(partner=season.partner, total=10)


def test_indicators_share_what_was_fetched():
    assert len({indicator.gather for indicator in indicators}) == 1


def test_chart_draws_what_is_shown_and_no_length_for_what_is_not(season):
    report = report_for(season.coordinator, season.period)
    state = next(part for part in report.breakdowns if part.code == "state")

    with override("en"):
        chart = chart_of(state)

    assert [(bar.label, bar.text, bar.width) for bar in chart.bars] == [
        ("Querétaro", "33", Decimal("80.0")),
        ("San Luis Potosí", "withheld", None),
        ("Zacatecas", "withheld", None),
    ]
    assert chart.description == "Querétaro: 33; San Luis Potosí: withheld; Zacatecas: withheld"
