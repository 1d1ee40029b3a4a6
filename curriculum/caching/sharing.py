"""What many pages show alike, as the glossary: worked out once while nothing changes."""

import threading
from contextlib import contextmanager
from contextvars import ContextVar

#: Parts that one process remembers: half a dozen a lesson, so some hundred lessons in two languages.
MOST_PARTS = 2048

_moment = ContextVar("the_moment_whose_parts_are_shared", default=None)
_parts = {}
_lock = threading.Lock()


def shared(key, make):
    """What ``make()`` gives, or gave for the same ``key`` (a tuple) since anything last changed.

    None is not remembered, so that addresses of nothing don't fill the memory.

    Only for what readers see, and of which some tag tells when it is another: the memory ends
    with each ``tell`` and ``expire`` whatever they are about. What it gives is for reading alone.
    Outside of an anonymous reader's request nothing is remembered.
    """
    moment = _moment.get()
    if moment is None:
        return make()
    known = _parts.get(key)
    if known is None or known[0] != moment:
        known = (moment, make())
        if known[1] is None:
            return None
        with _lock:
            if len(_parts) >= MOST_PARTS:
                _parts.clear()
            _parts[key] = known
    return known[1]


@contextmanager
def sharing(moment):
    """Meanwhile parts are shared with all else that this process makes at the same ``moment``."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
