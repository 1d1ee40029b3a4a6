"""The list of sessions."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView

from ..models import TrainingSession
from .base import StaffMixin


class SessionsView(StaffMixin, BaseListingView):
    page_title = _("Sessions")
    header_icon = "calendar-alt"
    template_name = "wagtailadmin/generic/index.html"
    index_url_name = "curriculum_attendance_admin:index"
    index_results_url_name = "curriculum_attendance_admin:index_results"
    is_searchable = True
    search_fields = ["reference"]
    default_ordering = "-local_date"
    paginate_by = 30
    columns = [
        TitleColumn(
            "reference",
            label=_("Session"),
            get_url=lambda session: reverse(
                "curriculum_attendance_admin:session", args=[session.pk]
            ),
        ),
        Column("local_date", label=_("Day"), sort_key="local_date"),
        Column("status", label=_("Status"), accessor="get_status_display"),
    ]

    def get_base_queryset(self):
        return TrainingSession.objects.select_related("partner")
