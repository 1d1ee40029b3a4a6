"""The arithmetic of counting. Pure: no database, no clock.

A tally is the fold of its entries: the sum of their ``delta`` by dimension and
value. Sums do not depend on the order, so entries may arrive in any.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from ..enums import Arrival, Dimension, Unspecified

ONE_WAY = [d for d in Dimension if d != Dimension.ARRIVAL]


@dataclass(frozen=True)
class Gap:
    """A one-way tally that was begun and differs from the total. ``missing`` may be negative."""

    dimension: Dimension
    total: int
    counted: int

    @property
    def missing(self):
        return self.total - self.counted


@dataclass(frozen=True)
class Tally:
    """``counts`` is ``{dimension: {value: number}}``; values that were never counted are absent."""

    counts: dict

    def of(self, dimension):
        """``{value: number}`` without the values that stand at zero."""
        return {value: n for value, n in self.counts.get(dimension, {}).items() if n}

    def get(self, dimension, value):
        return self.counts.get(dimension, {}).get(value, 0)

    @property
    def total(self):
        """Attendances: how many came."""
        return sum(self.of(Dimension.ARRIVAL).values())

    @property
    def first_time(self):
        """People reached: how many came for the first time in the reporting period."""
        return self.get(Dimension.ARRIVAL, Arrival.FIRST_TIME)

    @property
    def gaps(self):
        """The ``Gap`` of each tally that was begun and does not add up to the total."""
        sums = [(d, self.of(d)) for d in ONE_WAY]
        return [
            Gap(dimension, self.total, sum(values.values()))
            for dimension, values in sums
            if values and sum(values.values()) != self.total
        ]

    @property
    def below_zero(self):
        """``(dimension, value)`` pairs from which more was taken away than was counted."""
        return [(d, value) for d in Dimension for value, n in self.of(d).items() if n < 0]

    @property
    def reconciles(self):
        return not self.gaps and not self.below_zero

    @property
    def stamp(self):
        """A digest of all counts: tells whether somebody counted on since they were shown."""
        counts = sorted(
            (str(d), str(value), n) for d in Dimension for value, n in self.of(d).items()
        )
        return hashlib.sha256(repr(counts).encode()).hexdigest()


def fold(entries):
    """A ``Tally`` of objects with ``dimension``, ``value`` and ``delta``, in any order."""
    counts = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        counts[entry.dimension][entry.value] += entry.delta
    return Tally({dimension: dict(values) for dimension, values in counts.items()})


def fold_rows(rows):
    """A ``Tally`` of what ``TallyEntryQuerySet.folded()`` gives for one session."""
    counts = defaultdict(dict)
    for row in rows:
        counts[row["dimension"]][row["value"]] = row["count"]
    return Tally(dict(counts))


def filling(tally):
    """What is missing in each tally that was begun, as ``{dimension: {"not_asked": number}}``."""
    return {
        gap.dimension: {Unspecified.NOT_ASKED: gap.missing} for gap in tally.gaps if gap.missing > 0
    }
