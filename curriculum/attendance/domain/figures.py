"""What was counted in a reporting period, in the smallest groups that a report may add up."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils import timezone

from ..enums import Arrival, Dimension, Gender, SessionAudience, Status, Unspecified
from ..models import TallyEntry, TaughtModule, TrainingSession

#: Marks of sessions that belong to several programmes, and of what nobody wrote down.
SEVERAL = "several"
NONE = "none"
GENDERS = [*Gender.values, *Unspecified.values]


@dataclass(frozen=True)
class Place:
    """What a session is known by in reports. ``women_only`` is never shown."""

    programme: str
    sector: str
    state: str
    women_only: bool

    @property
    def at(self):
        return {
            "programme": self.programme,
            "sector": self.sector,
            "state": self.state,
            "women_only": self.women_only,
        }


@dataclass
class Group:
    """The held sessions of one ``Place``, added up."""

    sessions: int = 0
    minutes: int = 0
    came: int = 0
    first_time: int = 0

    def __post_init__(self):
        self.genders = Counter()


@dataclass(frozen=True)
class PeriodFigures:
    """``groups`` is ``{Place: Group}``; the lists hold references of sessions."""

    groups: dict
    unclosed: list
    first_time_not_asked: int
    gender_not_asked: int


def figures_of(period):
    """The ``PeriodFigures`` of the sessions in scope, in four queries whatever their number."""
    held = list(
        TrainingSession.objects.held()
        .in_period(period)
        .order_by("pk")
        .values_list("pk", "sector__code", "state", "audience", "held_minutes")
    )
    programmes = _programmes(period)
    tallies = _tallies(period)
    groups, unasked = defaultdict(Group), Counter()
    for pk, sector, state, audience, minutes in held:
        place = Place(
            programme=programmes.get(pk, NONE),
            sector=sector or NONE,
            state=state,
            women_only=audience == SessionAudience.WOMEN_ONLY,
        )
        _add(groups[place], minutes, tallies[pk], unasked)
    return PeriodFigures(
        groups=dict(groups),
        unclosed=_unclosed(period),
        first_time_not_asked=unasked[Dimension.ARRIVAL],
        gender_not_asked=unasked[Dimension.GENDER],
    )


def _add(group, minutes, tally, unasked):
    arrivals, genders = tally[Dimension.ARRIVAL], tally[Dimension.GENDER]
    came = sum(arrivals.values())
    group.sessions += 1
    group.minutes += minutes
    group.came += came
    group.first_time += arrivals[Arrival.FIRST_TIME]
    group.genders.update(genders)
    # A tally that was never begun: everybody in it is "not asked".
    group.genders[Unspecified.NOT_ASKED] += came - sum(genders.values())
    unasked[Dimension.ARRIVAL] += arrivals[Arrival.NOT_ASKED] > 0
    unasked[Dimension.GENDER] += came > sum(genders.values()) - genders[Unspecified.NOT_ASKED]


def _programmes(period):
    """``{session: programme's translation key}``; ``SEVERAL`` where there are more than one."""
    rows = (
        TaughtModule.objects.filter(**_held_in(period), programme_key__isnull=False)
        .order_by()
        .values_list("session", "programme_key")
        .distinct()
    )
    found = {}
    for session, key in rows:
        found[session] = SEVERAL if session in found else str(key)
    return found


def _tallies(period):
    tallies = defaultdict(lambda: defaultdict(Counter))
    rows = TallyEntry.objects.filter(
        **_held_in(period), dimension__in=[Dimension.ARRIVAL, Dimension.GENDER]
    ).folded("session")
    for row in rows:
        tallies[row["session"]][row["dimension"]][row["value"]] = row["count"]
    return tallies


def _held_in(period):
    return {
        "session__status": Status.HELD,
        "session__local_date__range": (period.starts_on, period.ends_on),
    }


def _unclosed(period):
    """References of sessions whose day is over and which nobody has closed."""
    return list(
        TrainingSession.objects.in_period(period)
        .filter(status=Status.PLANNED, local_date__lt=timezone.localdate())
        .order_by("starts_at")
        .values_list("reference", flat=True)
    )
