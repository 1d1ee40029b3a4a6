"""What sessions taught a partner: its own, for its own staff. Nobody else finds these addresses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from curriculum.attendance.base import address_after_closing
from curriculum.attendance.domain.access import runs, takes_part
from curriculum.attendance.models import TrainingSession
from curriculum.people.domain.access import partners_of
from curriculum.refusals import Refused
from curriculum.templatetags.curriculum_tags import as_list, month_and_year

from .domain.access import may_change
from .domain.debriefing import change_learning, record_learning, withdraw_learning
from .domain.shelves import (
    months_in_use,
    shelves_in_use,
    shelves_of,
    themes_before,
    themes_in_use,
    themes_of,
    themes_to_choose,
)
from .filters import LearningFilterSet
from .forms import LearningForm
from .models import LessonLearned

INDEX = "curriculum_knowledge_admin:index"
EXCERPT = 140


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class StaffMixin:
    """For staff of a partner, and for who runs the installation."""

    header_icon = "comment"

    def dispatch(self, request, *args, **kwargs):
        if not takes_part(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        items = [*self.breadcrumbs_items, {"url": reverse(INDEX), "label": _("What we learned")}]
        if self.get_page_title() != _("What we learned"):
            items.append({"url": "", "label": self.get_page_title()})
        return items


class LearningsView(StaffMixin, BaseListingView):
    page_title = gettext_lazy("What we learned")
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "curriculum/knowledge/index_results.html"
    index_url_name = INDEX
    index_results_url_name = "curriculum_knowledge_admin:index_results"
    filterset_class = LearningFilterSet
    is_searchable = True
    default_ordering = "-month"
    table_classname = "listing curriculum-cards"
    paginate_by = 20

    def get_base_queryset(self):
        return LessonLearned.objects.select_related("partner").prefetch_related("modules", "themes")

    def search_queryset(self, queryset):
        return queryset.saying(self.search_query)

    @cached_property
    def shelves(self):
        return shelves_in_use()

    @cached_property
    def themes(self):
        return themes_in_use()

    @cached_property
    def partners(self):
        return partners_of(self.request.user)

    def get_filterset_kwargs(self):
        return {
            **super().get_filterset_kwargs(),
            "queryset": self.get_base_queryset(),
            "shelves": self.shelves,
            "themes": self.themes,
            "months": months_in_use(),
            "partners": self.partners,
        }

    @cached_property
    def columns(self):
        columns = [
            TitleColumn(
                "learned",
                label=_("What was learned"),
                accessor=excerpt_of,
                get_url=lambda learning: reverse(
                    "curriculum_knowledge_admin:learning", args=[learning.pk]
                ),
            ),
            Column("modules", label=_("Modules"), accessor=self.modules_of),
            Column("themes", label=_("Themes"), accessor=self.themes_of),
            Column("month", label=_("Month"), accessor=month_of, sort_key="month"),
        ]
        if len(self.partners) > 1:
            columns.append(Column("partner", label=_("Partner organisation")))
        return columns

    def modules_of(self, learning):
        keys = {str(about.translation_key) for about in learning.modules.all()}
        return as_list(shelf.title for shelf in self.shelves if shelf.key in keys)

    def themes_of(self, learning):
        return as_list(theme.name for theme in themes_of(learning=learning, among=self.themes))


class WritingView(StaffMixin, WagtailAdminTemplateMixin, FormView):
    form_class = LearningForm

    def form_valid(self, form):
        try:
            self.write(form.said)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        messages.success(self.request, _("Saved. It now stands beside the module."))
        return redirect(self.get_success_url())


class DebriefView(WritingView):
    """Right after closing: what this session taught. Whoever writes second sees the first."""

    template_name = "curriculum/knowledge/debrief.html"
    page_title = gettext_lazy("What did we learn?")

    def dispatch(self, request, *args, **kwargs):
        if takes_part(request.user) and not runs(user=request.user, session=self.session):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def session(self):
        sessions = TrainingSession.objects.select_related("partner")
        return get_object_or_404(sessions, pk=self.kwargs["pk"])

    def get_initial(self):
        return {"themes": themes_before(session=self.session)}

    def write(self, said):
        record_learning(session=self.session, by=self.request.user, **said)

    def get_success_url(self):
        return address_after_closing(session=self.session, code="debrief")

    def get_context_data(self, **kwargs):
        keys = [str(taught.translation_key) for taught in self.session.modules.all()]
        return super().get_context_data(
            session=self.session,
            modules=modules_for(self.request.user, keys),
            earlier=self.session.learnings.all(),
            skip_url=self.get_success_url(),
            **kwargs,
        )


class LearningMixin:
    @cached_property
    def learning(self):
        learnings = LessonLearned.objects.select_related("partner", "session__partner")
        return get_object_or_404(learnings, pk=self.kwargs["pk"])

    @cached_property
    def may_change(self):
        return may_change(user=self.request.user, learning=self.learning)


class LearningView(LearningMixin, WritingView):
    """To read for the whole team; its facilitators and coordinators write on."""

    template_name = "curriculum/knowledge/learning.html"

    def get_page_title(self):
        return month_of(self.learning).capitalize()

    @cached_property
    def themes(self):
        return themes_of(learning=self.learning, among=themes_to_choose())

    def get_initial(self):
        return {
            "learned": self.learning.learned,
            "would_change": self.learning.would_change,
            "themes": self.themes,
        }

    def post(self, request, *args, **kwargs):
        if not self.may_change:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def write(self, said):
        change_learning(learning=self.learning, by=self.request.user, **said)

    def get_success_url(self):
        return reverse(INDEX)

    def get_context_data(self, **kwargs):
        keys = [str(about.translation_key) for about in self.learning.modules.all()]
        return super().get_context_data(
            learning=self.learning,
            modules=modules_for(self.request.user, keys),
            themes=self.themes,
            may_change=self.may_change,
            **kwargs,
        )


class WithdrawView(LearningMixin, StaffMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "curriculum/knowledge/withdraw.html"
    page_title = gettext_lazy("Delete a learning")

    def dispatch(self, request, *args, **kwargs):
        if takes_part(request.user) and not self.may_change:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(learning=self.learning, **kwargs)

    def post(self, request, **kwargs):
        withdraw_learning(learning=self.learning, by=request.user)
        messages.success(request, _("Deleted."))
        return redirect(INDEX)


def modules_for(user, keys):
    """``(Shelf, address of the editor or "")`` of each module: a learning is there to be used."""
    for shelf in shelves_of(keys=keys).values():
        may_edit = shelf.page and shelf.page.permissions_for_user(user).can_edit()
        yield shelf, reverse("wagtailadmin_pages:edit", args=[shelf.page.pk]) if may_edit else ""


def excerpt_of(learning):
    return Truncator(learning.learned or learning.would_change).chars(EXCERPT)


def month_of(learning):
    return month_and_year(learning.month)
