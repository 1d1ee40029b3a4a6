from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import admin_urls
from .permissions import may_see


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see(request.user)


@hooks.register("register_admin_urls")
def register_report_urls():
    return [path("curriculum/reports/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_report_menu_item():
    return ReportMenuItem(
        _("Report of the period"),
        reverse("curriculum_reports_admin:index"),
        name="curriculum-report",
        icon_name="form",
        order=100,
    )


@hooks.register("register_permissions")
def register_period_permissions():
    return Permission.objects.filter(
        content_type__app_label="curriculum_reports",
        codename__in=[f"{verb}_reportingperiod" for verb in ("view", "add", "change")],
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, label, message in (
        ("curriculum.period.open", _("Open a period"), _("Period opened")),
        ("curriculum.period.change", _("Change a period"), _("Period changed")),
        ("curriculum.period.begin_closing", _("Begin closing a period"), _("Closing begun")),
        ("curriculum.period.close", _("Close a period"), _("Period closed")),
        ("curriculum.report.export", _("Take a report away"), _("Report taken away")),
    ):
        actions.register_action(action, label, message)
