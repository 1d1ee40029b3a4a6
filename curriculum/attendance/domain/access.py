"""Who may see what of a session. Other partners' sessions are already out of scope."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.people.domain.access import (
    is_coordinator,
    is_member,
    is_operator,
    memberships_of,
)
from curriculum.people.enums import Role

from ..models import Facilitation, TrainingSession
from ..refusals import SessionRefused


def takes_part(user):
    """Whether ``user`` has sessions to see at all: staff of a partner, or of the installation."""
    return is_operator(user) or is_member(user)


def runs(*, user, session):
    """Whether ``user`` prepares, counts and closes this session: its facilitators and coordinators."""
    return (
        is_coordinator(user, session.partner)
        or session.facilitations.filter(user_id=user.pk).exists()
    )


def sessions_run_by(*, user):
    """Queryset of the sessions in scope that ``user`` may prepare, count and close."""
    sessions = TrainingSession.objects.all()
    if is_operator(user):
        return sessions
    coordinated = [m.partner_id for m in memberships_of(user) if m.role == Role.COORDINATOR]
    facilitated = Facilitation.objects.filter(session=OuterRef("pk"), user_id=user.pk)
    return sessions.filter(Q(partner__in=coordinated) | Exists(facilitated))


def marked_for(*, user, sessions):
    """``sessions`` with ``is_run`` on each: whether ``user`` runs it."""
    mine = sessions_run_by(user=user).filter(pk=OuterRef("pk"))
    return sessions.annotate(is_run=Exists(mine))


def knows_hour(*, session, is_runner):
    """Whether the hour may be told: what lies ahead is for those who run the session alone."""
    return is_runner or session.starts_at <= timezone.now()


def require_runs(*, user, session):
    """Refuse ``not-yours`` unless ``user`` runs this session."""
    if not runs(user=user, session=session):
        raise SessionRefused("not-yours", _("Only its facilitators and coordinators may do this."))


def require_coordinator(*, user, session):
    """Refuse ``coordinators-only`` unless ``user`` coordinates the session's partner."""
    if not is_coordinator(user, session.partner):
        raise SessionRefused("coordinators-only", _("Only a coordinator may do this."))
