"""The page of one session: what it is, what to prepare, what was counted, what comes next."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.coreutils import get_content_languages
from wagtail.log_actions import registry as log_registry

from ..base import closing_steps
from ..domain.counting import tally_of
from ..domain.preparing import prepared, sheets_of
from ..domain.tallies import ONE_WAY
from ..domain.values import values_of
from ..enums import Accommodation
from ..models import TallyConflict
from .base import SessionMixin

LOG_ENTRIES_SHOWN = 50


class SessionView(SessionMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "curriculum/attendance/session.html"
    header_icon = "calendar-alt"

    def get_page_title(self):
        return self.session.reference

    def get_context_data(self, **kwargs):
        session = self.session
        return super().get_context_data(
            modules=prepared(session=session, user=self.request.user),
            sheets=sheets_of(session, user=self.request.user),
            facilitations=session.facilitations.select_related("user__wagtail_userprofile"),
            accommodations=[Accommodation(code).label for code in session.accommodations],
            language=get_content_languages().get(session.language, session.language),
            has_begun=session.starts_at <= timezone.now(),
            is_coordinator=self.is_coordinator,
            tally=self.tally,
            counts=self.counts(),
            conflicts=self.open_conflicts(),
            steps=self.steps(),
            history=self.history(),
            **kwargs,
        )

    @cached_property
    def tally(self):
        """Counts are for those who run the session."""
        return tally_of(session=self.session) if self.is_runner else None

    def counts(self):
        """``(label, [(label, number), …])`` of each one-way tally that was begun."""
        if not self.tally:
            return []
        return [
            (dimension.label, [(label, n) for v, label in values.items() if (n := counted.get(v))])
            for dimension in ONE_WAY
            if (counted := self.tally.of(dimension)) and (values := values_of(dimension))
        ]

    def open_conflicts(self):
        if not self.is_runner:
            return []
        return self.session.conflicts.filter(decision=TallyConflict.Decision.OPEN)

    def steps(self):
        """What higher rooms ask once the session was held."""
        if not (self.is_runner and self.session.is_held):
            return []
        found = [(step.label, step.url(self.session)) for step in closing_steps]
        return [(label, url) for label, url in found if url]

    def history(self):
        entries = log_registry.get_logs_for_instance(self.session)
        entries = entries.select_related("user__wagtail_userprofile").order_by("-timestamp", "-pk")
        zone = self.session.local_start.tzinfo
        return [
            {
                "message": entry.message,
                "by": entry.user_display_name,
                "at": entry.timestamp.astimezone(zone),
                "reason": entry.data.get("reason", ""),
            }
            for entry in entries[:LOG_ENTRIES_SHOWN]
        ]
