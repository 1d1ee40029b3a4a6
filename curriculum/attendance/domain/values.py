"""What may be counted in each dimension, with the words for it."""

import swapper
from django.utils.translation import get_language
from wagtail.models import Locale

from curriculum.learning.mixins import ProgrammeMixin
from curriculum.learning.models import Sector

from ..enums import AgeBand, Arrival, AttendeeRole, Dimension, Gender, Unspecified

Page = swapper.load_model("wagtailcore", "Page")

FIXED = {
    Dimension.ARRIVAL: Arrival.choices,
    Dimension.GENDER: Gender.choices + Unspecified.choices,
    Dimension.AGE_BAND: AgeBand.choices + Unspecified.choices,
    Dimension.ROLE: AttendeeRole.choices + Unspecified.choices,
}


def values_of(dimension):
    """``{code: label}`` of a dimension's legal values, in their order; sectors by their code."""
    if dimension != Dimension.SECTOR:
        return dict(FIXED[Dimension(dimension)])
    return sector_labels() | dict(Unspecified.choices)


def active_locale():
    """The content locale of the active language, or the default one."""
    try:
        return Locale.objects.get_for_language(get_language())
    except Locale.DoesNotExist:
        return Locale.get_default()


def programme_titles(keys):
    """``{translation key: title}`` of the programmes that are still here; a discreet one's is discreet."""
    pages = Page.objects.type(ProgrammeMixin).filter(translation_key__in=list(keys))
    locale, titles = active_locale(), {}
    for page in pages.order_by("pk").specific():
        key = str(page.translation_key)
        if key not in titles or page.locale_id == locale.pk:
            titles[key] = page.numbered_title if page.is_discreet else page.title
    return titles


def sector_labels():
    """``{code: name}`` of all sectors, named in the active language where they are translated."""
    locale = active_locale()
    names = {}
    for sector in Sector.objects.order_by("name"):
        if sector.code not in names or sector.locale_id == locale.pk:
            names[sector.code] = sector.name
    return dict(sorted(names.items(), key=lambda item: item[1]))


def is_legal(dimension, value):
    """Whether ``value`` may be counted in ``dimension``."""
    if dimension == Dimension.SECTOR and value not in Unspecified.values:
        return Sector.objects.filter(code=value).exists()
    return dimension in Dimension.values and value in dict(FIXED.get(dimension, ()))
