"""Guessing passwords is slow: after some failures an account takes none for a while.

Counted by account name, known here or not, so that an answer tells nothing and
one account's wait is nobody else's. Addresses are not counted: behind a proxy
all are one, and none is kept. The count lives in the cache, as a digest, and
so holds for every process that shares the cache.
"""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from curriculum.conf import settings


def is_closed(*, name):
    """Whether the account called ``name`` takes no password for now."""
    return cache.get(_key(name), 0) >= settings.PEOPLE_SIGN_IN_TRIES


def count_failure(*, name):
    """One more wrong password. While it is closed nothing is counted, so that it opens again."""
    if not is_closed(name=name):
        cache.set(
            _key(name), cache.get(_key(name), 0) + 1, settings.PEOPLE_SIGN_IN_WAIT_MINUTES * 60
        )


def forget_failures(*, name):
    cache.delete(_key(name))


def _key(name):
    digest = salted_hmac("curriculum.people.tries", name.casefold(), algorithm="sha256").hexdigest()
    return f"curriculum-people-tries-{digest}"
