"""When a session is, in words."""

from babel.dates import format_date, format_skeleton, format_time
from django import template

from curriculum.languages import cldr_locale

from ..domain.access import knows_hour

register = template.Library()


@register.filter
def weekday(day):
    """«jueves, 3 de diciembre de 2026»."""
    return format_date(day, "full", locale=cldr_locale())


@register.filter
def short_day(day):
    """«jue, 3 dic 2026»."""
    return format_skeleton("yMMMEd", day, locale=cldr_locale())


@register.filter
def hour(moment):
    """«17:00», on the clock that the moment bears."""
    return format_time(moment.time(), "short", locale=cldr_locale())


@register.filter
def hour_for(session, is_runner):
    """The hour of a session; "" for a colleague who must not know it yet."""
    return hour(session.local_start) if knows_hour(session=session, is_runner=is_runner) else ""
