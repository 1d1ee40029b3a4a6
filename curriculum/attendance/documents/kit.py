"""The kit of a session among all that can be printed."""

from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents

from ..enums import OPEN
from ..models import TrainingSession
from .base import StaffSheet


@documents.register
class SessionKit(StaffSheet):
    """Of sessions that are still to be held. It is printed by its own dialogue, as a job."""

    code = "session-kit"
    label = gettext_lazy("Session kit")
    description = gettext_lazy("All that a session needs, with as many copies as people.")
    is_bundle = True
    order = 35

    def rows(self, user):
        for session in self.sessions_of(user).filter(status__in=OPEN):
            yield self.session_row(session)

    def may_print(self, user, subject):
        is_session = isinstance(subject, TrainingSession)
        return is_session and subject.is_open and super().may_print(user, subject)

    def dialogue_url(self, key):
        query = urlencode({"session": UUID(key)})
        return f"{reverse('curriculum_attendance_admin:kits')}?{query}"
