from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .jobs import admin_urls


@hooks.register("register_admin_urls")
def register_jobs_urls():
    return [path("curriculum/jobs/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_jobs_menu_item():
    return MenuItem(
        _("Your jobs"),
        reverse("curriculum_jobs_admin:index"),
        name="curriculum-jobs",
        icon_name="tasks",
        order=950,
    )
