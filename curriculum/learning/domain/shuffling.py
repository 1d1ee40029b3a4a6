"""Forms A and B of a module's questions: the same ones, in an order in which neighbours cannot copy.

Form A keeps the curriculum's order, to which scripts and guides refer. In form
B other questions come first, and each question's options are turned by a
number of places that its translation key gives: the same on every printing and
in every language, and no option keeps its letter.
"""

from dataclasses import dataclass
from string import ascii_uppercase as LETTERS


@dataclass(frozen=True)
class Option:
    """``place`` is where the curriculum has it, from 0."""

    place: int
    letter: str
    text: str
    is_right: bool


@dataclass(frozen=True)
class Question:
    """An assessment item as it stands on a form: with its number there, and lettered options."""

    number: int
    item: object
    options: tuple

    @property
    def right(self):
        """Its correct ``Option``, or None while no option has that number."""
        return next((option for option in self.options if option.is_right), None)


@dataclass(frozen=True)
class Crossed:
    """One item on both forms."""

    a: Question
    b: Question

    @property
    def options(self):
        """``[(option on A, the same on B), …]`` in A's order."""
        on_b = {option.place: option for option in self.b.options}
        return [(option, on_b[option.place]) for option in self.a.options]


def form_a(items):
    """The ``Question``s of form A, of a list of assessment items."""
    return [Question(number, item, lettered(item)) for number, item in enumerate(items, start=1)]


def form_b(items):
    """Those of form B: the same items, none of several in the place that it has on A."""
    turned = _turned(items, len(items) // 2)
    return [
        Question(number, item, lettered(item, by=_places(item)))
        for number, item in enumerate(turned, start=1)
    ]


def crossed(items):
    """A ``Crossed`` for each item, in A's order."""
    on_b = {id(question.item): question for question in form_b(items)}
    return [Crossed(question, on_b[id(question.item)]) for question in form_a(items)]


def lettered(item, *, by=0):
    """The ``Option``s of an item with their letters, beginning with the one at place ``by``."""
    places = _turned(range(len(item.options)), by)
    return tuple(
        Option(place, letter, item.options[place], place + 1 == item.correct_option)
        for letter, place in zip(LETTERS, places, strict=False)
    )


def _places(item):
    """By how many places an item's options are turned: at least one, where there are several."""
    others = len(item.options) - 1
    return 1 + item.translation_key.int % others if others > 0 else 0


def _turned(values, by):
    values = list(values)
    return values[by:] + values[:by]
