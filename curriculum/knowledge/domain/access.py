"""Who may write what was learned. Other partners' learnings are already out of scope."""

from curriculum.attendance.domain.access import runs
from curriculum.people.domain.access import is_coordinator


def may_change(*, user, learning):
    """Coordinators of its partner and, as long as there is a session, those who facilitated it."""
    if is_coordinator(user, learning.partner):
        return True
    return learning.session is not None and runs(user=user, session=learning.session)
