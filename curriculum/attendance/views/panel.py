"""The home of the admin: my next sessions, and what waits to be closed."""

from wagtail.admin.ui.components import Component

from ..domain.access import sessions_run_by, takes_part
from ..models import TrainingSession

SHOWN = 5


class SessionsPanel(Component):
    name = "curriculum_sessions"
    order = 50
    template_name = "curriculum/attendance/panel.html"

    class Media:
        css = {"all": ["curriculum/attendance/desk.css"]}

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        ahead = TrainingSession.objects.run_by(user).ahead().order_by("starts_at")
        waiting = sessions_run_by(user=user).waiting().order_by("starts_at")
        return {
            "ahead": ahead.prefetch_related("modules__page", "modules__snapshot")[:SHOWN],
            "waiting": waiting.prefetch_related("modules__page", "modules__snapshot")[:SHOWN],
        }

    def render_html(self, parent_context):
        if not takes_part(parent_context["request"].user):
            return ""
        return super().render_html(parent_context)
