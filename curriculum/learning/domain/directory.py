"""Where to go for help: institutions, first those for the whole country, then state by state."""

from ..enums import State
from ..models import HelpContact


def contacts(*, locale):
    """Every institution of one locale, in its order."""
    return list(HelpContact.objects.filter(locale=locale))


def by_place(*, locale):
    """``(state code or "", name of the state or "", contacts)``, the whole country first.

    An institution that serves several states is listed in each.
    """
    found = contacts(locale=locale)
    groups = [("", "", [contact for contact in found if not contact.states])]
    groups += [
        (state.value, state.label, [contact for contact in found if state in contact.states])
        for state in State
    ]
    return [group for group in groups if group[2]]
