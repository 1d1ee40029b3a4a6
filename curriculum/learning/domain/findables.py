"""What search may find: what is listed, public and published, the glossary, and where to get help."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import get_page_models
from wagtail.signal_handlers import disable_reference_index_auto_update

from ..findable import Findable
from ..models import GlossaryTerm, HelpContact
from . import outline

RECORDS = (GlossaryTerm, HelpContact)
CHUNK = 100


def pages(*, locale):
    """The pages of one locale that search may find; ``outline`` decides, and nobody else."""
    return outline.listed_pages(locale=locale, with_discreet=True)


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


@contextmanager
def unindexed():
    """Nothing that is saved meanwhile leaves a worker a task for an index: ``fill_indexes`` afterwards.

    For commands, which have a process to themselves. An import would leave two
    tasks for each row, a minute's work or more before anything else is done.
    """
    silent = [
        model
        for model in get_indexed_models()
        if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in silent:
            post_save.connect(post_save_signal_handler, sender=model)


def fill_indexes():
    """Write everything into the indexes of words and of references now."""
    for command in ("wagtail_update_index", "rebuild_references_index"):
        call_command(command, verbosity=0)


def _page_models():
    return [model for model in get_page_models() if issubclass(model, Findable)]


def _whole(queryset):
    found = queryset.select_related("locale")
    relations = queryset.model.findable_relations
    return found.prefetch_related(*relations).iterator(chunk_size=CHUNK)


def _texts(objects):
    for found in objects:
        yield found.findable_names(), found.findable_texts()
