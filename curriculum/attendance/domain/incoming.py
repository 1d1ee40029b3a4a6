"""A batch of entries as it came over the wire, before anybody trusts it."""

import json
import uuid
from datetime import datetime

from django.utils.translation import gettext as _

from ..refusals import SessionRefused
from .counting import Answer, Entry, Outcome

#: A phone sends what it has in batches; more than this at once is a mistake or an attack.
MAX_ENTRIES = 500
MAX_BYTES = 256 * 1024
#: A clock may be wrong by years and the entry still counts.
YEARS = range(1970, 2200)


def read_batch(body):
    """The items of ``{"entries": […]}`` in their order: an ``Entry``, or the ``Answer`` to one
    that cannot be read.

    Refuses ``malformed`` and ``too-many`` for the batch as a whole: nothing is kept,
    and the phone still has everything.
    """
    try:
        batch = json.loads(body, parse_constant=_refuse_constant, object_pairs_hook=_unique)
        items = batch["entries"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise SessionRefused("malformed", _("This could not be read.")) from error
    if not isinstance(items, list):
        raise SessionRefused("malformed", _("This could not be read."))
    if len(items) > MAX_ENTRIES:
        raise SessionRefused("too-many", _("Too much at once. Send it in smaller parts."))
    return [_read(item) for item in items]


def _read(item):
    try:
        return Entry(
            id=_uuid(item["id"]),
            dimension=_word(item["dimension"]),
            value=_word(item["value"]),
            delta=_whole(item["delta"]),
            captured_at=_moment(item["captured_at"]),
            undoes=None if item.get("undoes") is None else _uuid(item["undoes"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return Answer(
            _name_of(item), Outcome.REFUSED, "malformed", _("This tap could not be read.")
        )


def _name_of(item):
    """The id by which the phone knows an item that cannot be read, if it has one."""
    try:
        return _uuid(item["id"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _uuid(text):
    found = uuid.UUID(text)
    if str(found) != text:
        raise ValueError(text)
    return found


def _word(text):
    if not (isinstance(text, str) and text.isprintable() and len(text) <= 60):
        raise ValueError
    return text


def _whole(number):
    if type(number) is not int:
        raise ValueError
    return number


def _moment(text):
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError
    return moment


def _refuse_constant(name):
    raise ValueError(name)


def _unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same name twice")
    return found
