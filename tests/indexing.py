"""Wagtail's indexes of words and of references, which few tests ask and every saved page costs."""

from contextlib import contextmanager

from django.db.models.signals import post_delete, post_migrate, post_save
from modelsearch import index, signal_handlers
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import (
    connect_reference_index_signal_handlers,
    remove_reference_index_on_delete,
    update_reference_index_on_save,
)

HANDLERS = (
    (post_save, signal_handlers.post_save_signal_handler, index.get_indexed_models),
    (post_delete, signal_handlers.post_delete_signal_handler, index.get_indexed_models),
    (post_save, update_reference_index_on_save, lambda: ReferenceIndex.tracked_models),
    (post_delete, remove_reference_index_on_delete, lambda: ReferenceIndex.tracked_models),
)


@contextmanager
def switched(*, on):
    """Whether what is saved or deleted meanwhile is taken into the indexes; then as it was before."""
    # Making the test database ends with a migration, after which Wagtail would switch it on again.
    post_migrate.disconnect(connect_reference_index_signal_handlers)
    changed = [
        (signal, handler, model)
        for signal, handler, models in HANDLERS
        for model in models()
        if getattr(model, "search_auto_update", True)
        if _switch(signal, handler, model, on)
    ]
    try:
        yield
    finally:
        for signal, handler, model in changed:
            _switch(signal, handler, model, not on)


def _switch(signal, handler, model, on):
    """Whether that changed anything."""
    if not on:
        return signal.disconnect(handler, sender=model)
    before = len(signal.receivers)
    signal.connect(handler, sender=model)
    return len(signal.receivers) > before
