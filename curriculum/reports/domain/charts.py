"""Horizontal bars of one breakdown. Drawn from what was released, so a withheld figure has no length."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .wording import figure_text

#: Per cent of the width that the longest bar takes; the rest is for its number.
LONGEST = 80
#: A bar that is long enough holds its number inside.
ROOM_FOR_NUMBER = 20


@dataclass(frozen=True)
class Bar:
    """``width`` is in per cent; None for a figure that is withheld."""

    label: str
    text: str
    width: Decimal | None

    @property
    def holds_number(self):
        return self.width is not None and self.width >= ROOM_FOR_NUMBER


@dataclass(frozen=True)
class Chart:
    title: str
    description: str
    bars: tuple


def chart_of(breakdown):
    """The ``Chart`` of the first column that counts people, else of the first."""
    columns = list(breakdown.columns)
    place = next((n for n, column in enumerate(columns) if column.counts_people), 0)
    pairs = [(row.label, row.figures[place]) for row in breakdown.rows]
    longest = max((f.number for _label, f in pairs if not f.is_withheld), default=0) or 1
    bars = tuple(
        Bar(
            label=label,
            text=figure_text(figure),
            width=None if figure.is_withheld else _width(figure.number, longest),
        )
        for label, figure in pairs
    )
    return Chart(
        title=_("%(indicator)s by %(dimension)s")
        % {"indicator": columns[place].label, "dimension": breakdown.label.lower()},
        description="; ".join(f"{bar.label}: {bar.text}" for bar in bars),
        bars=bars,
    )


def _width(number, longest):
    return (Decimal(number) * LONGEST / Decimal(longest)).quantize(Decimal("0.1"))
