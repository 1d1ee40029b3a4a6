"""What a room brings to have something reported."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field

from curriculum.registry import Registry


@dataclass(frozen=True)
class Fact:
    """A count at its finest grain. ``at`` is ``{dimension code: value code}``.

    A number of people that is zero stands for "nobody, but there could have been
    somebody"; where nobody could be, there is no fact.
    """

    at: dict
    count: int


class Dimension:
    """One way of breaking figures down. Registered in a room's ``indicators`` seam file.

    The facts of an indicator divide its total: each has one value in each dimension.
    """

    code = ""
    label = ""
    order = 100

    def labels(self, values):
        """``{value code: translated name}`` of those in ``values``, in order of display."""
        raise NotImplementedError


class Indicator:
    """One figure with its definition. Registered in a room's ``indicators`` seam file.

    ``gather`` is a function of a ``ReportingPeriod`` that fetches what the facts
    are made of, within the active partner scope; indicators that name the same
    function share what it fetched. ``counts_people`` puts the figure under
    disclosure control.
    """

    code = ""
    label = ""
    definition = ""
    unit = ""
    counting_rule = ""
    data_quality_note = ""
    counts_people = False
    #: Code of the indicator of whose people these are some; its facts have the same marks or more.
    part_of = ""
    #: Codes of the dimensions in which it is broken down.
    disaggregations = ()
    #: What a fact's count is divided by to be shown (minutes in an hour).
    scale = 1
    order = 100

    def gather(self, period):
        raise NotImplementedError

    def facts(self, gathered):
        """The ``Fact`` of each smallest group, as a list."""
        raise NotImplementedError

    def least(self, gathered):
        """Facts that anybody could know: at least so many people were there."""
        return []

    def warnings(self, gathered):
        """Sentences on what is missing in this very period's figures."""
        return []


@dataclass(frozen=True)
class ReportingUnit:
    """Whose figures one report holds. Figures of two units are never added up.

    ``scope`` makes a context manager, within which nothing else can be counted.
    """

    key: str = ""
    label: str = ""
    scope: Callable = field(default=nullcontext, compare=False)


class ReportingUnits:
    """Who answers for which figures. Registered in a room's ``reporting_units`` seam file."""

    code = ""

    def units(self, user):
        """Yield each ``ReportingUnit`` whose report ``user`` may see."""
        raise NotImplementedError


class Exporter:
    """One file that a report can be taken away as. Registered in ``exporters``.

    Yields tables; ``curriculum.tables`` alone knows the file formats.
    """

    code = ""
    label = ""
    extension = ""
    content_type = ""
    order = 100

    def export(self, report):
        """Bytes of the file for a report that disclosure control has already seen."""
        raise NotImplementedError


indicators = Registry("indicators")
dimensions = Registry()
exporters = Registry("exporters")
reporting_units = Registry("reporting_units")
