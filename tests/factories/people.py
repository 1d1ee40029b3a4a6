"""Partners and their staff, made by the verbs that make real ones."""

from itertools import count

from django.contrib.auth import get_user_model

from curriculum.pages.models import SectionPage
from curriculum.people.domain.provisioning import add_member, provision_partner
from curriculum.people.domain.sections import home_pages, neutral_slug
from curriculum.people.enums import PartnerKind, Role

from .learning import add

_numbers = count(1)


def make_user(**kwargs):
    number = next(_numbers)
    defaults = {"username": f"user-{number}", "email": f"user-{number}@example.org"}
    return get_user_model().objects.create_user(**{**defaults, **kwargs})


def make_superuser(**kwargs):
    return make_user(is_superuser=True, is_staff=True, **kwargs)


def make_partner(*, name=None, kind=PartnerKind.UNION, **kwargs):
    """A partner with its sections, which are written once where provisioning writes them twice."""
    name = name or f"Partner {next(_numbers)}"
    if not kwargs.keys() & {"sections", "sections_below"}:
        kwargs["sections"] = _sections(name)
    return provision_partner(name=name, kind=kind, **kwargs)


def _sections(name):
    sections = []
    for home in home_pages():
        section = SectionPage(title=name, slug=neutral_slug(parent=home))
        if sections:
            section.translation_key = sections[0].translation_key
        sections.append(add(home, section))
    return sections


def make_member(*, partner=None, role=Role.TRAINER, user=None, **user_kwargs):
    """A user who is a member of ``partner`` (a new one by default); returns the user."""
    user = user or make_user(**user_kwargs)
    add_member(partner=partner or make_partner(), user=user, role=role)
    return user


def make_trainer(**kwargs):
    return make_member(role=Role.TRAINER, **kwargs)


def make_coordinator(**kwargs):
    return make_member(role=Role.COORDINATOR, **kwargs)
