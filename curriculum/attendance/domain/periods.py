"""The reporting period that a session belongs to: the one that holds its local day."""

from django.utils.translation import gettext as _

from curriculum.reports.models import ReportingPeriod

from ..refusals import SessionRefused


def period_of(session):
    """The ``ReportingPeriod`` of a session, or None where none has been set up."""
    day = session.local_date
    return ReportingPeriod.objects.filter(starts_on__lte=day, ends_on__gte=day).first()


def is_period_closed(session):
    """Whether the figures of the session's period are final."""
    period = period_of(session)
    return bool(period and period.status == ReportingPeriod.Status.CLOSED)


def require_open_period(session):
    """Refuse ``period-closed`` once the figures of the session's period are final."""
    if is_period_closed(session):
        raise SessionRefused(
            "period-closed",
            _("The period “%(period)s” is closed: its figures no longer change.")
            % {"period": period_of(session)},
        )
