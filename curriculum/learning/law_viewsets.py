"""Changes of the law on the reference shelf: recorded, corrected, withdrawn."""

import django_filters
from django.db.models import Count, Q
from django.forms import Select
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import CopyView, CreateView, IndexView

from curriculum.templatetags.curriculum_tags import long_date

from .admin_views.law import LegalChangeInspectView, RecordsChange, RevisesChange, change_url
from .admin_views.law_withdrawal import LegalChangeWithdrawView
from .models import LegalChange
from .reference_views import ReferenceEditView, ReferenceViewSet


class LegalChangeCreateView(RecordsChange, CreateView):
    pass


class LegalChangeCopyView(RecordsChange, CopyView):
    """To record the same article again: another change, of today."""

    def get_initial_form_instance(self):
        said = super().get_initial_form_instance()
        copied = ("source", "locator", "takes_effect_on", "published_on", "summary")
        return LegalChange(**{name: getattr(said, name) for name in copied})


class LegalChangeEditView(RevisesChange, ReferenceEditView):
    pass


class LegalChangeIndexView(IndexView):
    """What was withdrawn is looked at and not edited."""

    def get_edit_url(self, instance):
        return None if instance.withdrawn_on else super().get_edit_url(instance)


class LegalChangeFilterSet(WagtailFilterSet):
    is_open = django_filters.BooleanFilter(label=_("Still to be reviewed"), method="waits")
    is_withdrawn = django_filters.BooleanFilter(
        label=_("Withdrawn"), field_name="withdrawn_on", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = LegalChange
        fields = ["source"]

    def waits(self, queryset, name, value):
        return queryset.filter(waiting__gt=0) if value else queryset.filter(waiting=0)


class ReviewsColumn(TitleColumn):
    """A link in small letters: those of a title break in two on a telephone."""

    cell_template_name = "curriculum/learning/law/reviews_cell.html"


class LegalChangeViewSet(ReferenceViewSet):
    model = LegalChange
    icon = "calendar-check"
    index_view_class = LegalChangeIndexView
    add_view_class = LegalChangeCreateView
    copy_view_class = LegalChangeCopyView
    edit_view_class = LegalChangeEditView
    inspect_view_class = LegalChangeInspectView
    inspect_view_enabled = True
    withdraw_view_class = LegalChangeWithdrawView
    list_display = [
        "__str__",
        # A day that lies ahead is not "just now", as Wagtail's column of dates would have it.
        Column(
            "takes_effect_on",
            label=_("Takes effect on"),
            accessor=lambda change: long_date(change.takes_effect_on),
            sort_key="takes_effect_on",
        ),
        ReviewsColumn(
            "touches",
            label=_("Reviews"),
            accessor=lambda change: state_in_words(change),
            get_url=change_url,
        ),
    ]
    search_fields = ["locator", "source__code", "source__title"]
    filterset_class = LegalChangeFilterSet
    panels = [
        FieldRowPanel([FieldPanel("source", widget=Select), FieldPanel("locator")]),
        FieldRowPanel([FieldPanel("takes_effect_on"), FieldPanel("published_on")]),
        FieldPanel("summary"),
    ]

    @property
    def withdraw_view(self):
        return self.construct_view(self.withdraw_view_class)

    def get_urlpatterns(self):
        address = f"withdraw/<{self.pk_path_converter}:pk>/"
        return [*super().get_urlpatterns(), path(address, self.withdraw_view, name="withdraw")]

    def register_chooser_viewset(self):
        """Nothing points at a change, so nobody chooses one."""

    def get_queryset(self, request):
        """With how many pages wait, of all partners: a number tells nothing of any of them."""
        waiting = Count("reviews", Q(reviews__closed_on=None, reviews__page__isnull=False))
        return LegalChange.objects.select_related("source").annotate(waiting=waiting)


def state_in_words(change):
    """Of a change as ``LegalChangeViewSet.get_queryset`` finds it: what is left to do."""
    if change.withdrawn_on:
        return _("Withdrawn")
    if not change.waiting:
        return _("Nothing waits")
    message = ngettext("%(count)s page waits", "%(count)s pages wait", change.waiting)
    return message % {"count": change.waiting}
