"""The list of sessions."""

from django.db.models import OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.widgets.button import Button, HeaderButton

from ..domain.access import marked_for
from ..enums import Dimension, Form
from ..filters import SessionFilterSet
from ..models import TallyEntry, TaughtModule, TrainingSession
from .base import StaffMixin


class SessionColumn(TitleColumn):
    cell_template_name = "curriculum/attendance/cells/session.html"

    class Media:
        css = {"all": ["curriculum/attendance/desk.css"]}

    def get_cell_context_data(self, session, parent_context):
        return {**super().get_cell_context_data(session, parent_context), "session": session}


class WhenColumn(Column):
    cell_template_name = "curriculum/attendance/cells/when.html"


class StatusColumn(Column):
    cell_template_name = "curriculum/attendance/cells/status.html"

    def get_cell_context_data(self, session, parent_context):
        return {**super().get_cell_context_data(session, parent_context), "session": session}


class PeopleColumn(Column):
    cell_template_name = "curriculum/attendance/cells/people.html"


class SessionsView(StaffMixin, BaseListingView):
    page_title = gettext_lazy("Sessions")
    header_icon = "calendar-alt"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "curriculum/attendance/sessions_results.html"
    index_url_name = "curriculum_attendance_admin:index"
    index_results_url_name = "curriculum_attendance_admin:index_results"
    is_searchable = True
    filterset_class = SessionFilterSet
    default_ordering = "-local_date"
    paginate_by = 30
    columns = [
        SessionColumn(
            "title",
            label=gettext_lazy("Session"),
            get_url=lambda session: reverse(
                "curriculum_attendance_admin:session", args=[session.pk]
            ),
        ),
        WhenColumn("local_date", label=gettext_lazy("Day"), sort_key="local_date"),
        StatusColumn("status", label=gettext_lazy("Status"), sort_key="status"),
        PeopleColumn(
            "facilitations",
            label=gettext_lazy("Who facilitates"),
            accessor=lambda session: session.facilitations.all(),
            classname="curriculum-wide",
        ),
        Column(
            "came",
            label=gettext_lazy("Came"),
            accessor=lambda session: session.came if session.is_run else None,
            classname="curriculum-wide curriculum-number",
        ),
    ]

    @cached_property
    def header_buttons(self):
        return [HeaderButton(_("Plan a session"), url=self.plan_url, icon_name="plus")]

    @cached_property
    def header_more_buttons(self):
        visit = f"{self.plan_url}?form={Form.ACCOMPANIMENT}"
        return [Button(_("Write down a visit"), url=visit, icon_name="edit")]

    @property
    def plan_url(self):
        return reverse("curriculum_attendance_admin:plan")

    def get_base_queryset(self):
        arrivals = TallyEntry.objects.filter(session=OuterRef("pk"), dimension=Dimension.ARRIVAL)
        came = arrivals.order_by().values("session").annotate(came=Sum("delta")).values("came")
        sessions = marked_for(user=self.request.user, sessions=TrainingSession.objects.all())
        return sessions.annotate(came=Subquery(came)).prefetch_related(
            "modules__page", "modules__snapshot", "facilitations__user__wagtail_userprofile"
        )

    def order_queryset(self, queryset):
        """Sessions of one day by their code: the hour would tell colleagues which is first."""
        return queryset.order_by(self.ordering, "-local_date", "reference")

    def search_queryset(self, queryset):
        """By code and module; by place among those that the person runs, else it would be told."""
        if not self.is_searching:
            return queryset
        words = self.search_query
        taught = TaughtModule.objects.filter(
            Q(page__title__icontains=words) | Q(snapshot__title__icontains=words)
        )
        return queryset.filter(
            Q(reference__icontains=words)
            | Q(is_run=True, place__icontains=words)
            | Q(pk__in=taught.values("session"))
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(plan_url=self.plan_url, **kwargs)
