"""How far a change of the law reaches: pages, the places in them, and sheets of paper."""

from dataclasses import dataclass, field

import swapper
from django.core.exceptions import ValidationError
from django.db.models import Q, TextField, prefetch_related_objects
from django.db.models.functions import Cast
from django.utils.text import Truncator

from ..fields import Citation
from ..mixins import ModuleMixin
from ..models import CitedIn, ModuleSnapshot
from .citations import ROWS, citations_in, texts_in
from .contents import bare, in_order
from .law import pages_resting_on
from .locators import touches
from .texts import stored_texts

Page = swapper.load_model("wagtailcore", "Page")

#: So much of a block or row is quoted, that one knows it again.
WORDS = 18
ROW_TEXTS = ("text", "question")


@dataclass
class Touched:
    """A published page that rests on a change, its ``Place``s, and its review (or None)."""

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
    """``(list of Touched, number of others)``: of the pages in ``among``, and how many are not.

    The same number of queries, however many there are.
    """
    resting = pages_resting_on(change=change)
    reviews = {review.page_id: review for review in change.reviews.all()}
    pages = list(among.filter(pk__in=list(resting)).order_by("path").specific())
    prefetch_related_objects(pages, "locale")
    modules = [page for page in pages if isinstance(page, ModuleMixin)]
    prefetch_related_objects(modules, *(relation for relation, _kind in ROWS))
    touched = [
        Touched(page, places_in(page=page, change=change), reviews.get(page.pk)) for page in pages
    ]
    return touched, len(resting) - len(touched)


def places_in(*, page, change):
    """The ``Place``s of a page, as it stands, that cite what ``change`` changes, in its order.

    Read from the stored form: pictures and recordings are not fetched.
    """
    places = []
    if cited := _touched(getattr(page, "citations", []), change):
        places.append(Place(CitedIn.Kind.LESSON.label, "", cited))
    if hasattr(page, "body"):
        places += _places_in_stream(page.body, change)
    for relation, kind in ROWS:
        rows = getattr(page, relation).all() if hasattr(page, relation) else ()
        for row in in_order(rows):
            if cited := _touched(row.citations, change):
                text = next(getattr(row, name) for name in ROW_TEXTS if hasattr(row, name))
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


def _places_in_stream(stream, change):
    for child in stream.raw_data:
        block = stream.stream_block.child_blocks.get(child["type"])
        if block and (cited := _touched(texts_in(bare(child["value"])), change)):
            texts = (text for text in stored_texts(block, child["value"]) if text.strip())
            yield Place(block.label, _shortened(next(texts, "")), cited)


def _shortened(text):
    return Truncator(" ".join(text.split())).words(WORDS)
