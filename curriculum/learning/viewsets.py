"""The reference shelf: words, institutions, laws and open questions that lessons share."""

from urllib.parse import urlencode

import django_filters
from django.db.models import Count, Q
from django.forms import Select
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, LocaleColumn, TitleColumn
from wagtail.snippets.views.snippets import (
    CopyView,
    CreateView,
    EditView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from curriculum.templatetags.curriculum_tags import long_date

from .admin_views.law import LegalChangeInspectView, RecordsChange, RevisesChange, change_url
from .enums import State
from .models import (
    Colophon,
    GlossaryTerm,
    HelpContact,
    LegalChange,
    LegalSource,
    OpenPoint,
    ReviewFlag,
    Sector,
    Theme,
)


class ReferenceEditView(EditView):
    """Every partner edits the shelf: who else did, and which drafts use it, is for operators."""

    def for_operators(self, found):
        return found() if self.request.user.is_superuser else None

    def get_history_url(self):
        return self.for_operators(super().get_history_url)

    def get_usage_url(self):
        return self.for_operators(super().get_usage_url)

    def get_last_updated_info(self):
        return self.for_operators(super().get_last_updated_info)

    def get_editing_sessions(self):
        return self.for_operators(super().get_editing_sessions)


class ReferenceViewSet(SnippetViewSet):
    """Searched by parts of words in the listed fields, the same on every database."""

    edit_view_class = ReferenceEditView
    search_backend_name = None
    list_per_page = 50


class GlossaryTermViewSet(ReferenceViewSet):
    model = GlossaryTerm
    icon = "openquote"
    list_display = ["term", "definition", LocaleColumn(label=_("Language"))]
    search_fields = ["term", "variants", "definition"]


class HelpContactFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=State.choices, method="serves", empty_label=_("All states")
    )
    has_phone = django_filters.BooleanFilter(
        label=_("With a verified number"), field_name="verified_on", lookup_expr="isnull",
        exclude=True,
    )  # fmt: skip

    class Meta:
        model = HelpContact
        fields = []

    def serves(self, queryset, name, value):
        return queryset.filter(states__icontains=f'"{value}"')


class HelpContactViewSet(ReferenceViewSet):
    model = HelpContact
    icon = "help"
    list_display = [
        "name",
        "need",
        DateColumn("verified_on", label=_("Number verified on")),
        LocaleColumn(label=_("Language")),
    ]
    search_fields = ["name", "need", "what_it_does"]
    filterset_class = HelpContactFilterSet


def citations_url(source):
    return f"{reverse('curriculum_learning_admin:citations')}?{urlencode({'source': source.code})}"


class LegalSourceViewSet(ReferenceViewSet):
    model = LegalSource
    icon = "doc-full"
    list_display = [
        "title",
        "code",
        "version",
        TitleColumn(
            "citations",
            label=_("Cited in"),
            accessor=lambda source: _("Who cites it"),
            get_url=citations_url,
        ),
    ]
    search_fields = ["code", "title", "issuer"]
    list_filter = ["issuer"]


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


class LegalChangeFilterSet(WagtailFilterSet):
    is_open = django_filters.BooleanFilter(label=_("Still to be reviewed"), method="waits")

    class Meta:
        model = LegalChange
        fields = ["source"]

    def waits(self, queryset, name, value):
        return queryset.filter(waiting__gt=0) if value else queryset.filter(waiting=0)


class LegalChangeViewSet(ReferenceViewSet):
    model = LegalChange
    icon = "calendar-check"
    add_view_class = LegalChangeCreateView
    copy_view_class = LegalChangeCopyView
    edit_view_class = LegalChangeEditView
    inspect_view_class = LegalChangeInspectView
    inspect_view_enabled = True
    list_display = [
        "__str__",
        # A day that lies ahead is not "just now", as Wagtail's column of dates would have it.
        Column(
            "takes_effect_on",
            label=_("Takes effect on"),
            accessor=lambda change: long_date(change.takes_effect_on),
            sort_key="takes_effect_on",
        ),
        TitleColumn(
            "touches",
            label=_("Reviews"),
            accessor=lambda change: waiting_in_words(change.waiting),
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

    def register_chooser_viewset(self):
        """Nothing points at a change, so nobody chooses one."""

    def get_queryset(self, request):
        """With how many pages wait, of all partners: a number tells nothing of any of them."""
        waiting = Count("reviews", Q(reviews__closed_on=None, reviews__page__isnull=False))
        return LegalChange.objects.select_related("source").annotate(waiting=waiting)


def waiting_in_words(number):
    if not number:
        return _("Nothing waits")
    return ngettext("%(count)s page waits", "%(count)s pages wait", number) % {"count": number}


class ReviewFlagViewSet(ReferenceViewSet):
    model = ReviewFlag
    icon = "calendar-alt"
    list_display = ["text", "code", LocaleColumn(label=_("Language"))]
    search_fields = ["code", "text"]


class OpenPointFilterSet(WagtailFilterSet):
    lesson = django_filters.CharFilter(label=_("Code of a lesson"), method="touches")

    class Meta:
        model = OpenPoint
        fields = []

    def touches(self, queryset, name, value):
        return queryset.filter(lesson_codes__icontains=value)


class OpenPointViewSet(ReferenceViewSet):
    model = OpenPoint
    icon = "warning"
    list_display = [
        "text",
        Column(
            "lesson_codes",
            label=_("Lessons"),
            accessor=lambda point: ", ".join(point.lesson_codes),
        ),
        LocaleColumn(label=_("Language")),
    ]
    search_fields = ["text", "lesson_codes"]
    filterset_class = OpenPointFilterSet


class ThemeViewSet(ReferenceViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "code", LocaleColumn(label=_("Language"))]
    search_fields = ["name", "code"]


class SectorViewSet(ReferenceViewSet):
    model = Sector
    icon = "site"
    list_display = ["name", "code", LocaleColumn(label=_("Language"))]
    search_fields = ["name", "code"]


class ColophonInspectView(InspectView):
    """For whoever may read it and not change it: in words, not in the notation of the file."""

    def get_law_snapshot_display_value(self):
        return notes_in_words(self.object.law_snapshot)

    def get_conventions_display_value(self):
        return notes_in_words(self.object.conventions)


def notes_in_words(notes):
    """Texts, and lists and tables of texts, as lists."""
    if isinstance(notes, dict):
        notes = notes.values()
    elif isinstance(notes, str):
        return notes
    items = format_html_join("", "<li>{}</li>", ((notes_in_words(note),) for note in notes))
    return format_html("<ul>{}</ul>", items)


class ColophonViewSet(ReferenceViewSet):
    model = Colophon
    icon = "info-circle"
    inspect_view_class = ColophonInspectView
    inspect_view_enabled = True
    inspect_view_fields = [
        "status",
        "drafted_on",
        "valid_as_of",
        "licence",
        "is_legally_reviewed",
        "legal_review",
        "disclaimer",
        "attendance_note",
        "law_snapshot",
        "conventions",
    ]
    list_display = [
        "code",
        "status",
        DateColumn("valid_as_of", label=_("Valid as of")),
        BooleanColumn("is_legally_reviewed", label=_("Reviewed by a lawyer")),
        LocaleColumn(label=_("Language")),
    ]
    search_fields = ["code", "disclaimer", "legal_review"]
    list_filter = ["status", "is_legally_reviewed"]


class ReferenceViewSetGroup(SnippetViewSetGroup):
    items = (
        GlossaryTermViewSet,
        HelpContactViewSet,
        LegalSourceViewSet,
        LegalChangeViewSet,
        OpenPointViewSet,
        ReviewFlagViewSet,
        ThemeViewSet,
        SectorViewSet,
        ColophonViewSet,
    )
    menu_label = _("Reference")
    menu_icon = "list-ul"
    menu_order = 260
    add_to_admin_menu = True
