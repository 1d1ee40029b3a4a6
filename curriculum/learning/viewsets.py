"""The reference shelf: words, institutions, laws and open questions that lessons share."""

from urllib.parse import urlencode

import django_filters
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, LocaleColumn, TitleColumn
from wagtail.snippets.views.snippets import InspectView, SnippetViewSetGroup

from .enums import State
from .law_viewsets import LegalChangeViewSet
from .models import (
    Colophon,
    GlossaryTerm,
    HelpContact,
    LegalSource,
    OpenPoint,
    ReviewFlag,
    Sector,
    Theme,
)
from .reference_views import ReferenceViewSet


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
