"""The end of a session: its counts are sealed, what was taught is frozen, the place is forgotten."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.learning.domain.snapshots import take_snapshot
from curriculum.learning.models import ModuleSnapshot

from ..enums import Status
from ..models import TallyConflict
from ..refusals import SessionRefused
from .access import require_runs
from .counting import fill_missing, require_reconciled, tally_of
from .periods import require_open_period
from .tallies import filling
from .verbs import locked, log_session, require_open


@transaction.atomic
def close_session(*, session, by, held_minutes, fill=False, seen_total=None):
    """Seal a session's tallies and mark it held; returns it.

    ``fill`` writes what is missing in a tally as "not asked". ``seen_total`` is
    the total that the person confirmed. Each module keeps the snapshot that was
    in force on the day; the exact place is erased.

    Refuses ``not-yours``, ``not-open``, ``not-yet``, ``period-closed``,
    ``open-conflicts``, ``total-changed``, ``below-zero``, ``nobody-counted``,
    ``not-reconciled``.
    """
    session = locked(session)
    require_runs(user=by, session=session)
    require_open(session)
    _require_closable(session)
    tally = tally_of(session=session)
    if seen_total is not None and seen_total != tally.total:
        raise SessionRefused(
            "total-changed",
            _("Somebody counted on: the total is now %(total)s. Please confirm it again.")
            % {"total": tally.total},
        )
    if fill:
        fill_missing(session=session, counts=filling(tally), by=by)
        tally = tally_of(session=session)
    require_reconciled(tally)
    _freeze_modules(session)
    session.status, session.reason, session.place = Status.HELD, "", ""
    session.held_minutes = held_minutes
    session.save()
    log_session(session, "close", by)
    return session


def _require_closable(session):
    today = timezone.now().astimezone(session.local_start.tzinfo).date()
    if session.local_date > today:
        raise SessionRefused("not-yet", _("This session lies in the future."))
    require_open_period(session)
    if session.conflicts.filter(decision=TallyConflict.Decision.OPEN).exists():
        raise SessionRefused(
            "open-conflicts", _("Two phones say different things. Decide that first.")
        )


def _freeze_modules(session):
    """Keep what was taught. A session that is closed again keeps its first snapshots."""
    for taught in session.modules.select_related("page").filter(snapshot=None):
        taught.snapshot = _snapshot_on(session.local_date, taught)
        if taught.snapshot:
            taught.save(update_fields=["snapshot"])


def _snapshot_on(day, taught):
    """The snapshot in force on ``day``; the first one when the module was published later."""
    snapshots = ModuleSnapshot.objects.filter(
        translation_key=taught.translation_key, locale=taught.locale
    ).order_by("sequence")
    found = snapshots.filter(taken_on__lte=day).last() or snapshots.first()
    if found is None and taught.page and taught.page.live:
        found = take_snapshot(module=taught.page.specific, on=day)
    return found
