from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from curriculum.learning.enums import State


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", pgettext_lazy("session", "Cancelled")
    SUSPENDED = "suspended", _("Suspended for safety")


#: Still to be held.
OPEN = (Status.PLANNED, Status.POSTPONED)


class SessionAudience(models.TextChoices):
    OPEN = "open", pgettext_lazy("session for whoever comes", "Open")
    LEADERS = "leaders", _("Leaders")
    WOMEN_ONLY = "women_only", _("Women only")


class Form(models.TextChoices):
    TRAINING = "training", _("Training")
    ACCOMPANIMENT = "accompaniment", _("Accompaniment")


class Modality(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    REMOTE = "remote", _("At a distance")
    HYBRID = "hybrid", _("Both at once")


class Accommodation(models.TextChoices):
    CHILDCARE = "childcare", _("Childcare")
    SIGN_LANGUAGE = "sign_language", _("Sign language")
    INTERPRETATION = "interpretation", _("Interpretation into another language")
    NIGHT_SHIFT = "night_shift", _("A time that suits the night shift")
    TRANSPORT = "transport", _("Transport")
    STEP_FREE = "step_free", _("A place without steps")
    LARGE_PRINT = "large_print", _("Large print")


class FacilitationRole(models.TextChoices):
    """In this order somebody learns to hold a session alone."""

    LEAD = "lead", _("Leads")
    CO = "co", _("Leads with another person")
    LEARNING = "learning", _("Learns by watching")


class Dimension(models.TextChoices):
    """What is counted. Arrivals give the total; every other dimension is one-way and optional."""

    ARRIVAL = "arrival", _("Arrivals")
    GENDER = "gender", _("Gender")
    AGE_BAND = "age_band", _("Age")
    SECTOR = "sector", _("Sector")
    ROLE = "role", pgettext_lazy("in a union", "Role")


class Arrival(models.TextChoices):
    """Who came: their sum is the session's total, so that first time never exceeds it."""

    RETURNING = "returning", _("had come before")
    FIRST_TIME = "first_time", _("first time")
    NOT_ASKED = "not_asked", _("not asked")


class Unspecified(models.TextChoices):
    """Legal values of every one-way tally."""

    PREFER_NOT = "prefer_not", _("Prefers not to say")
    NOT_ASKED = "not_asked", _("Not asked")


class Gender(models.TextChoices):
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    OTHER = "other", _("Another identity")


class AgeBand(models.TextChoices):
    TO_29 = "to_29", _("Up to 29 years")
    TO_44 = "30_to_44", _("From 30 to 44")
    FROM_45 = "from_45", _("45 or more")


class AttendeeRole(models.TextChoices):
    WORKER = "worker", _("Workers")
    DELEGATE = "delegate", _("Delegates")
    LEADER = "leader", _("Committee members")


class EntryKind(models.TextChoices):
    COUNT = "count", _("Counted")
    UNDO = "undo", _("Undone")
    TOTALS = "totals", _("Typed as a total")
    FILL = "fill", _("Filled in as not asked")
    CORRECTION = "correction", _("Corrected")


class TimeZone(models.TextChoices):
    """The clocks of Mexico. Since 2022 only the northern border still changes its own."""

    CENTRE = "America/Mexico_City", _("Centre")
    CANCUN = "America/Cancun", _("Quintana Roo")
    MAZATLAN = "America/Mazatlan", _("Pacific")
    HERMOSILLO = "America/Hermosillo", _("Sonora")
    TIJUANA = "America/Tijuana", _("Baja California")
    CIUDAD_JUAREZ = "America/Ciudad_Juarez", _("Ciudad Juárez and its valley")
    OJINAGA = "America/Ojinaga", _("Ojinaga")
    MATAMOROS = "America/Matamoros", _("Border of Coahuila, Nuevo León and Tamaulipas")
    BAHIA_BANDERAS = "America/Bahia_Banderas", _("Bahía de Banderas")


#: States whose clock differs from the centre's; some border towns differ from their state.
ZONE_OF_STATE = {
    State.BCN: TimeZone.TIJUANA,
    State.BCS: TimeZone.MAZATLAN,
    State.NAY: TimeZone.MAZATLAN,
    State.SIN: TimeZone.MAZATLAN,
    State.SON: TimeZone.HERMOSILLO,
    State.ROO: TimeZone.CANCUN,
}


def zone_of(state):
    """The ``TimeZone`` that most of a state keeps."""
    return ZONE_OF_STATE.get(state, TimeZone.CENTRE)
