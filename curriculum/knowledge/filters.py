import django_filters
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from curriculum.people.models import PartnerOrganisation
from curriculum.templatetags.curriculum_tags import month_and_year


def chosen(label, method):
    return django_filters.ChoiceFilter(
        label=label, method=method, widget=Select, empty_label=_("All")
    )


class LearningFilterSet(WagtailFilterSet):
    """Offers what there is: every choice finds something."""

    programme = chosen(_("Programme"), "by_programme")
    module = chosen(_("Module"), "by_module")
    theme = chosen(_("Theme"), "by_theme")
    month = chosen(_("Month"), "by_month")
    partner = django_filters.ModelChoiceFilter(
        queryset=PartnerOrganisation.objects.none(), label=_("Partner organisation")
    )

    def __init__(self, *args, shelves, themes, months, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.shelves = shelves
        programmes = {s.programme: s.programme_title for s in shelves if s.programme}
        choices = {
            "programme": programmes.items(),
            "module": [(shelf.key, shelf.title) for shelf in shelves],
            "theme": [(str(theme.translation_key), theme.name) for theme in themes],
            "month": [(month.isoformat(), month_and_year(month)) for month in months],
        }
        for name, offered in choices.items():
            self.filters[name].extra["choices"] = list(offered)
        self.filters["partner"].queryset = partners
        if len(partners) < 2:
            del self.filters["partner"]

    def by_programme(self, learnings, name, value):
        keys = [shelf.key for shelf in self.shelves if shelf.programme == value]
        return learnings.filter(modules__translation_key__in=keys).distinct()

    def by_module(self, learnings, name, value):
        return learnings.of_module(value)

    def by_theme(self, learnings, name, value):
        return learnings.filter(themes__translation_key=value).distinct()

    def by_month(self, learnings, name, value):
        return learnings.filter(month=value)
