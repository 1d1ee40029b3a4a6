"""By what the list of sessions is narrowed down."""

import django_filters
import swapper
from babel.dates import format_skeleton
from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleUserFilter, WagtailFilterSet

from curriculum.languages import cldr_locale
from curriculum.learning.enums import State
from curriculum.reports.models import ReportingPeriod

from .enums import Status
from .models import Facilitation, TaughtModule, TrainingSession

Page = swapper.load_model("wagtailcore", "Page")
MINE = "mine"


class SessionFilterSet(WagtailFilterSet):
    """Offers what occurs in the sessions that the person sees."""

    whose = django_filters.MultipleChoiceFilter(
        label=_("Whose"),
        choices=[(MINE, _("Only those that I facilitate"))],
        widget=forms.CheckboxSelectMultiple,
        method="facilitated_by_me",
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )
    period = django_filters.ModelChoiceFilter(
        label=_("Reporting period"),
        queryset=ReportingPeriod.objects.all(),
        method="in_period",
    )
    month = django_filters.ChoiceFilter(label=_("Month"), method="in_month")
    programme = django_filters.ChoiceFilter(label=_("Programme"), method="of_programme")
    module = django_filters.ChoiceFilter(label=_("Module"), method="of_module")
    state = django_filters.ChoiceFilter(label=_("State"))
    facilitator = MultipleUserFilter(
        label=_("Who facilitates"),
        widget=forms.CheckboxSelectMultiple,
        method="facilitated_by",
    )

    class Meta:
        model = TrainingSession
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = {
            "month": months(),
            "programme": titles_of("programme_key"),
            "module": titles_of("translation_key"),
            "state": states(),
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices
        people = Facilitation.objects.exclude(user=None).values("user")
        users = get_user_model().objects.filter(pk__in=people)
        self.filters["facilitator"].extra["queryset"] = users.select_related(
            "wagtail_userprofile"
        ).order_by("first_name", "username")

    def facilitated_by_me(self, sessions, name, value):
        return self.facilitated_by(sessions, name, [self.request.user]) if value else sessions

    def facilitated_by(self, sessions, name, users):
        if not users:
            return sessions
        return sessions.filter(pk__in=Facilitation.objects.filter(user__in=users).values("session"))

    def in_period(self, sessions, name, period):
        return sessions.in_period(period)

    def in_month(self, sessions, name, month):
        year, number = month.split("-")
        return sessions.filter(local_date__year=year, local_date__month=number)

    def of_programme(self, sessions, name, key):
        taught = TaughtModule.objects.filter(programme_key=key)
        return sessions.filter(pk__in=taught.values("session"))

    def of_module(self, sessions, name, key):
        taught = TaughtModule.objects.filter(translation_key=key)
        return sessions.filter(pk__in=taught.values("session"))


def months():
    """``("2026-12", "diciembre de 2026")``, the newest first."""
    found = TrainingSession.objects.order_by().dates("local_date", "month", order="DESC")
    locale = cldr_locale()
    return [(f"{day:%Y-%m}", format_skeleton("yMMMM", day, locale=locale)) for day in found]


def states():
    codes = set(TrainingSession.objects.order_by().values_list("state", flat=True).distinct())
    return [(code, label) for code, label in State.choices if code in codes]


def titles_of(field):
    """Programmes or modules that were ever taught, titled in the active language if they have one."""
    taught = TaughtModule.objects.exclude(**{field: None}).order_by().values(field)
    pages = Page.objects.filter(translation_key__in=taught).select_related("locale")
    titles = {}
    for page in pages.order_by("path"):
        key = str(page.translation_key)
        if key not in titles or page.locale.language_code == get_language():
            titles[key] = page.title
    return list(titles.items())
