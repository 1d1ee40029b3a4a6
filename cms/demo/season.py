"""A season of sessions that were never held: planned, counted and closed by the real verbs."""

import datetime
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from curriculum.attendance.domain.closing import close_session
from curriculum.attendance.domain.counting import first_time_counts, set_totals
from curriculum.attendance.domain.scheduling import (
    cancel_session,
    plan_session,
    postpone_session,
    suspend_session,
)
from curriculum.attendance.enums import (
    Accommodation,
    FacilitationRole,
    Form,
    SessionAudience,
    zone_of,
)
from curriculum.attendance.models import TrainingSession
from curriculum.knowledge.domain.debriefing import record_learning
from curriculum.learning.models import Sector, Theme
from curriculum.pages.models import ModulePage
from curriculum.people.domain.access import partner_scope
from curriculum.reports.models import ReportingPeriod

from .learnings import LEARNINGS

#: The same season on every machine: only its days move with today's.
SEED = 2019
#: Modules of the sessions that were held, oldest first: (code, sector, state, people who came).
HELD = (
    ("LLR-1", "aeroespacial", "QUE", 24),
    ("LLR-2", "aeroespacial", "QUE", 21),
    ("LLR-1", "mineria", "SLP", 17),
    ("LLR-3", "aeroespacial", "QUE", 19),
    ("WOM-1", "aeroespacial", "QUE", 12),
    ("LLR-2", "mineria", "SLP", 15),
    ("LLR-1", "centros_de_llamadas", "QUE", 9),
    ("CBA-1", "aeroespacial", "QUE", 16),
    ("LLR-4", "aeroespacial", "QUE", 18),
    ("WOM-2", "centros_de_llamadas", "QUE", 11),
    ("LLR-3", "mineria", "SLP", 14),
    ("CBA-2", "aeroespacial", "QUE", 15),
    ("LLR-5", "aeroespacial", "QUE", 20),
    ("LLR-1", "mineria", "ZAC", 3),
    ("CBA-1", "mineria", "SLP", 13),
    ("LLR-6", "aeroespacial", "QUE", 17),
    ("WOM-3", "aeroespacial", "QUE", 10),
    ("CBA-3", "aeroespacial", "QUE", 14),
    ("LLR-1", "aeroespacial", "QUE", 26),
    ("LLR-2", "centros_de_llamadas", "QUE", 12),
    ("CBA-4", "aeroespacial", "QUE", 12),
    ("WOM-4", "aeroespacial", "QUE", 9),
    ("LLR-2", "mineria", "SLP", 16),
    ("LLR-4", "mineria", "SLP", 13),
    ("CBA-5", "aeroespacial", "QUE", 11),
    ("LLR-3", "centros_de_llamadas", "QUE", 10),
    ("WOM-5", "centros_de_llamadas", "QUE", 8),
    ("CBA-6", "aeroespacial", "QUE", 13),
)
#: The other partner teaches the first one's modules.
HELD_BY_OTHERS = (
    ("LLR-1", "centros_de_llamadas", "CMX", 22),
    ("LLR-2", "centros_de_llamadas", "CMX", 18),
    ("CBA-1", "centros_de_llamadas", "CMX", 15),
    ("LLR-3", "centros_de_llamadas", "CMX", 16),
)
#: Days from today, and module, of what lies ahead.
AHEAD = ((2, "LLR-5"), (6, "WOM-2"), (11, "CBA-3"), (20, "LLR-6"))
DAYS_OF_SEASON = 290
DAYS_SINCE_LAST = 4


@dataclass
class Cast:
    """Who plans and holds the sessions of one partner."""

    lead: object
    co: object = None

    @property
    def partner(self):
        return self.lead.curriculum_memberships.get().partner

    @property
    def facilitators(self):
        both = {self.lead: FacilitationRole.LEAD}
        return both | {self.co: FacilitationRole.CO} if self.co else both


@transaction.atomic
def load_season():
    """Make the periods where there are none, and a partner's season where it has no session."""
    if not ReportingPeriod.objects.exists():
        _make_periods(timezone.localdate())
    users = {user.username: user for user in get_user_model().objects.all()}
    with partner_scope(users["trainer"]):
        if not TrainingSession.objects.exists():
            _Season(Cast(users["trainer"], users["coordinator"])).play()
    with partner_scope(users["other-trainer"]):
        if not TrainingSession.objects.exists():
            _Season(Cast(users["other-trainer"])).hold_all(HELD_BY_OTHERS)


def _make_periods(today):
    """The half-year in which today lies and the two before it."""
    year, half = today.year, 1 if today.month < 7 else 2
    for _ in range(3):
        first_month, last_day = (1, (6, 30)) if half == 1 else (7, (12, 31))
        ReportingPeriod.objects.create(
            name=f"{year}-{half}",
            starts_on=datetime.date(year, first_month, 1),
            ends_on=datetime.date(year, *last_day),
        )
        year, half = (year, 1) if half == 2 else (year - 1, 2)


class _Season:
    def __init__(self, cast):
        self.cast, self.partner = cast, cast.partner
        self.random = random.Random(SEED)  # noqa: S311
        self.locale = Locale.objects.get(language_code="es-mx")
        pages = ModulePage.objects.live().filter(locale=self.locale)
        self.modules = {page.code: page for page in pages}
        self.sectors = {s.code: s for s in Sector.objects.filter(locale=self.locale)}

    def play(self):
        held = self.hold_all(HELD)
        self._visit()
        self._look_ahead()
        self._fall_through()
        self._learn(held)

    def hold_all(self, rows):
        """Sessions that were counted and closed, a few days apart."""
        step = (DAYS_OF_SEASON - DAYS_SINCE_LAST) / max(len(rows) - 1, 1)
        return [
            self._hold(round(-DAYS_OF_SEASON + step * number), *row)
            for number, row in enumerate(rows)
        ]

    def _plan(self, days, code=None, *, state="QUE", sector=None, **details):
        women_only = bool(code) and code.startswith("WOM")
        return plan_session(
            partner=self.partner,
            by=self.cast.lead,
            facilitators=self.cast.facilitators,
            modules=[self.modules[code]] if code else [],
            starts_at=self._moment(days, state),
            state=state,
            sector=self.sectors.get(sector),
            audience=SessionAudience.WOMEN_ONLY if women_only else SessionAudience.OPEN,
            accommodations=[Accommodation.CHILDCARE] if women_only else [],
            **details,
        )

    def _moment(self, days, state):
        """Five in the afternoon on a working day, ten in the morning on a Saturday."""
        zone = ZoneInfo(zone_of(state))
        day = timezone.now().astimezone(zone).date() + datetime.timedelta(days=days)
        if day.weekday() == 6:
            day -= datetime.timedelta(days=1)
        hour = 10 if day.weekday() == 5 else 17
        return datetime.datetime.combine(day, datetime.time(hour), zone)

    def _hold(self, days, code, sector, state, total):
        session = self._plan(days, code, state=state, sector=sector, expected=total + 4)
        self._count(session, total, asked=True)
        minutes = session.planned_minutes + self.random.choice((-20, -10, 0, 0, 5, 15))
        return close_session(session=session, by=self.cast.lead, held_minutes=minutes)

    def _count(self, session, total, *, asked):
        first_time = round(total * self.random.uniform(0.3, 0.7))
        counts = first_time_counts(total=total, first_time=first_time)
        if session.is_women_only:
            counts["gender"] = {"women": total}
        elif asked:
            women = round(total * self.random.uniform(0.3, 0.6))
            other = 1 if total > 20 else 0
            counts["gender"] = {"women": women, "other": other, "men": total - women - other}
        set_totals(session=session, counts=counts, by=self.cast.lead)

    def _visit(self):
        """Accompaniment: short visits to a workplace, without a module."""
        for days, total in ((-130, 4), (-64, 3), (-19, 5)):
            session = self._plan(
                days, form=Form.ACCOMPANIMENT, sector="mineria", state="SLP", planned_minutes=20
            )
            self._count(session, total, asked=False)
            close_session(session=session, by=self.cast.lead, held_minutes=20)

    def _look_ahead(self):
        """Planned sessions, and one of yesterday that has been counted and waits to be closed."""
        for days, code in AHEAD:
            self._plan(
                days,
                code,
                sector="aeroespacial",
                place="Salón de la colonia, junto al mercado",
                expected=18,
            )
        waiting = self._plan(-1, "CBA-2", sector="aeroespacial", expected=16)
        self._count(waiting, 14, asked=True)

    def _fall_through(self):
        lead = self.cast.lead
        postponed = self._plan(4, "LLR-4", sector="mineria", state="SLP")
        postpone_session(session=postponed, by=lead, reason="Cambió el turno en la mina.")
        cancelled = self._plan(-33, "CBA-4", sector="aeroespacial")
        cancel_session(session=cancelled, by=lead, reason="Se inundó la calle del salón.")
        suspended = self._plan(-51, "LLR-3", sector="mineria", state="SLP")
        suspend_session(
            session=suspended, by=lead, reason="Personal de la empresa esperaba a la entrada."
        )

    def _learn(self, held):
        themes = {theme.code: theme for theme in Theme.objects.filter(locale=self.locale)}
        for session, (learned, would_change, codes) in zip(held[::2], LEARNINGS, strict=False):
            record_learning(
                session=session,
                by=self.cast.lead,
                learned=learned,
                would_change=would_change,
                themes=[themes[code] for code in codes],
            )
