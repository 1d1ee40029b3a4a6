"""The spans in which figures are reported: open, closing, closed, and never back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled
from wagtail.log_actions import log

from ..base import indicators
from ..models import ReportingPeriod
from ..refusals import ReportRefused


def current_period():
    """The period of today; else the last one that has begun; else the first to come, or None."""
    today = timezone.localdate()
    begun = ReportingPeriod.objects.filter(starts_on__lte=today).order_by("starts_on").last()
    return begun or ReportingPeriod.objects.order_by("starts_on").first()


@transaction.atomic
def open_period(*, name, starts_on, ends_on, by):
    """Make a ``ReportingPeriod`` and return it. Refuses ``invalid`` (days, overlap, name taken)."""
    period = ReportingPeriod(name=name, starts_on=starts_on, ends_on=ends_on)
    _save(period)
    _log(period, "open", by)
    return period


@transaction.atomic
def change_period(*, period, name, starts_on, ends_on, by):
    """Give a period another name, or other days.

    Days that are over neither enter nor leave a period that has figures: the
    report before less the report after would be the sessions of a day.

    Refuses ``closed``, ``past-days``, ``invalid``.
    """
    period = _locked(period)
    if period.is_closed:
        raise ReportRefused(
            "closed", _("This period is closed: nothing about it changes any more.")
        )
    before, after = (period.starts_on, period.ends_on), (starts_on, ends_on)
    if _past(*before) != _past(*after) and has_figures(period):
        raise ReportRefused(
            "past-days",
            _("Days that are over stay where they are: there are sessions in this period already."),
        )
    period.name, period.starts_on, period.ends_on = name, starts_on, ends_on
    _save(period)
    _log(period, "change", by)
    return period


@transaction.atomic
def begin_closing(*, period, by):
    """Announce the end: the last sessions are closed and corrected now.

    Refuses ``not-open``, ``not-over``.
    """
    period = _locked(period)
    _require(period, ReportingPeriod.Status.OPEN, "not-open", _("This period is not open."))
    if period.ends_on >= timezone.localdate():
        raise ReportRefused("not-over", _("This period is not over yet."))
    return _move(period, ReportingPeriod.Status.CLOSING, "begin_closing", by)


@transaction.atomic
def close_period(*, period, by):
    """Make the figures final: no session of the period can be changed after that.

    Refuses ``not-closing``.
    """
    period = _locked(period)
    _require(
        period,
        ReportingPeriod.Status.CLOSING,
        "not-closing",
        _("Only a period that is being closed can be closed."),
    )
    return _move(period, ReportingPeriod.Status.CLOSED, "close", by)


def has_figures(period):
    """Whether anybody's report of this period holds anything."""
    with scopes_disabled():
        return any(
            fact.count
            for indicator in indicators
            for fact in indicator.facts(indicator.gather(period))
        )


def _locked(period):
    return ReportingPeriod.objects.select_for_update().get(pk=period.pk)


def _past(starts_on, ends_on):
    """The days up to today, as first and last, or None."""
    today = timezone.localdate()
    return (starts_on, min(ends_on, today)) if starts_on <= today else None


def _require(period, status, code, message):
    if period.status != status:
        raise ReportRefused(code, message)


def _move(period, status, verb, by):
    period.status = status
    period.save(update_fields=["status"])
    _log(period, verb, by)
    return period


def _save(period):
    try:
        period.full_clean()
    except ValidationError as error:
        raise ReportRefused("invalid", " ".join(error.messages)) from error
    period.save()


def _log(period, verb, by):
    log(
        period, f"curriculum.period.{verb}", user=by, title=f"{period._meta.model_name} {period.pk}"
    )
