"""What search may find: what is listed, public and published, the glossary, and where to get help."""

from wagtail.models import get_page_models

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
    for model in get_page_models():
        if issubclass(model, Findable):
            found = model.objects.filter(pk__in=allowed).select_related("locale")
            found = found.prefetch_related(*model.findable_relations)
            yield from _texts(found.iterator(chunk_size=CHUNK))


def texts_of_records(*, locale):
    for queryset in records(locale=locale):
        yield from _texts(queryset.iterator(chunk_size=CHUNK))


def _texts(objects):
    for found in objects:
        yield found.findable_names(), found.findable_texts()
