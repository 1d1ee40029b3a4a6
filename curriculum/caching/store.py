"""Entries and tokens in Django's cache, and close at hand those that this process served last.

All processes agree by one generation token, which each change renews: an entry
that was found valid at this generation is served after one small read.
Nothing here ever breaks a page: a cache that does not answer counts as empty.
"""

import hashlib
import logging
import threading
import uuid
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.cache.backends.base import InvalidCacheBackendError

from curriculum.conf import settings

logger = logging.getLogger(__name__)

PREFIX = "curriculum-pages"
#: The tag of what rests on too much to be named: it is made anew after any change at all.
ANYTHING = "anything"
GENERATION = f"{PREFIX}:generation"
#: Entries that one process keeps at hand, some 30 kB each, and none that is much larger.
AT_HAND = 256
MOST_AT_HAND = 200_000
#: What pages are made with: a new release must not serve the old one's.
MADE_WITH = (".py", ".html", ".mo", ".css", ".js")
SAID_IN_SETTINGS = ("STATIC_URL", "MEDIA_URL", "WAGTAIL_SITE_NAME", "LANGUAGES", "INSTALLED_APPS")

#: Tokens that a cache which did not answer has still to be given.
_owed = {}


def backend():
    try:
        return caches[settings.CACHING_ALIAS]
    except InvalidCacheBackendError:
        return caches["default"]


def renew(tokens):
    """Give tags (``{tag: token}``) their new tokens; all processes look again at what they hold.

    The generation is renewed before and after, so that nobody keeps a page
    made of what stood before under a token that came after.
    """
    _owed.update(tokens)
    try:
        pay()
    except Exception:
        logger.exception("the cache of pages could not be told what changed; it will be")


def pay():
    """Bring the cache up to every change that it has not been told."""
    if not _owed:
        return
    cache = backend()
    due = dict(_owed)
    held = cache.get_many([tag_key(tag) for tag in due])
    changed = {tag_key(tag): token for tag, token in due.items() if held.get(tag_key(tag)) != token}
    if changed:
        cache.set(GENERATION, uuid.uuid4().hex, None)
        cache.set_many(changed, None)
        cache.set(GENERATION, uuid.uuid4().hex, None)
    for tag, token in due.items():
        if _owed.get(tag) == token:
            del _owed[tag]


def tag_key(tag):
    if tag == ANYTHING:
        return GENERATION
    return f"{PREFIX}:tag:{hashlib.sha256(tag.encode()).hexdigest()[:32]}"


@lru_cache(maxsize=1)
def release():
    """Changes with the code, templates and catalogues that pages are made with, and their settings."""
    said = hashlib.sha256()
    for folder in sorted(_own_folders()):
        for path in sorted(folder.rglob("*")):
            if path.suffix in MADE_WITH:
                said.update(f"{path}{path.stat().st_mtime_ns}".encode())
    values = [getattr(django_settings, name, "") for name in SAID_IN_SETTINGS]
    said.update(repr([*map(str, values), settings.EXIT_URL, settings.INLINE_STYLE]).encode())
    return said.hexdigest()[:16]


def _own_folders():
    """Those of the site and of this package; what others wrote changes with its version."""
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if "site-packages" not in folder.parts or config.name.split(".")[0] == "curriculum":
            yield folder
    yield from map(Path, django_settings.LOCALE_PATHS)
    for engine in django_settings.TEMPLATES:
        yield from map(Path, engine.get("DIRS", ()))


class Store:
    """What one process knows of the kept pages."""

    def __init__(self):
        self._at_hand = OrderedDict()
        self._lock = threading.Lock()

    def generation(self):
        """The token of this moment, or None when the cache does not answer."""
        try:
            pay()
            cache = backend()
            found = cache.get(GENERATION)
            if found is None:
                cache.add(GENERATION, uuid.uuid4().hex, None)
                found = cache.get(GENERATION)
        except Exception:
            logger.warning("the cache of pages does not answer", exc_info=True)
            return None
        return found

    def find(self, key, generation):
        """The entry of ``key`` if all that it rests on still stands, else None."""
        held = self._at_hand.get(key)
        if held and held[1] == generation and not held[0].is_old(settings.CACHING_SECONDS):
            return held[0]
        try:
            entry = self._still_standing(held[0] if held else None, key)
        except Exception:
            logger.warning("the cache of pages does not answer", exc_info=True)
            return None
        if entry is None:
            self._at_hand.pop(key, None)
        else:
            self._hold(key, entry, generation)
        return entry

    def keep(self, key, entry, notes, generation):
        """Keep an entry whose page was made since ``generation`` and rests on ``notes``.

        Not when something changed meanwhile: what was read may be from before.
        """
        try:
            cache = backend()
            keys = {tag_key(tag): said for tag, said in notes.items()}
            held = cache.get_many(keys)
            given = {
                name: said or uuid.uuid4().hex
                for name, said in keys.items()
                if name not in held or (said and held[name] != said)
            }
            cache.set_many(given, None)
            if cache.get(GENERATION) != generation:
                cache.delete_many(given)
                return
            entry.tokens = {**held, **given}
            cache.set(entry_key(key), entry, settings.CACHING_SECONDS)
        except Exception:
            logger.warning("the cache of pages does not answer", exc_info=True)
            return
        self._hold(key, entry, generation)

    def _still_standing(self, entry, key):
        cache = backend()
        for found in (entry, None):
            found = found or cache.get(entry_key(key))
            if found is None or found.is_old(settings.CACHING_SECONDS):
                continue
            if cache.get_many(found.tokens) == found.tokens:
                return found
        return None

    def _hold(self, key, entry, generation):
        if len(entry.bodies[""]) > MOST_AT_HAND:
            return
        with self._lock:
            self._at_hand[key] = (entry, generation)
            self._at_hand.move_to_end(key)
            while len(self._at_hand) > AT_HAND:
                self._at_hand.popitem(last=False)


def entry_key(key):
    said = "\n".join((release(), *key))
    return f"{PREFIX}:entry:{hashlib.sha256(said.encode()).hexdigest()}"
