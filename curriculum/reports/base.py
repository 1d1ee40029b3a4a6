"""What a room brings to have something reported."""

from dataclasses import dataclass, field

from curriculum.registry import Registry


@dataclass(frozen=True)
class Breakdown:
    """Counts of one indicator by one dimension: ``{value code: count}``.

    ``labels`` gives each value's translated name. ``is_partition`` is true when
    the counts add up to the indicator's total.
    """

    dimension: str
    label: str
    counts: dict
    labels: dict = field(default_factory=dict)
    is_partition: bool = True


class Indicator:
    """One figure with its definition. Registered in a room's ``indicators`` seam file.

    ``counts_people`` puts it under disclosure control. ``compute`` sees only
    what the active partner scope shows.
    """

    code = ""
    label = ""
    definition = ""
    unit = ""
    counting_rule = ""
    data_quality_note = ""
    counts_people = False
    #: Codes of the dimensions in which it may be broken down, in order of display.
    disaggregations = ()
    order = 100

    def total(self, period):
        """The figure for one ``ReportingPeriod`` (a number in ``unit``)."""
        raise NotImplementedError

    def breakdown(self, period, dimension):
        """A ``Breakdown`` for one of ``disaggregations``."""
        raise NotImplementedError


class Exporter:
    """One file that a report can be taken away as. Registered in ``exporters``.

    Yields tables; ``curriculum.tables`` alone knows the file formats.
    """

    code = ""
    label = ""
    extension = ""
    content_type = ""

    def export(self, report):
        """Bytes of the file for a report that disclosure control has already seen."""
        raise NotImplementedError


indicators = Registry("indicators")
exporters = Registry("exporters")
