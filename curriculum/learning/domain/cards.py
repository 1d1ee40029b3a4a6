"""Cards to vote with: told apart by letter and shape, and by the paper's colour where there is some."""

from dataclasses import dataclass
from string import ascii_uppercase

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Neither green and red, which would say right and wrong, nor a colour for a programme.
SHAPES = [
    (_("circle"), _("blue"), '<circle cx="50" cy="50" r="46"/>'),
    (_("square"), _("yellow"), '<path d="M6 6h88v88H6z"/>'),
    (_("triangle"), _("pink"), '<path d="M50 6 96 92H4z"/>'),
    (_("diamond"), _("orange"), '<path d="M50 3 97 50 50 97 3 50z"/>'),
    (_("cross"), _("light grey"), '<path d="M35 5h30v30h30v30H65v30H35V65H5V35h30z"/>'),
    (_("hexagon"), _("white"), '<path d="M27 8h46l24 42-24 42H27L3 50z"/>'),
]


@dataclass(frozen=True)
class Card:
    """``drawing`` is SVG in a square of 100, without a fill."""

    letter: str
    shape: Promise
    colour: Promise
    drawing: str


def cards_for(*, count):
    """The cards for so many options: two at least, six at the most."""
    shapes = SHAPES[: max(count, 2)]
    return [Card(letter, *shape) for letter, shape in zip(ascii_uppercase, shapes, strict=False)]
