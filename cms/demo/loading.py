"""Load the demo step by step; each step is left alone once it has been done."""

from curriculum.learning.domain import findables
from curriculum.learning.domain.importing import import_curriculum, import_words
from curriculum.people.domain.provisioning import provision_partner
from curriculum.people.domain.sections import sections_of
from curriculum.people.enums import PartnerKind
from curriculum.people.models import PartnerOrganisation

from .homes import make_homes
from .law import load_law
from .people import load_people
from .samples import load_samples
from .season import load_season
from .stories import load_stories

#: Names of organisations that do not exist.
PARTNERS = (
    {"name": "Unión de Demostración", "kind": PartnerKind.UNION, "states": ["QUE", "SLP"]},
    {"name": "Centro de Demostración", "kind": PartnerKind.WORKER_CENTRE, "states": ["CMX"]},
)


def load_demo(*, content):
    """Load the demo with the files in the folder ``content``; yields a line a step."""
    with findables.unindexed():
        make_homes()
        partners = [_partner(values) for values in PARTNERS]
        section = sections_of(partner=partners[0]).get(locale__language_code="es-mx")
        outcome = import_curriculum(
            path=content / "curriculum.yaml",
            translations={"en": content / "curriculum-en.yaml"},
            scripts=content / "scripts",
            below=section.pk,
        )
        yield from _told("Curriculum", outcome)
        words = import_words(path=content / "words.yaml")
        yield from _told("Glossary, help and themes", words)
        yield from load_stories(list(sections_of(partner=partners[0]).order_by("pk")))
        yield from load_samples(path=content / "samples.yaml", partner=partners[0])
        people = list(load_people(partners))
        load_season()
        load_law()
    if any(found.created or found.updated for found in (outcome, words)):
        findables.fill_indexes()
    yield "Sign in at /admin/ as one of these, with the password beside the name:"
    yield from people


def _told(what, outcome):
    for name, reason in outcome.left_alone:
        yield f"Left alone: {name}, {reason}"
    yield (
        f"{what}: {len(outcome.created)} created, {len(outcome.updated)} updated, "
        f"{len(outcome.unchanged)} unchanged, {len(outcome.left_alone)} left alone."
    )


def _partner(values):
    found = PartnerOrganisation.objects.filter(name=values["name"]).first()
    return found or provision_partner(**values)
