"""Recording what was counted: each entry exactly once, nothing ever overwritten."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import Arrival, Dimension, EntryKind
from ..models import TallyConflict, TallyEntry
from ..refusals import SessionRefused
from .access import require_coordinator, require_runs
from .periods import is_period_closed, require_open_period
from .tallies import fold_rows
from .values import is_legal
from .verbs import locked, log_session, require_open, required_reason

#: More than any room holds: a larger step is a slip of the finger or of a program.
LARGEST_STEP = 500


class Outcome(TextChoices):
    STORED = "stored"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Entry:
    """What a screen recorded, before anybody looked at it. ``id`` and ``undoes`` are UUIDs."""

    id: uuid.UUID
    dimension: str
    value: str
    delta: int
    captured_at: datetime
    undoes: uuid.UUID | None = None

    @property
    def kind(self):
        return EntryKind.UNDO if self.undoes else EntryKind.COUNT

    @property
    def content(self):
        return (self.dimension, self.value, self.delta, self.undoes, to_minute(self.captured_at))

    @property
    def digest(self):
        return hashlib.sha256(repr(self.content).encode()).hexdigest()


@dataclass(frozen=True)
class Answer:
    """What became of one entry; ``code`` and ``message`` say why it was refused."""

    id: uuid.UUID
    outcome: Outcome
    code: str = ""
    message: str = ""


def to_minute(moment):
    """Finer than a minute nobody needs to know when a door opened."""
    return moment.replace(second=0, microsecond=0)


def tally_of(*, session):
    """The session's present ``Tally``, in one query."""
    return fold_rows(session.entries.folded())


def undoable_by(*, session, by):
    """The arrivals that ``by`` counted last and nobody has undone, oldest first; at most 30."""
    undone = session.entries.filter(kind=EntryKind.UNDO).values("undoes")
    mine = session.entries.filter(
        kind=EntryKind.COUNT, dimension=Dimension.ARRIVAL, recorded_by=by
    ).exclude(pk__in=undone)
    return list(mine.order_by("-received_at", "-captured_at", "-pk")[:30])[::-1]


@transaction.atomic
def record_entries(*, session, entries, by):
    """Keep a batch of ``Entry`` and return an ``Answer`` for each, in their order.

    ``stored``: new. ``duplicate``: here already, word for word. ``conflict``: its
    id is taken by another content; kept as a ``TallyConflict`` for a person to
    decide. ``refused``: not kept, with a code (``session-closed``, ``period-closed``,
    ``unknown-value``, ``step-too-large``, ``not-an-undo``, ``already-undone``).
    One bad item never stops the others.

    Refuses as a whole ``not-yours``; ``busy`` when the same new entry arrived
    through another session at that moment: send again.
    """
    session = locked(session)
    require_runs(user=by, session=session)
    recorder = _Recorder(session, entries, by)
    answers = [recorder.answer(entry) for entry in entries]
    try:
        with transaction.atomic():
            TallyEntry.objects.bulk_create(recorder.fresh)
    except IntegrityError as error:
        raise SessionRefused("busy", _("Please send this again.")) from error
    return answers


class _Recorder:
    """One batch against what is stored already."""

    def __init__(self, session, entries, by):
        self.session, self.by = session, by
        self.is_period_closed = is_period_closed(session)
        self.now = to_minute(timezone.now())
        ids = {e.id for e in entries} | {e.undoes for e in entries if e.undoes}
        # An id may be taken by a session that this user must not see.
        everywhere = TallyEntry.objects.with_scopes_disabled()
        self.known = {e.pk: e for e in everywhere.filter(pk__in=ids)}
        undone = everywhere.filter(undoes__in=ids)
        self.undone_by = {e.undoes: e for e in undone}
        self.fresh = []

    def answer(self, entry):
        if stored := self.known.get(entry.id):
            if stored.session_id == self.session.pk and _content_of(stored) == entry.content:
                return Answer(entry.id, Outcome.DUPLICATE)
            if not self._content_refusal_of(entry):
                return self._keep_conflict(entry)
        if refusal := self._refusal_of(entry):
            return Answer(entry.id, Outcome.REFUSED, *refusal)
        row = TallyEntry(
            id=entry.id,
            session=self.session,
            kind=entry.kind,
            dimension=entry.dimension,
            value=entry.value,
            delta=entry.delta,
            undoes=entry.undoes,
            captured_at=to_minute(entry.captured_at),
            received_at=self.now,
            recorded_by=self.by,
        )
        self.fresh.append(row)
        self.known[entry.id] = row
        if entry.undoes:
            self.undone_by[entry.undoes] = row
        return Answer(entry.id, Outcome.STORED)

    def _refusal_of(self, entry):
        if not self.session.is_open:
            return "session-closed", _("The session is closed. A coordinator can correct it.")
        if self.is_period_closed:
            return "period-closed", _("The figures of this period are final.")
        return self._content_refusal_of(entry) or self._undo_refusal_of(entry)

    def _content_refusal_of(self, entry):
        """Also of what is kept as a conflict: a free text must not come to rest anywhere."""
        if not is_legal(entry.dimension, entry.value):
            return "unknown-value", _("Nothing is counted under this name.")
        if not 0 < abs(entry.delta) <= LARGEST_STEP:
            return "step-too-large", _("This number is too large to be counted at once.")
        return None

    def _undo_refusal_of(self, entry):
        """An undo may come before what it undoes; whichever is second must fit the first."""
        if entry.undoes in self.undone_by:
            return "already-undone", _("Somebody else has undone this already.")
        other = self.known.get(entry.undoes) or self.undone_by.get(entry.id)
        if other and not (
            other.session_id == self.session.pk
            and (other.kind == EntryKind.UNDO) != (entry.kind == EntryKind.UNDO)
            and (other.dimension, other.value) == (entry.dimension, entry.value)
            and other.delta == -entry.delta
        ):
            return "not-an-undo", _("An undo takes back exactly what was counted.")
        if entry.dimension == Dimension.ARRIVAL and entry.delta < 0 and not entry.undoes:
            return "not-an-undo", _("An arrival is taken back by undoing it.")
        return None

    def _keep_conflict(self, entry):
        TallyConflict.objects.get_or_create(
            session=self.session,
            entry_id=entry.id,
            digest=entry.digest,
            defaults={
                "dimension": entry.dimension,
                "value": entry.value,
                "delta": entry.delta,
                "undoes": entry.undoes,
                "captured_at": to_minute(entry.captured_at),
                "received_at": self.now,
                "recorded_by": self.by,
            },
        )
        return Answer(
            entry.id,
            Outcome.CONFLICT,
            "conflict",
            _("Two phones say different things. Both are kept until somebody decides."),
        )


def _content_of(stored):
    return (stored.dimension, stored.value, stored.delta, stored.undoes, stored.captured_at)


@transaction.atomic
def decide_conflict(*, conflict, by, count, reason):
    """A person decides: count the entry as well, under an id of its own, or set it aside.

    Refuses ``not-yours``, ``not-open``, ``already-decided``, ``reason-missing``,
    ``unknown-value``.
    """
    session = locked(conflict.session)
    require_runs(user=by, session=session)
    require_open(session)
    conflict = TallyConflict.objects.select_for_update().get(pk=conflict.pk)
    if conflict.decision != TallyConflict.Decision.OPEN:
        raise SessionRefused("already-decided", _("Somebody has decided this already."))
    reason = required_reason(reason)
    if count:
        if not is_legal(conflict.dimension, conflict.value):
            raise SessionRefused("unknown-value", _("Nothing is counted under this name."))
        counts = {conflict.dimension: {conflict.value: conflict.delta}}
        _append(session, counts, EntryKind.CORRECTION, by, reason=reason)
    conflict.decision = (
        TallyConflict.Decision.COUNTED if count else TallyConflict.Decision.SET_ASIDE
    )
    conflict.reason = reason
    conflict.save(update_fields=["decision", "reason"])
    log_session(session, "decide", by, reason)
    return conflict


@transaction.atomic
def set_totals(*, session, counts, by, seen=None):
    """Make the counts be what was typed: ``{dimension: {value: number}}``; others stay.

    For screens without a script, for paper sheets and for accompaniment. Adds one
    entry for each number that differs. ``seen`` is the ``stamp`` of the tally that
    the person had before them. Refuses ``not-yours``, ``not-open``,
    ``period-closed``, ``counts-changed``, ``unknown-value``, ``below-zero``.
    """
    session = locked(session)
    require_runs(user=by, session=session)
    require_open(session)
    require_open_period(session)
    tally = _require_seen(tally_of(session=session), seen)
    _append(session, _differences(tally, counts), EntryKind.TOTALS, by)
    return tally_of(session=session)


@transaction.atomic
def correct_counts(*, session, counts, by, reason, seen=None):
    """Correct a session that was held: the numbers in ``counts`` supersede those that stood there.

    ``counts`` and ``seen`` as for ``set_totals``. Old and new value, who, when and
    why stay readable. Refuses ``coordinators-only``, ``not-held``, ``period-closed``,
    ``reason-missing``, ``counts-changed``, ``nothing-changed``, ``unknown-value``,
    ``below-zero``, and ``not-reconciled`` when a tally would no longer add up to the
    total.
    """
    session = locked(session)
    require_coordinator(user=by, session=session)
    if not session.is_held:
        raise SessionRefused("not-held", _("Only a session that was held is corrected."))
    require_open_period(session)
    reason = required_reason(reason)
    tally = _require_seen(tally_of(session=session), seen)
    differences = _differences(tally, counts)
    if not differences:
        raise SessionRefused("nothing-changed", _("These are the numbers that stand there."))
    _append(session, differences, EntryKind.CORRECTION, by, reason=reason)
    tally = tally_of(session=session)
    require_reconciled(tally)
    log_session(session, "correct", by, reason)
    return tally


def require_reconciled(tally):
    """Refuse ``below-zero``, ``nobody-counted`` or ``not-reconciled``."""
    if tally.below_zero:
        raise SessionRefused("below-zero", _("A count lies below zero. Please count again."))
    if not tally.total:
        raise SessionRefused(
            "nobody-counted", _("Nobody has been counted. If nobody came, cancel the session.")
        )
    for gap in tally.gaps:
        raise SessionRefused(
            "not-reconciled",
            _("%(total)s came, and %(tally)s adds up to %(counted)s.")
            % {"total": gap.total, "tally": gap.dimension.label, "counted": gap.counted},
        )


def first_time_counts(*, total, first_time=None):
    """Arrivals from two typed numbers, as ``set_totals`` takes them. None: nobody was asked.

    Refuses ``first-time-above-total``.
    """
    if first_time is None:
        arrivals = {Arrival.RETURNING: 0, Arrival.FIRST_TIME: 0, Arrival.NOT_ASKED: total}
    elif first_time > total:
        raise SessionRefused(
            "first-time-above-total", _("More people came for the first time than came at all.")
        )
    else:
        arrivals = {
            Arrival.RETURNING: total - first_time,
            Arrival.FIRST_TIME: first_time,
            Arrival.NOT_ASKED: 0,
        }
    return {Dimension.ARRIVAL: arrivals}


def fill_missing(*, session, counts, by):
    """Write down what nobody was asked, so that a tally adds up. Part of closing."""
    _append(session, counts, EntryKind.FILL, by)


def _require_seen(tally, seen):
    if seen is not None and seen != tally.stamp:
        raise SessionRefused(
            "counts-changed",
            _("Somebody counted on in the meantime. Compare the numbers and save again."),
        )
    return tally


def _differences(tally, counts):
    """``{dimension: {value: delta}}`` by which ``counts`` differ from ``tally``."""
    differences = {}
    for dimension, values in counts.items():
        for value, number in values.items():
            if not is_legal(dimension, value):
                raise SessionRefused("unknown-value", _("Nothing is counted under this name."))
            if number < 0:
                raise SessionRefused("below-zero", _("A count cannot lie below zero."))
            if delta := number - tally.get(dimension, value):
                differences.setdefault(dimension, {})[value] = delta
    return differences


def _append(session, deltas, kind, by, reason=""):
    now = to_minute(timezone.now())
    before = tally_of(session=session)
    TallyEntry.objects.bulk_create(
        TallyEntry(
            id=uuid.uuid4(),
            session=session,
            kind=kind,
            dimension=dimension,
            value=value,
            delta=delta,
            previous=before.get(dimension, value),
            reason=reason,
            captured_at=now,
            received_at=now,
            recorded_by=by,
        )
        for dimension, values in deltas.items()
        for value, delta in values.items()
    )
