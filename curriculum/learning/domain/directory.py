"""Where to go for help: institutions, first those for the whole country, then state by state."""

from ..enums import State
from ..models import HelpContact

#: True of an institution in every language.
FACTS = ("phone", "verified_on", "website", "states")


def facts_of(*, pk):
    """The facts of a saved contact as they stand in the database, or None."""
    return HelpContact.objects.filter(pk=pk).values(*FACTS).first()


def keep_in_step(*, contact, before):
    """Give the contact's other languages each fact that is another than ``before`` (``facts_of``)."""
    changed = {
        name: getattr(contact, name) for name in FACTS if getattr(contact, name) != before[name]
    }
    if not changed:
        return
    family = HelpContact.objects.filter(translation_key=contact.translation_key)
    for other in family.exclude(pk=contact.pk):
        for name, value in changed.items():
            setattr(other, name, value)
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
