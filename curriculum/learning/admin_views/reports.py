"""What of the curriculum should be looked at: for those who may edit it, and of what they may edit."""

import django_filters
import swapper
from django.db.models import Q
from django.forms import Media
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, LocaleColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale
from wagtail.permissions import policy_registry

from curriculum.templatetags.curriculum_tags import long_date

from ..domain import overdue, translations
from ..domain.cautions import cautions_by_dates
from ..domain.kinds import models_of
from ..domain.law_news import place_of
from ..mixins import ContentMixin, LessonMixin, ModuleMixin
from ..models import CitedIn, LawReview, LegalSource

Page = swapper.load_model("wagtailcore", "Page")
#: Of columns for which a telephone has no room.
WIDE = "curriculum-wide"
EDITING = {"add", "change", "publish"}


def editable_pages(user):
    return policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, EDITING)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def languages(request):
    return Locale.objects.all()


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class CurriculumReport(ReportView):
    model = Page
    any_permission_required = list(EDITING)
    is_searchable = True
    search_backend_name = None
    search_fields = ["title"]
    default_ordering = "path"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] += Media(css={"all": ["curriculum/learning/advice.css"]})
        return context

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class PageFilterSet(WagtailFilterSet):
    language = django_filters.ModelChoiceFilter(
        label=_("Language"), field_name="locale", queryset=languages
    )

    class Meta:
        model = Page
        fields = []


class TranslationsBehindView(CurriculumReport):
    page_title = _("Translations behind")
    header_icon = "globe"
    index_url_name = "curriculum_learning_admin:translations"
    index_results_url_name = "curriculum_learning_admin:translations_results"
    filterset_class = PageFilterSet
    columns = [
        TitleColumn("title", label=_("Title"), get_url=edit_url, sort_key="title"),
        Column("kind", label=_("Kind"), accessor="page_type_display_name", classname=WIDE),
        LocaleColumn(label=_("Language")),
        DateColumn("behind_since", label=_("Behind since")),
        TitleColumn(
            "comparison",
            label=_("What changed"),
            get_url=lambda page: page.comparison_url or edit_url(page),
        ),
    ]

    def get_base_queryset(self):
        behind = Q(pk__in=[])
        for model in models_of(ContentMixin):
            behind |= Q(pk__in=translations.behind(model=model).values("pk"))
        pages = editable_pages(self.request.user).filter(behind)
        return pages.select_related("locale").specific()

    def decorate_paginated_queryset(self, object_list):
        pages = list(object_list)
        for model in {type(page) for page in pages}:
            self.add_sources([page for page in pages if type(page) is model])
        return pages

    def add_sources(self, pages):
        sources = translations.sources_of(pages=pages)
        since = translations.behind_since(pages=pages, sources=sources)
        for page in pages:
            source = sources.get(page.pk)
            page.behind_since = since.get(page.pk)
            page.comparison_url = None
            page.comparison = _("Open the translation")
            if source and page.translated_from_id:
                page.comparison_url = reverse(
                    "wagtailadmin_pages:revisions_compare",
                    args=[source.pk, page.translated_from_id, "live"],
                )
                page.comparison = _("Compare the source then and now")


class LessonFilterSet(PageFilterSet):
    reason = django_filters.ChoiceFilter(
        label=_("Why"),
        method="bears",
        choices=[
            ("no-citation", _("cites no article")),
            ("no-date", _("no date of the law")),
            ("old-law", _("compared with the law long ago")),
            ("over-date", _("to be reviewed by now")),
            ("law-changed", _("the law changes")),
        ],
    )

    def bears(self, queryset, name, value):
        return queryset.filter(to_look_at(value))


def to_look_at(reason=None):
    wanted = Q(pk__in=[])
    for model in models_of(LessonMixin):
        found = overdue.lessons_to_look_at(model=model, on=timezone.localdate(), reason=reason)
        wanted |= Q(pk__in=found.values("pk"))
    for model in models_of(ModuleMixin):
        wanted |= Q(pk__in=overdue.modules_to_look_at(model=model, reason=reason).values("pk"))
    return wanted


class LessonsToLookAtView(CurriculumReport):
    page_title = _("Lessons to look at")
    header_icon = "warning"
    index_url_name = "curriculum_learning_admin:lessons"
    index_results_url_name = "curriculum_learning_admin:lessons_results"
    filterset_class = LessonFilterSet
    columns = [
        TitleColumn("title", label=_("Title"), get_url=edit_url, sort_key="title"),
        Column("code", label=_("Code"), classname=WIDE),
        LocaleColumn(label=_("Language")),
        Column("why", label=_("Why")),
        DateColumn("valid_as_of", label=_("Law valid as of"), classname=WIDE),
        DateColumn("review_by", label=_("Review by"), classname=WIDE),
    ]

    def get_base_queryset(self):
        pages = editable_pages(self.request.user).filter(to_look_at())
        return pages.select_related("locale").specific()

    def decorate_paginated_queryset(self, object_list):
        lessons = list(object_list)
        cited = set(
            CitedIn.objects.filter(page__in=[lesson.pk for lesson in lessons]).values_list(
                "page", flat=True
            )
        )
        changes = changes_by_page(lessons)
        for lesson in lessons:
            lesson.why = " ".join([*changes.get(lesson.pk, ()), *self.by_dates(lesson, cited)])
        return lessons

    def by_dates(self, page, cited):
        if isinstance(page, ModuleMixin):
            page.valid_as_of = page.review_by = None
            return []
        found = cautions_by_dates(page=page, is_cited=page.pk in cited, on=timezone.localdate())
        return [caution.message for caution in found]


def changes_by_page(pages):
    """``{page id: [sentences]}`` of the changes of the law for which these pages wait."""
    reviews = LawReview.objects.open().filter(page__in=[page.pk for page in pages])
    found = {}
    for review in reviews.select_related("change__source").order_by("change__takes_effect_on"):
        message = (
            _("The law changes on %(date)s: %(place)s.")
            if review.change.is_ahead
            else _("The law changed on %(date)s: %(place)s.")
        )
        date = long_date(review.change.takes_effect_on)
        said = message % {"date": date, "place": place_of(change=review.change)}
        found.setdefault(review.page_id, []).append(said)
    return found


class CitationFilterSet(WagtailFilterSet):
    source = django_filters.ChoiceFilter(
        label=_("Legal source"),
        choices=lambda: list(LegalSource.objects.values_list("code", "code")),
    )
    locator = django_filters.CharFilter(label=_("Article"), lookup_expr="icontains")
    language = django_filters.ModelChoiceFilter(
        label=_("Language"), field_name="page__locale", queryset=languages
    )

    class Meta:
        model = CitedIn
        fields = ["kind"]


class CitationsView(CurriculumReport):
    """When an article changes: everything published that rests on it."""

    model = CitedIn
    page_title = _("Who cites which article")
    header_icon = "openquote"
    index_url_name = "curriculum_learning_admin:citations"
    index_results_url_name = "curriculum_learning_admin:citations_results"
    filterset_class = CitationFilterSet
    search_fields = ["locator", "source", "page__title"]
    default_ordering = ["source", "locator", "page__path", "kind"]
    columns = [
        Column("source", label=_("Legal source"), sort_key="source"),
        Column("locator", label=_("Article"), sort_key="locator"),
        TitleColumn(
            "page",
            label=_("Page"),
            accessor="page.title",
            get_url=lambda citation: edit_url(citation.page),
        ),
        Column(
            "kind", label=_("Where"), accessor="get_kind_display", sort_key="kind", classname=WIDE
        ),
        LocaleColumn(label=_("Language"), accessor="page.locale_id", sort_key=None, classname=WIDE),
    ]

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)

    def get_base_queryset(self):
        pages = editable_pages(self.request.user)
        return CitedIn.objects.filter(page__in=pages).select_related("page__locale")
