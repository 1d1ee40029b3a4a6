"""What a kit will take, before it is made: what is known of its parts, and what can be counted soon."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from time import monotonic

from django.core.cache import cache

from ..base import PrintRefused
from .keeping import printed
from .kits import order_of

#: So long somebody waits for an answer before the next part is left for another time, in seconds.
PATIENCE = 3
#: So long a number of pages is good enough for an estimate, in seconds.
KNOWN_FOR = 600
#: Contents and what a file is made of.
FRONT_PAGES = 2


@dataclass(frozen=True)
class KitEstimate:
    """Sides and sheets of all copies, their price if a side has one, and how many parts aren't counted yet."""

    sides: int
    sheets: int
    cost: Decimal | None
    uncounted: int


def estimate_kit(volumes, *, side_price):
    """The ``KitEstimate`` of ``volumes``, which is about right: blank pages between parts are counted,
    what a volume takes when it becomes two files is not. Asked again, it knows more.
    """
    patience, taken, uncounted = monotonic() + PATIENCE, Counter(), 0
    for volume in volumes:
        bound = 0
        for part in volume.parts:
            pages = _pages(volume, part, patience)
            if pages is None:
                uncounted += 1
            elif volume.is_alone:
                taken += _printed(volume.edition, pages)
            else:
                bound += part.copies * (pages + pages % 2)
                taken += _printed(volume.edition, pages, part.times - 1)
        if bound:
            taken += _printed(volume.edition, bound + FRONT_PAGES)
    cost = None if side_price is None else taken["sides"] * Decimal(side_price)
    return KitEstimate(taken["sides"], taken["sheets"], cost, uncounted)


def _printed(edition, pages, times=1):
    return Counter(sides=times * edition.sides(pages), sheets=times * edition.sheets(pages))


def _pages(volume, part, patience):
    """Pages of one copy; 0 of what cannot be printed, which the kit will say; None: not counted yet."""
    key = _key(volume, part)
    pages = cache.get(key)
    if pages is None and monotonic() < patience:
        try:
            pages = printed(order_of(volume, part)).pages
        except PrintRefused:
            pages = 0
        cache.set(key, pages, KNOWN_FOR)
    return pages


def _key(volume, part):
    subject = part.subject
    told = [
        part.document.code,
        str(getattr(subject, "pk", subject)),
        getattr(subject, "latest_revision_id", None),
        volume.edition,
        sorted(part.options.items()),
    ]
    return f"kit-pages:{hashlib.sha256(repr(told).encode()).hexdigest()}"
