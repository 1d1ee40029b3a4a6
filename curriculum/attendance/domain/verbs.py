"""What every verb on a session does alike: lock, check, log."""

from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import TrainingSession
from ..refusals import SessionRefused


def locked(session):
    """The session as it stands now, kept from others until the transaction ends."""
    return TrainingSession.objects.select_for_update().get(pk=session.pk)


def require_open(session):
    """Refuse ``not-open`` for a session that was held, cancelled or suspended."""
    if not session.is_open:
        raise SessionRefused(
            "not-open",
            _("This session is %(status)s. A coordinator can reopen it.")
            % {"status": session.get_status_display().lower()},
        )


def required_reason(reason):
    """``reason`` on one line; refuses ``reason-missing``."""
    reason = " ".join(reason.split())
    if not reason:
        raise SessionRefused("reason-missing", _("Write the reason, without names."))
    return reason[:250]


def log_session(session, verb, by, reason=""):
    """An entry in Wagtail's log. Its title says nothing: log entries outlive what they name."""
    log(
        session,
        f"curriculum.session.{verb}",
        user=by,
        title=session.reference,
        data={"reason": reason} if reason else None,
    )
