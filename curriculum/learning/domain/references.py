"""Citations as people read them: «LFT, arts. 527 y 684-E; Constitución, art. 123-A, XXII Bis»."""

import re

from babel.lists import format_list
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from curriculum.languages import cldr_locale

from ..fields import Citation

#: Sources that are better known by another name than by their code.
NAMES = {
    "CPEUM": _("Constitution"),
    "DECRETO2019": _("2019 Decree"),
    "DECRETO2026": _("2026 Decree"),
    "TMEC": _("USMCA"),
    "OIT": _("ILO"),
    "NOM": _("Mexican standard"),
    "PRENSA": _("Press"),
}
#: ``123-A-XXII Bis`` is fraction XXII Bis of article 123, part A.
FRACTION = re.compile(r"^(\d+-[A-Z])-(.+)$")
TRANSITORY = re.compile(r"^T(\d+)$")
CONVENTION = re.compile(r"^C(\d+)$")


def written(*, citations):
    """A list of citations (strings or ``Citation``) as one line, grouped by source; "" for none.

    What is not a citation, as in a draft, is left out.
    """
    groups = by_source(citations=citations)
    return "; ".join(
        _group(source, [citation.locator for citation in found]) for source, found in groups.items()
    )


def by_source(*, citations):
    """``{source: [Citation, …]}``, sources as they come, articles by their number."""
    groups = {}
    for citation in parsed(citations):
        groups.setdefault(citation.source, []).append(citation)
    return {
        source: sorted(found, key=lambda citation: _order(citation.locator))
        for source, found in groups.items()
    }


def sources_in(*, citations):
    """The codes of the legal sources that are cited, each once, in order."""
    return list(dict.fromkeys(citation.source for citation in parsed(citations)))


def parsed(citations):
    """Yield each ``Citation``; what is none, as in a draft, is left out."""
    for text in citations:
        try:
            yield Citation.parse(text)
        except ValidationError:
            continue


def name_of(*, source):
    return gettext(NAMES[source]) if source in NAMES else source


def _order(locator):
    """Articles by their number: 3o. before 527."""
    return [int(part) if part.isdigit() else 0 for part in re.split(r"(\d+)", locator)], locator


def _group(source, locators):
    name = name_of(source=source)
    if all(locator[:1].isdigit() for locator in locators) and source not in {"SCJN", "NOM"}:
        return f"{name}, {_articles(source, locators)}"
    return f"{name}, {_listed([_special(locator) for locator in locators])}"


def _articles(source, locators):
    places = _listed([FRACTION.sub(r"\1, \2", locator) for locator in locators])
    if source == "TMEC":
        return gettext("annex %(places)s") % {"places": places}
    if len(locators) == 1:
        return gettext("art. %(places)s") % {"places": places}
    return gettext("arts. %(places)s") % {"places": places}


def _special(locator):
    if match := TRANSITORY.match(locator):
        return gettext("transitory article %(number)s") % {"number": match[1]}
    if match := CONVENTION.match(locator):
        return gettext("Convention %(number)s") % {"number": match[1]}
    return locator


def _listed(parts):
    return format_list(parts, locale=cldr_locale())
