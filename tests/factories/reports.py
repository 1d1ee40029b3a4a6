"""Reporting periods."""

import datetime
from itertools import count

from curriculum.reports.models import ReportingPeriod

_numbers = count(1)


def make_period(**kwargs):
    """An open period, by default the whole of 2026."""
    defaults = {
        "name": f"Periodo {next(_numbers)}",
        "starts_on": datetime.date(2026, 1, 1),
        "ends_on": datetime.date(2026, 12, 31),
    }
    return ReportingPeriod.objects.create(**{**defaults, **kwargs})
