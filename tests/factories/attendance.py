"""Sessions and counts, made by the verbs that make real ones. They open the scope they need."""

import datetime
import uuid

from django.utils import timezone
from django_scopes import scopes_disabled

from curriculum.attendance.domain.counting import Entry, first_time_counts, record_entries
from curriculum.attendance.domain.counting import set_totals as _set_totals
from curriculum.attendance.domain.scheduling import plan_session

from .people import make_partner, make_trainer


def make_session(*, partner=None, by=None, modules=(), **details):
    """A planned session that began two hours ago, led by ``by`` (a new trainer of ``partner``)."""
    partner = partner or make_partner()
    by = by or make_trainer(partner=partner)
    defaults = {
        "state": "CHH",
        "starts_at": timezone.now() - datetime.timedelta(hours=2),
        "planned_minutes": 120,
        "place": "Casa de la esquina azul",
    }
    with scopes_disabled():
        return plan_session(partner=partner, by=by, modules=modules, **{**defaults, **details})


def lead_of(session):
    with scopes_disabled():
        return session.facilitations.select_related("user").first().user


def make_entry(*, dimension="arrival", value="returning", delta=1, **kwargs):
    return Entry(
        **{
            "id": uuid.uuid4(),
            "dimension": dimension,
            "value": value,
            "delta": delta,
            "captured_at": timezone.now(),
            **kwargs,
        }
    )


def undo(entry, **kwargs):
    return make_entry(
        dimension=entry.dimension,
        value=entry.value,
        delta=-entry.delta,
        undoes=entry.id,
        **kwargs,
    )


def record(session, *entries, by=None):
    with scopes_disabled():
        return record_entries(session=session, entries=entries, by=by or lead_of(session))


def make_counts(session, *, total, first_time=None, **one_way):
    """Counts as typed: ``make_counts(s, total=9, first_time=2, gender={"women": 9})``."""
    with scopes_disabled():
        counts = first_time_counts(total=total, first_time=first_time) | one_way
        return _set_totals(session=session, counts=counts, by=lead_of(session))


def make_held_session(*, total=12, first_time=None, one_way=None, held_minutes=115, **kwargs):
    """A session that was counted and closed."""
    from curriculum.attendance.domain.closing import close_session

    session = make_session(**kwargs)
    make_counts(session, total=total, first_time=first_time, **(one_way or {}))
    with scopes_disabled():
        return close_session(session=session, by=lead_of(session), held_minutes=held_minutes)
