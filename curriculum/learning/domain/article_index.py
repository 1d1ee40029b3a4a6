"""Which articles a printed book cites, and where: by source, each article with its anchors."""

from dataclasses import dataclass

from ..models import LegalSource
from .glossary import place_in_alphabet
from .references import by_source, name_of, parsed, written


@dataclass(frozen=True)
class IndexedSource:
    """``articles`` are ``(article in words, anchors in the order of the book)``."""

    name: str
    title: str
    articles: list


def article_index(modules):
    """The ``IndexedSource``s of these ``PrintedModule``s in alphabetical order."""
    anchors = {}
    for text, anchor in places(modules):
        for citation in parsed([text]):
            anchors.setdefault(citation, {})[anchor] = None
    cited = by_source(citations=anchors)
    titles = dict(LegalSource.objects.filter(code__in=cited).values_list("code", "title"))
    found = [
        IndexedSource(
            name=name_of(source=source),
            title=titles.get(source, ""),
            articles=[(written(citations=[each]), list(anchors[each])) for each in citations],
        )
        for source, citations in cited.items()
    ]
    return sorted(found, key=lambda source: place_in_alphabet(source.name))


def places(modules):
    """Yield ``(citation as it was typed, anchor)`` of all that workers' paper cites, in its order."""
    for module in modules:
        for lesson in module.lessons:
            for anchor, citations in lesson.cited.items():
                yield from ((text, anchor) for text in citations)
            yield from ((text, lesson.law_anchor) for text in lesson.page.citations)
        for message, _source, anchor in module.key_messages:
            yield from ((text, anchor) for text in message.citations)
