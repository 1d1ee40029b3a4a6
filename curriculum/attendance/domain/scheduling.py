"""A session from its plan to the day it is held, or the reason why it was not."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from curriculum.learning.domain.outline import programme_of
from curriculum.learning.enums import Access
from curriculum.learning.mixins import ModuleMixin
from curriculum.people.domain.access import is_operator, memberships_of

from ..enums import OPEN, FacilitationRole, SessionAudience, Status, zone_of
from ..models import Facilitation, TaughtModule, TrainingSession
from ..refusals import SessionRefused
from .access import require_coordinator, require_runs
from .periods import require_open_period
from .verbs import locked, log_session, require_open, required_reason

#: What a plan may say of a session; everything else belongs to a verb.
PLANNABLE = frozenset(
    {
        "form",
        "audience",
        "modality",
        "language",
        "sector",
        "state",
        "time_zone",
        "starts_at",
        "planned_minutes",
        "place",
        "expected",
        "accommodations",
    }
)


@transaction.atomic
def plan_session(*, partner, by, modules=(), facilitators=None, **details):
    """Plan a session of ``partner`` and return it.

    ``modules`` are published module pages in the order in which they are taught,
    ``facilitators`` maps members of the partner to a ``FacilitationRole`` (the
    planner leads, by default), ``details`` are the fields in ``PLANNABLE``:
    ``state`` and an aware ``starts_at`` at least. Without ``planned_minutes``
    the modules' durations are added up.

    Refuses ``not-your-partner``, ``not-a-member``, ``module-not-published``,
    ``women-only`` (an open session on a women-only programme), ``period-closed``,
    ``invalid``.
    """
    if not (is_operator(by) or partner.pk in {m.partner_id for m in memberships_of(by)}):
        raise SessionRefused("not-your-partner", _("You can plan only for your own partner."))
    modules = list(modules)
    details.setdefault("planned_minutes", sum(m.duration_minutes for m in modules) or 20)
    session = TrainingSession(partner=partner)
    _set_details(session, details)
    _save(session, modules)
    _set_modules(session, modules)
    _set_facilitators(session, facilitators or {by: FacilitationRole.LEAD})
    log_session(session, "plan", by)
    return session


@transaction.atomic
def change_session(*, session, by, modules=None, facilitators=None, **details):
    """Change the plan of a session that has not been held. A new date ends a postponement.

    Refuses ``not-yours``, ``not-open`` and what ``plan_session`` refuses.
    """
    session = locked(session)
    require_runs(user=by, session=session)
    require_open(session)
    is_moved = details.get("starts_at", session.starts_at) != session.starts_at
    _set_details(session, details)
    if is_moved:
        session.status, session.reason = Status.PLANNED, ""
    if modules is None:
        modules = [taught.page.specific for taught in session.modules.all() if taught.page]
        _save(session, modules)
    else:
        _save(session, modules := list(modules))
        _set_modules(session, modules)
    if facilitators is not None:
        _set_facilitators(session, facilitators)
    log_session(session, "change", by)
    return session


@transaction.atomic
def postpone_session(*, session, by, reason, starts_at=None):
    """Put a session off. With a new ``starts_at`` it is planned for then, else it waits for one.

    Refuses ``not-yours``, ``not-open``, ``reason-missing``, ``period-closed``, and
    ``already-counted``: its counts would move to a day on which nobody came.
    """
    session = locked(session)
    require_runs(user=by, session=session)
    require_open(session)
    reason = required_reason(reason)
    _require_uncounted(session)
    if starts_at is None:
        session.status, session.reason = Status.POSTPONED, reason
    else:
        session.status, session.reason, session.starts_at = Status.PLANNED, "", starts_at
        _require_open_day(session)
    session.save()
    log_session(session, "postpone", by, reason)
    return session


@transaction.atomic
def cancel_session(*, session, by, reason):
    """Call a session off. Its exact place is erased.

    Refuses ``not-yours``, ``not-open``, ``reason-missing``, and
    ``already-counted`` when somebody has been counted: such a session was held,
    or it was suspended.
    """
    session = locked(session)
    require_runs(user=by, session=session)
    require_open(session)
    reason = required_reason(reason)
    _require_uncounted(session)
    _end(session, Status.CANCELLED, reason)
    log_session(session, "cancel", by, reason)
    return session


@transaction.atomic
def suspend_session(*, session, by, reason):
    """Stop a session for the safety of those in it, counted or not. Its exact place is erased.

    Refuses ``not-yours``, ``not-open``, ``reason-missing``.
    """
    session = locked(session)
    require_runs(user=by, session=session)
    require_open(session)
    _end(session, Status.SUSPENDED, required_reason(reason))
    log_session(session, "suspend", by, session.reason)
    return session


@transaction.atomic
def reopen_session(*, session, by, reason):
    """Open a session again that was closed, cancelled or suspended by mistake.

    What was counted and the snapshots that were taught stay. Refuses
    ``coordinators-only``, ``already-open``, ``reason-missing``,
    ``period-closed``.
    """
    session = locked(session)
    require_coordinator(user=by, session=session)
    if session.status in OPEN:
        raise SessionRefused("already-open", _("This session is open already."))
    require_open_period(session)
    reason = required_reason(reason)
    session.status, session.reason = Status.PLANNED, ""
    session.save()
    log_session(session, "reopen", by, reason)
    return session


def _end(session, status, reason):
    session.status, session.reason, session.place = status, reason, ""
    session.save()


def _set_details(session, details):
    if unknown := set(details) - PLANNABLE:
        raise TypeError(f"not part of a plan: {', '.join(sorted(unknown))}")
    for name, value in details.items():
        setattr(session, name, value)
    if "time_zone" not in details and ("state" in details or not session.time_zone):
        session.time_zone = zone_of(session.state)


def _save(session, modules):
    for module in modules:
        if not isinstance(module, ModuleMixin) or not module.live:
            raise SessionRefused("module-not-published", _("Only published modules are taught."))
        programme = programme_of(page=module)
        if (
            programme
            and programme.access == Access.WOMEN_ONLY
            and session.audience != SessionAudience.WOMEN_ONLY
        ):
            raise SessionRefused(
                "women-only", _("Sessions of this programme are for women only. Choose that here.")
            )
    try:
        session.full_clean(exclude=["local_date"])
    except ValidationError as error:
        raise SessionRefused("invalid", " ".join(error.messages)) from error
    _require_open_day(session)
    session.save()


def _require_uncounted(session):
    if any(row["count"] for row in session.entries.folded()):
        raise SessionRefused(
            "already-counted",
            _("People have been counted here. Close the session, or mark it as suspended."),
        )


def _require_open_day(session):
    """What is planned into a closed period could never be closed."""
    session.local_date = session.local_start.date()
    require_open_period(session)


def _set_modules(session, modules):
    kept = {page.translation_key: page for page in modules}
    session.modules.exclude(translation_key__in=kept).delete()
    for order, (key, page) in enumerate(kept.items()):
        programme = programme_of(page=page)
        TaughtModule.objects.update_or_create(
            session=session,
            translation_key=key,
            defaults={
                "page_id": page.pk,
                "programme_key": programme.translation_key if programme else None,
                "locale": page.locale.language_code,
                "sort_order": order,
            },
        )


def _set_facilitators(session, facilitators):
    for user in facilitators:
        if session.partner_id not in {m.partner_id for m in memberships_of(user)}:
            raise SessionRefused(
                "not-a-member", _("Sessions are facilitated by staff of their own partner.")
            )
    session.facilitations.exclude(user__in=facilitators).delete()
    for user, role in facilitators.items():
        Facilitation.objects.update_or_create(
            session=session, user=user, defaults={"role": FacilitationRole(role)}
        )
