"""What may be counted in each dimension, with the words for it."""

from django.utils.translation import get_language
from wagtail.models import Locale

from curriculum.learning.models import Sector

from ..enums import AgeBand, Arrival, AttendeeRole, Dimension, Gender, Unspecified

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


def sector_labels():
    """``{code: name}`` of all sectors, named in the active language where they are translated."""
    language = get_language()
    try:
        locale = Locale.objects.get_for_language(language)
    except Locale.DoesNotExist:
        locale = Locale.get_default()
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
