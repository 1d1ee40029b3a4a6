"""Periods follow each other, never overlap, and never go back."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from curriculum.attendance.domain.closing import close_session
from curriculum.attendance.refusals import SessionRefused
from curriculum.reports.domain.periods import (
    begin_closing,
    change_period,
    close_period,
    current_period,
    open_period,
)
from curriculum.reports.models import ReportingPeriod
from curriculum.reports.refusals import ReportRefused
from tests.factories.attendance import lead_of, make_counts, make_held_session, make_session
from tests.factories.people import make_superuser
from tests.factories.reports import make_period

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def day(number):
    return TODAY + datetime.timedelta(days=number)


def refused(verb, **kwargs):
    with pytest.raises(ReportRefused) as caught:
        verb(by=make_superuser(), **kwargs)
    return caught.value.code


def changed(period, **values):
    return {
        "period": period,
        "name": period.name,
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
        **values,
    }


def test_period_is_opened_and_logged():
    operator = make_superuser()

    period = open_period(name="Otoño", starts_on=day(-10), ends_on=day(10), by=operator)

    assert (period.status, str(period)) == ("open", "Otoño")
    entry = ModelLogEntry.objects.get(action="curriculum.period.open")
    assert (entry.user, entry.label) == (operator, f"reportingperiod {period.pk}")


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(-20, -10), (10, 20), (-5, 5), (-20, 20), (-10, 10)]
)
def test_overlapping_period_is_refused(starts_on, ends_on):
    make_period(starts_on=day(-10), ends_on=day(10))

    code = refused(open_period, name="Otro", starts_on=day(starts_on), ends_on=day(ends_on))

    assert code == "invalid"
    assert ReportingPeriod.objects.count() == 1


def test_neighbours_do_not_overlap():
    make_period(starts_on=day(-10), ends_on=day(10))

    open_period(name="Antes", starts_on=day(-20), ends_on=day(-11), by=make_superuser())
    open_period(name="Después", starts_on=day(11), ends_on=day(11), by=make_superuser())

    assert ReportingPeriod.objects.count() == 3


def test_period_that_ends_before_it_begins_is_refused():
    assert refused(open_period, name="Al revés", starts_on=day(2), ends_on=day(1)) == "invalid"


def test_days_that_are_over_neither_enter_nor_leave_a_period_with_figures():
    """The report before less the report after would be the sessions of one day."""
    period = make_period(starts_on=day(-10), ends_on=day(10))
    make_held_session()

    for values in (
        {"starts_on": day(-9)},
        {"starts_on": day(-11)},
        {"ends_on": day(-1)},
    ):
        assert refused(change_period, **changed(period, **values)) == "past-days"

    kept = change_period(by=make_superuser(), **changed(period, name="Otoño", ends_on=day(20)))
    assert (kept.name, kept.ends_on) == ("Otoño", day(20))


def test_period_without_figures_is_moved_freely():
    period = make_period(starts_on=day(-10), ends_on=day(-5))

    kept = change_period(by=make_superuser(), **changed(period, starts_on=day(-30)))

    assert kept.starts_on == day(-30)


def test_period_is_closed_in_two_steps_and_for_ever():
    period = make_period(starts_on=day(-10), ends_on=day(-1))
    assert refused(close_period, period=period) == "not-closing"

    begin_closing(period=period, by=make_superuser())
    assert refused(begin_closing, period=period) == "not-open"
    close_period(period=period, by=make_superuser())

    period.refresh_from_db()
    assert period.is_closed
    assert refused(close_period, period=period) == "not-closing"
    assert refused(begin_closing, period=period) == "not-open"
    assert refused(change_period, **changed(period, name="Otra")) == "closed"


def test_period_that_runs_is_not_closed():
    period = make_period(starts_on=day(-10), ends_on=TODAY)

    assert refused(begin_closing, period=period) == "not-over"


def test_sessions_of_a_closed_period_are_final(unscoped):
    period = make_period(starts_on=day(-3), ends_on=day(3))
    session = make_session()
    make_counts(session, total=9)
    period.status = ReportingPeriod.Status.CLOSED
    period.save()

    with pytest.raises(SessionRefused) as caught:
        close_session(session=session, by=lead_of(session), held_minutes=60)

    assert caught.value.code == "period-closed"


def test_current_period_is_todays_or_the_last_that_began():
    assert current_period() is None
    future = make_period(starts_on=day(5), ends_on=day(9))
    assert current_period() == future
    past = make_period(starts_on=day(-9), ends_on=day(-5))
    assert current_period() == past
    todays = make_period(starts_on=day(-4), ends_on=day(4))
    assert current_period() == todays
