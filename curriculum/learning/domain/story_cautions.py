"""What somebody should look at in a story before it is published: what may lead to a person."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..enums import State
from ..models import GlossaryTerm, HelpContact, LegalSource, Sector
from ..story_mixins import WinMixin
from . import fitness, stories, texts, traces


@dataclass(frozen=True)
class Caution:
    """One thing to look at: a stable ``code`` and a sentence for people."""

    code: str
    message: str


def story_cautions(*, page):
    """First what will be refused at publication, then what only looks like a name."""
    found = [Caution(each.code, each.message) for each in fitness.problems(page=page)]
    found += _possible_traces(page)
    if isinstance(page, WinMixin):
        found += _too_close(page)
    return [*found, *_quiet(page)]


def _possible_traces(page):
    said = {
        "name": _(
            "“%(found)s”: is this somebody’s name? Then say who the person is at work instead."
        ),
        "workplace": _("“%(found)s”: is this a workplace’s name? Then say what kind of workplace."),
        "day": _("“%(found)s”: an exact day leads to people. The year, or the month, is enough."),
    }
    known = nobodys_names()
    written = [text for name, text in texts.everything_in(page=page) if name != "institution"]
    for kind, found in dict.fromkeys(
        each for text in written for each in traces.possible(text=text, known=known)
    ):
        yield Caution(f"possible-{kind}", said[kind] % {"found": found})


def nobodys_names():
    """Phrases with capitals that are nobody's: institutions, laws, sectors, states, terms."""
    phrases = [*State.labels, "Estados Unidos", "United States", "América del Norte"]
    for model, field in (
        (GlossaryTerm, "term"),
        (GlossaryTerm, "variants"),
        (HelpContact, "name"),
        (LegalSource, "title"),
        (Sector, "name"),
    ):
        phrases += model.objects.values_list(field, flat=True)
    return [str(phrase) for phrase in phrases]


def _too_close(page):
    if page.sector_id and page.state and page.month:
        yield Caution(
            "too-close",
            _(
                "Sector, state and month together may point at one workplace. "
                "Leave one of them out unless many fit."
            ),
        )


def _quiet(page):
    if stories.is_quiet(page=page):
        yield Caution(
            "quiet",
            _(
                "It supports a lesson of a programme that is unlisted or discreet, so it is "
                "shown to whoever has its link. To show it to everybody, say so below."
            ),
        )
