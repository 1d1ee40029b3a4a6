"""What happened to a session's counts, for people to read: nothing that was superseded is lost."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Sum

from ..enums import Dimension, EntryKind
from .values import values_of

#: One tap is one unknown person at a door: taps are told together, never one by one.
TAPS = (EntryKind.COUNT, EntryKind.UNDO)


@dataclass(frozen=True)
class Event:
    """A number that was typed, filled in or corrected, or all taps of one person on one value.

    ``before`` and ``after`` are what stood there, None for taps, whose sum is
    ``delta``. ``is_superseded``: a later event says something else of this value.
    """

    kind: EntryKind
    dimension: Dimension
    label: str
    delta: int
    taps: int
    before: int | None
    after: int | None
    reason: str
    by: str
    at: datetime
    is_superseded: bool = False


def history_of(*, session):
    """The ``Event`` list of a session, newest first, in a fixed number of queries."""
    labels = {dimension: values_of(dimension) for dimension in Dimension}
    events, said = [], set()
    for row in _changes(session):
        key = (row.dimension, row.value)
        events.append(_event(row, labels, key in said))
        said.add(key)
    return [*events, *_taps(session, labels, said)]


def _changes(session):
    """Newest first; within a minute a correction comes after what closing filled in."""
    rows = session.entries.exclude(kind__in=TAPS).select_related("recorded_by")
    order = [EntryKind.CORRECTION, EntryKind.FILL, EntryKind.TOTALS]
    return sorted(
        rows.order_by("-received_at", "dimension", "value", "pk"),
        key=lambda row: (-row.received_at.timestamp(), order.index(row.kind)),
    )


def _event(row, labels, is_superseded):
    return Event(
        kind=EntryKind(row.kind),
        dimension=Dimension(row.dimension),
        label=labels[row.dimension].get(row.value, row.value),
        delta=row.delta,
        taps=0,
        before=row.previous,
        after=None if row.previous is None else row.previous + row.delta,
        reason=row.reason,
        by=row.recorded_by.get_username() if row.recorded_by else "",
        at=row.received_at,
        is_superseded=is_superseded,
    )


def _taps(session, labels, said):
    rows = (
        session.entries.filter(kind__in=TAPS)
        .order_by()
        .values("kind", "dimension", "value", "recorded_by__username")
        .annotate(sum=Sum("delta"), taps=Count("pk"), last=Max("received_at"))
        .order_by("dimension", "value", "kind")
    )
    for row in rows:
        yield Event(
            kind=EntryKind(row["kind"]),
            dimension=Dimension(row["dimension"]),
            label=labels[row["dimension"]].get(row["value"], row["value"]),
            delta=row["sum"],
            taps=row["taps"],
            before=None,
            after=None,
            reason="",
            by=row["recorded_by__username"] or "",
            at=row["last"],
            is_superseded=(row["dimension"], row["value"]) in said,
        )
