from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .buttons import plan_buttons
from .domain.access import takes_part
from .views.panel import SessionsPanel


class SessionsMenuItem(MenuItem):
    def is_shown(self, request):
        return takes_part(request.user)


@hooks.register("register_admin_urls")
def register_attendance_urls():
    return [path("curriculum/attendance/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def register_sessions_menu_item():
    return SessionsMenuItem(
        _("Sessions"),
        reverse("curriculum_attendance_admin:index"),
        name="curriculum-sessions",
        icon_name="calendar-alt",
        order=210,
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for verb, label, message in (
        ("plan", _("Plan session"), _("Session planned")),
        ("change", _("Change session"), _("Plan changed")),
        ("postpone", _("Postpone session"), _("Session postponed")),
        ("cancel", _("Cancel session"), _("Session cancelled")),
        ("suspend", _("Suspend session"), _("Session suspended for safety")),
        ("reopen", _("Reopen session"), _("Session reopened")),
        ("close", _("Close session"), _("Session closed")),
        ("correct", _("Correct counts"), _("Counts corrected")),
        ("decide", _("Decide a conflict"), _("Conflict decided")),
    ):
        actions.register_action(f"curriculum.session.{verb}", label, message)


@hooks.register("construct_homepage_panels")
def add_sessions_panel(request, panels):
    panels.append(SessionsPanel())


@hooks.register("register_page_header_buttons")
def page_header_plan_buttons(page, user, view_name, next_url=None):
    return plan_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def page_listing_plan_buttons(page, user, next_url=None):
    return plan_buttons(page, user)
