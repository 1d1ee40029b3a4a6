from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .jobs import admin_urls
from .jobs.models import Job


class JobsMenuItem(MenuItem):
    """For those who have started something: an empty list is no help."""

    def is_shown(self, request):
        return Job.objects.of(request.user).exists()


@hooks.register("register_admin_urls")
def register_jobs_urls():
    return [path("curriculum/jobs/", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_jobs_menu_item():
    return JobsMenuItem(
        _("Your jobs"),
        reverse("curriculum_jobs_admin:index"),
        name="curriculum-jobs",
        icon_name="tasks",
        order=950,
    )


@hooks.register("insert_global_admin_css")
def link_admin_style():
    return format_html('<link rel="stylesheet" href="{}">', static("curriculum/admin.css"))
