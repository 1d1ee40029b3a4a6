"""How far a change of the law reaches: pages, the places in them, and sheets of paper."""

from dataclasses import dataclass, field

import swapper
from django.core.exceptions import ValidationError
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.html import strip_tags
from django.utils.text import Truncator

from ..fields import Citation
from ..mixins import ModuleMixin
from ..models import CitedIn, ModuleSnapshot
from .citations import ROWS, citations_in, texts_in
from .contents import content_of
from .law import pages_resting_on
from .locators import touches

Page = swapper.load_model("wagtailcore", "Page")

#: So much of a block or row is quoted, that one knows it again.
WORDS = 18
ROW_TEXTS = ("text", "question")


@dataclass
class Touched:
    """A published page that rests on a change, where it does so, and its review (or None)."""

    page: object
    places: list
    review: object = None


@dataclass
class Place:
    """One place in a page that cites: what kind, how it begins, and the citations."""

    label: str
    excerpt: str = ""
    citations: list = field(default_factory=list)


@dataclass
class Sheets:
    """What was printed of one module: its snapshots that rest on a change, newest first."""

    module: object
    snapshots: list


def touched_pages(*, change, among):
    """``(list of Touched, number of others)``: of the pages in ``among``, and how many are not."""
    resting = pages_resting_on(change=change)
    reviews = {review.page_id: review for review in change.reviews.all()}
    pages = among.filter(pk__in=list(resting)).select_related("locale").order_by("path")
    found = [
        Touched(page, kinds_in(resting[page.pk]), reviews.get(page.pk)) for page in pages.specific()
    ]
    return found, len(resting) - len(found)


def kinds_in(rows):
    """The kinds of places in the ``CitedIn`` rows of one page, each once, in words."""
    return list(dict.fromkeys(row.get_kind_display() for row in rows))


def places_in(*, page, change):
    """The ``Place``s of a page, as it stands, that cite what ``change`` changes."""
    data = content_of(page=page)
    places = []
    if cited := _touched(data.get("citations", []), change):
        places.append(Place(CitedIn.Kind.LESSON.label, "", cited))
    for block in data.get("body", []):
        if cited := _touched(texts_in(block["value"]), change):
            label = page.body.stream_block.child_blocks[block["type"]].label
            places.append(Place(label, _beginning(block["value"]), cited))
    for relation, kind in ROWS:
        for row in data.get(relation, []):
            if cited := _touched(row["citations"], change):
                text = next(row[name] for name in ROW_TEXTS if name in row)
                places.append(Place(kind.label, _shortened(text), cited))
    return places


def sheets_resting_on(*, change, among):
    """A list of ``Sheets`` of the modules in ``among`` (a queryset of pages), in tree order.

    All that were ever published with the article in them: paper lives on when
    a page moves on. Each snapshot has ``is_latest``.
    """
    modules = {
        (page.translation_key, page.locale.language_code): page
        for page in among.type(ModuleMixin).select_related("locale").order_by("path")
    }
    mentions = f'"{change.source.code}:'
    kept = ModuleSnapshot.objects.annotate(text=Cast("data", TextField()))
    kept = kept.filter(text__contains=mentions).filter(_one_of(modules)).order_by("-sequence")
    latest = _latest_sequences(modules)
    found = {key: [] for key in modules}
    for snapshot in kept:
        if _rests_on(snapshot, change):
            key = (snapshot.translation_key, snapshot.locale)
            snapshot.is_latest = snapshot.sequence == latest.get(key)
            found[key].append(snapshot)
    return [Sheets(modules[key], snapshots) for key, snapshots in found.items() if snapshots]


def _rests_on(snapshot, change):
    pages = [snapshot.data["module"], *snapshot.data["lessons"]]
    return any(
        _is_touched(citation, change)
        for data in pages
        for _kind, _row, citation in citations_in(data=data)
    )


def _one_of(modules):
    keys = {key for key, _locale in modules}
    return Q(translation_key__in=keys) & Q(locale__in={locale for _key, locale in modules})


def _latest_sequences(modules):
    rows = ModuleSnapshot.objects.filter(_one_of(modules)).order_by("sequence")
    return {
        (key, locale): sequence
        for key, locale, sequence in rows.values_list("translation_key", "locale", "sequence")
    }


def _touched(texts, change):
    """The citations among ``texts`` that a change touches, as written."""
    found = []
    for text in texts:
        try:
            citation = Citation.parse(text)
        except ValidationError:
            continue
        if _is_touched(citation, change):
            found.append(str(citation))
    return list(dict.fromkeys(found))


def _is_touched(citation, change):
    code = change.source.code
    return citation.source == code and touches(
        changed=change.locator, cited=citation.locator, source=code
    )


def _beginning(value):
    """The first words of a block's data, whatever its fields are called."""
    return next((_shortened(text) for text in _strings(value)), "")


def _strings(value):
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in {"citation", "citations"}:
                yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, str) and strip_tags(value).strip():
        yield value


def _shortened(text):
    return Truncator(" ".join(strip_tags(text).split())).words(WORDS)
