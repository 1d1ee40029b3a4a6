"""The report of one period: a value that disclosure control has already seen.

Screen, chart, CSV, XLSX and PDF are made from a ``Report`` alone, so they show
exactly the same figures.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from curriculum.privacy.domain.disclosure import default_threshold

from ..base import ReportingUnit, dimensions, indicators, reporting_units
from ..models import ReportingPeriod
from .disaggregation import HEADLINE, Measured, released


@dataclass(frozen=True)
class Figure:
    """``number`` is a whole number or a ``Decimal`` with one place; None when it is withheld."""

    number: object

    @property
    def is_withheld(self):
        return self.number is None


@dataclass(frozen=True)
class Definition:
    """What an indicator says of itself, in the language in which the report was made."""

    code: str
    label: str
    definition: str
    unit: str
    counting_rule: str
    data_quality_note: str
    counts_people: bool
    warnings: tuple


@dataclass(frozen=True)
class Row:
    """``figures`` stand in the order of the table's ``columns``."""

    label: str
    figures: tuple


@dataclass(frozen=True)
class Breakdown:
    """One dimension. ``columns`` are the ``Definition`` of each indicator that is broken down by it."""

    code: str
    label: str
    columns: tuple
    rows: tuple

    @property
    def has_withheld(self):
        return any(figure.is_withheld for row in self.rows for figure in row.figures)


@dataclass(frozen=True)
class Report:
    """``headlines`` are ``(Definition, Figure)`` pairs."""

    period: ReportingPeriod
    unit: ReportingUnit
    headlines: tuple
    breakdowns: tuple
    threshold: int

    @property
    def is_empty(self):
        return not any(figure.number != 0 for _definition, figure in self.headlines)

    @property
    def is_provisional(self):
        return not self.period.is_closed

    @property
    def has_withheld(self):
        return any(figure.is_withheld for _definition, figure in self.headlines) or any(
            breakdown.has_withheld for breakdown in self.breakdowns
        )

    @property
    def warnings(self):
        return [text for definition, _figure in self.headlines for text in definition.warnings]


def units_for(user):
    """The ``ReportingUnit`` list whose reports ``user`` may see.

    Where no room divides the installation, there is one unit: all of it.
    """
    if not len(reporting_units):
        return [ReportingUnit()]
    return [unit for room in reporting_units for unit in room.units(user)]


def build_report(*, period, unit):
    """The ``Report`` of one ``ReportingPeriod`` and one ``ReportingUnit``.

    Takes the queries of the indicators, whatever the number of sessions.
    """
    with unit.scope():
        gathered = list(_gathered(period))
        all_measured = [
            Measured(indicator, indicator.facts(found), indicator.least(found))
            for indicator, found in gathered
        ]
        definitions = {i.code: _definition(i, found) for i, found in gathered}
        threshold = default_threshold()
        amounts = released(all_measured, threshold=threshold)
        figures = {
            key: Figure(_shown(amount, indicators.get(key[0]).scale))
            for key, amount in amounts.items()
        }
        return Report(
            period=period,
            unit=unit,
            headlines=tuple((d, figures[code, *HEADLINE]) for code, d in definitions.items()),
            breakdowns=tuple(_breakdowns(figures, definitions)),
            threshold=threshold,
        )


def _gathered(period):
    """``(indicator, what it is measured on)`` pairs; a shared ``gather`` is called once."""
    found = {}
    for indicator in indicators:
        if indicator.gather not in found:
            found[indicator.gather] = indicator.gather(period)
        yield indicator, found[indicator.gather]


def _definition(indicator, gathered):
    return Definition(
        code=indicator.code,
        label=str(indicator.label),
        definition=str(indicator.definition),
        unit=str(indicator.unit),
        counting_rule=str(indicator.counting_rule),
        data_quality_note=str(indicator.data_quality_note),
        counts_people=indicator.counts_people,
        warnings=tuple(str(text) for text in indicator.warnings(gathered)),
    )


def _shown(amount, scale):
    if amount is None or scale == 1:
        return amount
    return (Decimal(amount) / scale).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _breakdowns(figures, definitions):
    for dimension in dimensions:
        columns = [c for c in definitions if dimension.code in indicators.get(c).disaggregations]
        values = {value for _code, where, value in figures if where == dimension.code}
        labels = dimension.labels(values)
        rows = [
            Row(str(label), tuple(figures[code, dimension.code, value] for code in columns))
            for value, label in labels.items()
            if value in values
        ]
        if rows:
            yield Breakdown(
                code=dimension.code,
                label=str(dimension.label),
                columns=tuple(definitions[code] for code in columns),
                rows=tuple(rows),
            )
