"""What an answer rests on, and whether that still stands.

A tag names something that pages show: ``page:12``, ``help:1``. Its token in the
cache is either random or the digest of what is shown, so that a page expires
when what it shows is another, and not merely because something was saved.
"""

import hashlib
import json
import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.conf import settings as django_settings
from django.db import transaction

from curriculum.conf import settings

from . import store

MIDDLEWARE = "curriculum.caching.middleware.PageCacheMiddleware"
#: Every answer rests on it: which sites and languages there are.
SITE = "site"

_notes = ContextVar("what_this_answer_rests_on", default=None)


def is_on():
    """Whether this site keeps pages at all."""
    return settings.CACHING_SECONDS > 0 and MIDDLEWARE in django_settings.MIDDLEWARE


def moment():
    """A token that is another one after each change of what readers see; None where nothing is kept."""
    return store.Store().generation() if is_on() else None


def note(*tags, shown=None):
    """Say, while a page is made, that it rests on ``tags``.

    ``shown`` is plain data (JSON): exactly what the page shows of it. With it the
    page holds as long as ``tell`` says the same; without, until ``expire``.
    """
    notes = _notes.get()
    if notes is not None:
        notes.update(dict.fromkeys(tags, shown))


def note_until(moment):
    """Say, while a page is made, that it says something else from ``moment`` (a datetime) on."""
    notes = _notes.get()
    if notes is not None:
        notes.until = min(notes.until or moment.timestamp(), moment.timestamp())


class Notes(dict):
    """``{tag: what is shown, or None}``; ``until`` is the time at which the page is old, or None."""

    until = None


def tell(tag, shown):
    """Something changed: once that is committed, ``tag`` shows ``shown``."""
    if is_on():
        transaction.on_commit(partial(store.renew, {tag: digest(shown)}))


def tell_all(shown_by_tag):
    """As ``tell``, for many at once, of what is committed already."""
    store.renew({tag: digest(shown) for tag, shown in shown_by_tag.items()})


def expire_all():
    """No page that was kept is served any more, whatever it rests on."""
    store.renew({SITE: fresh()})


def expire(*tags):
    """Once the transaction is committed, no page that rests on one of ``tags`` is served any more."""
    if is_on() and tags:
        transaction.on_commit(lambda: store.renew({tag: fresh() for tag in tags}))


@contextmanager
def listening():
    """Yields the ``Notes`` that are taken meanwhile."""
    notes = Notes()
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def digests(notes):
    """``{tag: digest, or None where nothing was said}`` of what was noted."""
    found = {tag: None if shown is None else digest(shown) for tag, shown in notes.items()}
    return {SITE: None, **found}


def digest(shown):
    written = json.dumps(shown, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def fresh():
    return uuid.uuid4().hex
