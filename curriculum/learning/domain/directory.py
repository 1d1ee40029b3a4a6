"""Where to go for help: institutions, first those for the whole country, then state by state."""

from ..enums import State
from ..models import HelpContact

#: True of an institution in every language.
FACTS = ("phone", "verified_on", "website", "states")


def keep_in_step(*, contact, changed):
    """Give a contact's other languages those of its ``changed`` fields (names) that are facts."""
    facts = [name for name in FACTS if name in changed]
    if facts:
        for other in contact.get_translations():
            for name in facts:
                setattr(other, name, getattr(contact, name))
            other.save()


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
