"""What search may find: what is listed, public and published, the glossary, and where to get help."""

from itertools import islice

from wagtail.models import get_page_models
from wagtail.search.backends import get_search_backends

from ..findable import Findable
from ..models import GlossaryTerm, HelpContact
from . import outline

RECORDS = (GlossaryTerm, HelpContact)
CHUNK = 100


def pages(*, locale):
    """The pages of one locale that search may find; ``outline`` decides, and nobody else."""
    return outline.listed_pages(locale=locale)


def records(*, locale):
    """Querysets of the words and institutions of one locale, all of which are public."""
    return [model.objects.filter(locale=locale) for model in RECORDS]


def texts_of_pages(*, locale):
    """``(names, texts)`` of each page that may be found, a few pages in memory at a time."""
    allowed = pages(locale=locale).order_by().values("pk")
    for model in _page_models():
        yield from _texts(_whole(model.objects.filter(pk__in=allowed)))


def texts_of_records(*, locale):
    for queryset in records(locale=locale):
        yield from _texts(_whole(queryset))


def fill_index():
    """Write all pages and records into the index now, where Wagtail would leave each to a worker.

    For imports, after which a reader should not have to wait for hundreds of tasks.
    """
    for backend in get_search_backends(with_auto_update=True):
        for model in (*_page_models(), *RECORDS):
            found = _whole(model.objects.all())
            while some := list(islice(found, CHUNK)):
                backend.add_bulk(model, some)


def _page_models():
    return [model for model in get_page_models() if issubclass(model, Findable)]


def _whole(queryset):
    found = queryset.select_related("locale")
    relations = queryset.model.findable_relations
    return found.prefetch_related(*relations).iterator(chunk_size=CHUNK)


def _texts(objects):
    for found in objects:
        yield found.findable_names(), found.findable_texts()
