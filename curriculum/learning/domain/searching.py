"""Search as readers meet it: what was typed, what it was taken for, and the sentences found."""

from dataclasses import dataclass, field

import swapper
from django.db.models import Q
from django.utils.translation import gettext

from .. import stemming
from ..mixins import LessonMixin, ModuleMixin, ProgrammeMixin
from ..models import GlossaryTerm, HelpContact
from . import findables, matching, sentences, vocabulary

Page = swapper.load_model("wagtailcore", "Page")

#: What a person types is cut there, and so many words of it are looked for.
LONGEST = 100
MOST_WORDS = 12
PER_PAGE = 10
MOST = 10 * PER_PAGE


@dataclass(frozen=True)
class Result:
    """One thing that was found: a page, or a record of the glossary or the directory of help."""

    kind: str
    found: object
    title: str
    label: str
    sentence: str
    programme: str = ""


@dataclass(frozen=True)
class Search:
    """What the page of search shows.

    ``state`` is ``found``, ``nothing``, ``common`` (only words that stand
    everywhere) or ``empty``. ``total`` is exact up to ``MOST``, at which
    ``is_cut`` says that there is more. ``corrected`` is what was looked for
    instead of what was typed, or "".
    """

    typed: str
    state: str
    results: list = field(default_factory=list)
    total: int = 0
    is_cut: bool = False
    is_partial: bool = False
    corrected: str = ""
    suggestions: list = field(default_factory=list)
    number: int = 1
    pages: int = 1

    @property
    def previous(self):
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self):
        return self.number + 1 if self.number < self.pages else None


def search(*, typed, locale, number=1):
    """A ``Search`` of what is public in one locale; ``number`` counts pages of results from 1.

    Costs the same number of queries however much is found.
    """
    typed = stemming.clean(typed)[:LONGEST].strip()
    words = list(dict.fromkeys(stemming.words(typed)))[:MOST_WORDS]
    if not words:
        return Search(typed, "empty")
    wanted = stemming.telling(words, locale.language_code)
    if not wanted:
        return Search(typed, "common")
    return _answer(typed, words, wanted, locale, number)


def _answer(typed, words, wanted, locale, number):
    found, is_partial, corrected, suggestions = _matches(wanted, locale), False, wanted, []
    if not found:
        corrected, others = vocabulary.corrected(words=wanted, locale=locale)
        suggestions = [_rewritten(words, wanted, other) for other in others]
        found = _matches(corrected, locale) if corrected != wanted else []
    if not found and len(corrected) > 1:
        found, is_partial = _matches(corrected, locale, any_of=True), True
    if not found:
        return Search(typed, "nothing", suggestions=suggestions)
    shown = found[:MOST]
    pages = -(-len(shown) // PER_PAGE)
    number = min(max(number, 1), pages)
    here = shown[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Search(
        typed,
        "found",
        results=_results(here, corrected, locale),
        total=len(shown),
        is_cut=len(found) > MOST,
        is_partial=is_partial,
        corrected="" if corrected == wanted else _rewritten(words, wanted, corrected),
        suggestions=suggestions,
        number=number,
        pages=pages,
    )


def _rewritten(words, wanted, instead):
    """What was typed, with other words in the places of those that were looked for."""
    changed = dict(zip(wanted, instead, strict=True))
    return " ".join(changed.get(word, word) for word in words)


def _matches(words, locale, any_of=False):
    among = [findables.pages(locale=locale), *findables.records(locale=locale)]
    return matching.matches(
        words=words,
        language=locale.language_code,
        among=among,
        most=MOST + 1,
        any_of=any_of,
    )


def _results(keys, words, locale):
    """``Result``s in the order of ``keys``: a query for each kind, and three for where pages stand."""
    objects = {}
    for model in dict.fromkeys(model for model, _key in keys):
        wanted = [key for kind, key in keys if kind is model]
        rows = model.objects.filter(pk__in=wanted).select_related("locale")
        rows = rows.prefetch_related(*model.findable_relations)
        objects |= {(model, str(found.pk)): found for found in rows}
    # One that was deleted in between is left out.
    found = [objects[key] for key in keys if key in objects]
    pages = [page for page in found if isinstance(page, Page)]
    standing = _Standing(pages)
    return [_result(one, words, locale, standing) for one in found]


def _result(found, words, locale, standing):
    texts = found.findable_texts()
    sentence = sentences.sentence_with(texts=texts, words=words, language=locale.language_code)
    kind, label = _kind(found, standing)
    return Result(
        kind=kind,
        found=found,
        title=found.findable_title(),
        label=label,
        # Only its title holds the words: what it is about.
        sentence=sentence or next(iter(texts), ""),
        programme=standing.programme_of(found) if isinstance(found, Page) else "",
    )


def _kind(found, standing):
    if isinstance(found, LessonMixin):
        return "lesson", gettext("Lesson %(number)s") % {"number": standing.number_of(found)}
    if isinstance(found, ModuleMixin):
        return "module", gettext("Module %(number)s") % {"number": standing.number_of(found)}
    if isinstance(found, ProgrammeMixin):
        return "programme", gettext("Programme")
    if isinstance(found, GlossaryTerm):
        return "word", gettext("Word explained")
    if isinstance(found, HelpContact):
        return "help", gettext("Where to get help")
    name = str(found._meta.verbose_name)
    return "other", name[:1].upper() + name[1:]


class _Standing:
    """Where some pages stand in their programmes: two queries, whatever their number."""

    def __init__(self, pages):
        above = {path for page in pages for path in _line(page)}
        found = Page.objects.filter(path__in=above).type(ProgrammeMixin)
        found = found.select_related("locale").specific()
        self.programmes = {page.path: page.short_title for page in found}
        beside = Q(pk__in=[])
        for path in above:
            parent = path[: -Page.steplen]
            beside |= Q(path__startswith=parent, depth=len(path) // Page.steplen)
        siblings = Page.objects.live().type(ModuleMixin, LessonMixin).filter(beside)
        self.published = set(siblings.values_list("path", flat=True))

    def programme_of(self, page):
        """What the programme above a page calls itself on cards; "" for a programme itself."""
        above = [self.programmes.get(path) for path in _line(page) if path != page.path]
        return next((title for title in above if title), "")

    def number_of(self, page):
        """«2» for a module and «2.3» for a lesson, counting what is published."""
        parent = page.path[: -Page.steplen]
        own = str(self._place(page.path))
        return f"{self._place(parent)}.{own}" if isinstance(page, LessonMixin) else own

    def _place(self, path):
        parent = path[: -Page.steplen]
        return 1 + sum(other < path for other in self.published if other[: -Page.steplen] == parent)


def _line(page):
    """The paths of a page and of the two above it, which for a lesson are module and programme."""
    return [page.path[: len(page.path) - step * Page.steplen] for step in range(3)]
