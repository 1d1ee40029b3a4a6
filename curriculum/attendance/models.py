"""Sessions and what was counted in them. Nobody who came is a row here, only a number."""

import secrets
import uuid
from zoneinfo import ZoneInfo

import swapper
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from curriculum.learning.enums import State
from curriculum.learning.models import ADDRESS_ALPHABET

from .enums import (
    OPEN,
    Dimension,
    EntryKind,
    FacilitationRole,
    Form,
    Modality,
    SessionAudience,
    Status,
    TimeZone,
)
from .fields import AccommodationsField

PAGE_MODEL = swapper.get_model_name("wagtailcore", "Page")
REFERENCE_LENGTH = 6


def new_reference():
    """A short code that says nothing of a session, not even which came first."""
    return "".join(secrets.choice(ADDRESS_ALPHABET) for _ in range(REFERENCE_LENGTH)).upper()


class SessionQuerySet(models.QuerySet):
    def held(self):
        return self.filter(status=Status.HELD)

    def in_period(self, period):
        """Sessions whose local day lies in a ``ReportingPeriod``."""
        return self.filter(local_date__range=(period.starts_on, period.ends_on))

    def run_by(self, user):
        return self.filter(facilitations__user=user)

    def ahead(self):
        return self.filter(status=Status.PLANNED, starts_at__gt=timezone.now())

    def waiting(self):
        """Those that have begun or are over, and wait to be counted and closed."""
        return self.filter(status=Status.PLANNED, starts_at__lte=timezone.now())


class TrainingSession(models.Model):
    """One meeting of one partner, planned, held or not.

    ``local_date`` is the day on the wall calendar of the place, kept so that a
    session at 23:59 is reported on its own day. ``place`` is the exact place:
    for facilitators and coordinators alone, erased when the session is closed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    partner = models.ForeignKey(
        "curriculum_people.PartnerOrganisation",
        verbose_name=_("partner organisation"),
        on_delete=models.PROTECT,
        related_name="sessions",
    )
    form = models.CharField(_("form"), max_length=13, choices=Form, default=Form.TRAINING)
    audience = models.CharField(
        _("for whom"), max_length=10, choices=SessionAudience, default=SessionAudience.OPEN
    )
    modality = models.CharField(
        _("modality"), max_length=9, choices=Modality, default=Modality.IN_PERSON
    )
    language = models.CharField(_("language"), max_length=12, default="es-mx")
    sector = models.ForeignKey(
        "curriculum_learning.Sector",
        verbose_name=_("sector"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=3, choices=State)
    time_zone = models.CharField(_("clock"), max_length=24, choices=TimeZone)
    starts_at = models.DateTimeField(_("begins"))
    local_date = models.DateField(_("day"), editable=False)
    planned_minutes = models.PositiveSmallIntegerField(
        _("planned minutes"), validators=[MinValueValidator(5), MaxValueValidator(960)]
    )
    held_minutes = models.PositiveSmallIntegerField(
        _("minutes that it took"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(960)],
    )
    place = models.CharField(_("exact place"), max_length=200, blank=True)
    expected = models.PositiveSmallIntegerField(_("people expected"), null=True, blank=True)
    accommodations = AccommodationsField(_("offered so that all can come"))
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.PLANNED, editable=False
    )
    reason = models.CharField(_("reason"), max_length=250, blank=True, editable=False)
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Facilitation", related_name="+"
    )

    objects = ScopedManager(
        partner="partner", _manager_class=models.Manager.from_queryset(SessionQuerySet)
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_at", "reference"]
        indexes = [
            models.Index(fields=["partner", "status", "local_date"], name="session_of_partner")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.HELD) | Q(held_minutes__isnull=False, place=""),
                name="held_session_has_duration_and_no_place",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.POSTPONED, Status.CANCELLED, Status.SUSPENDED])
                | ~Q(reason=""),
                name="session_not_held_has_a_reason",
            ),
        ]

    def __str__(self):
        """A code that says nothing: it stands in logs and lists that others may see."""
        return self.reference

    def save(self, **kwargs):
        self.local_date = self.local_start.date()
        super().save(**kwargs)

    @property
    def local_start(self):
        """The start on the clock of the place."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def is_held(self):
        return self.status == Status.HELD

    @property
    def is_open(self):
        return self.status in OPEN

    @property
    def is_waiting(self):
        """Whether it has begun or is over, and waits to be counted and closed."""
        return self.status == Status.PLANNED and self.starts_at <= timezone.now()

    @property
    def title(self):
        """The modules' titles; a visit without one is called what it is."""
        titles = [taught.title for taught in self.modules.all()]
        return " · ".join(titles) or self.get_form_display()

    @property
    def quiet_title(self):
        """For screens that lie open: nothing of what is for women only."""
        return "" if self.is_women_only else self.title

    @property
    def is_women_only(self):
        return self.audience == SessionAudience.WOMEN_ONLY


class TaughtModule(models.Model):
    """A module of a session. ``snapshot`` is what was taught, frozen when the session is closed.

    The keys outlive the page: figures by programme need no page tree.
    """

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="modules")
    page = models.ForeignKey(PAGE_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    programme_key = models.UUIDField(null=True, db_index=True)
    locale = models.CharField(max_length=12)
    snapshot = models.ForeignKey(
        "curriculum_learning.ModuleSnapshot",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    sort_order = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(partner="session__partner")

    class Meta:
        verbose_name = _("module taught")
        verbose_name_plural = _("modules taught")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "translation_key"], name="module_once_a_session"
            )
        ]

    def __str__(self):
        return f"{self._meta.model_name} {self.pk}"

    @property
    def title(self):
        """As the page is called, or as it was when it was taught."""
        found = self.page or self.snapshot
        return found.title if found else _("A module that is gone")


class Facilitation(models.Model):
    """A member of staff who held a session, and how."""

    session = models.ForeignKey(
        TrainingSession, on_delete=models.CASCADE, related_name="facilitations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    role = models.CharField(
        _("role"), max_length=8, choices=FacilitationRole, default=FacilitationRole.LEAD
    )

    objects = ScopedManager(partner="session__partner")

    class Meta:
        verbose_name = _("facilitation")
        verbose_name_plural = _("facilitations")
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="facilitator_once_a_session")
        ]

    def __str__(self):
        return f"{self._meta.model_name} {self.pk}"


class AppendOnlyQuerySet(models.QuerySet):
    """What was counted is kept: rows are added, and never changed or taken away."""

    def update(self, **kwargs):
        raise TypeError(f"{self.model.__name__} is append-only: add an entry that supersedes")

    def delete(self):
        raise TypeError(f"{self.model.__name__} is append-only: add an entry that supersedes")

    def bulk_update(self, objs, fields, batch_size=None):
        raise TypeError(f"{self.model.__name__} is append-only: add an entry that supersedes")


class TallyEntryQuerySet(AppendOnlyQuerySet):
    def folded(self, *keys):
        """``{*keys, dimension, value, count}`` rows, one for each value that was ever counted."""
        return self.order_by().values(*keys, "dimension", "value").annotate(count=Sum("delta"))


class TallyEntry(models.Model):
    """One thing that happened to a count. The current value is the sum of ``delta``.

    The primary key is made where the entry is made, so that the same entry may
    arrive twice and is kept once. ``undoes`` is the key of the entry taken
    back; not a relation, because it may arrive before that entry does. Both
    clocks are kept to the minute: an entry is one unknown person at a door.
    """

    id = models.UUIDField(primary_key=True)
    session = models.ForeignKey(
        TrainingSession, on_delete=models.PROTECT, related_name="entries", editable=False
    )
    kind = models.CharField(max_length=10, choices=EntryKind, default=EntryKind.COUNT)
    dimension = models.CharField(max_length=8, choices=Dimension)
    value = models.CharField(max_length=60)
    delta = models.IntegerField()
    undoes = models.UUIDField(null=True, unique=True)
    #: What stood there before, as shown to the person who corrected it.
    previous = models.IntegerField(null=True)
    reason = models.CharField(max_length=250, blank=True)
    captured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ScopedManager(
        partner="session__partner",
        _manager_class=models.Manager.from_queryset(TallyEntryQuerySet),
    )

    class Meta:
        verbose_name = _("tally entry")
        verbose_name_plural = _("tally entries")
        ordering = ["received_at", "captured_at", "pk"]
        indexes = [models.Index(fields=["session", "dimension", "value"], name="tally_of_session")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(delta=0) & Q(delta__range=(-10_000, 10_000)),
                name="tally_entry_changes_something",
            ),
            models.CheckConstraint(
                condition=Q(kind=EntryKind.UNDO, undoes__isnull=False)
                | (~Q(kind=EntryKind.UNDO) & Q(undoes__isnull=True)),
                name="tally_undo_names_its_entry",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.CORRECTION)
                | (~Q(reason="") & Q(previous__isnull=False)),
                name="tally_correction_has_a_reason",
            ),
        ]

    def __str__(self):
        return str(self.pk)[:8]

    def save(self, **kwargs):
        if not self._state.adding:
            raise TypeError("TallyEntry is append-only: add an entry that supersedes")
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, **kwargs):
        raise TypeError("TallyEntry is append-only: add an entry that supersedes")


class TallyConflict(models.Model):
    """An entry that came with the key of another one. Kept, shown, decided by a person."""

    class Decision(models.TextChoices):
        OPEN = "open", _("To be decided")
        COUNTED = "counted", _("Counted as well")
        SET_ASIDE = "set_aside", _("Set aside")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="conflicts")
    entry_id = models.UUIDField()
    dimension = models.CharField(max_length=8, choices=Dimension)
    value = models.CharField(max_length=60)
    delta = models.IntegerField()
    undoes = models.UUIDField(null=True)
    captured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    #: Digest of what came, so that a second sending is the same conflict.
    digest = models.CharField(max_length=64)
    decision = models.CharField(max_length=9, choices=Decision, default=Decision.OPEN)
    reason = models.CharField(max_length=250, blank=True)

    objects = ScopedManager(partner="session__partner")

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "entry_id", "digest"], name="one_conflict_a_content"
            ),
            models.CheckConstraint(
                condition=Q(decision="open") | ~Q(reason=""),
                name="decided_conflict_has_a_reason",
            ),
        ]

    def __str__(self):
        return str(self.pk)[:8]
