from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    TRAINER = "trainer", _("Trainer")
    COORDINATOR = "coordinator", _("Coordinator")


class PartnerKind(models.TextChoices):
    UNION = "union", _("Union")
    WORKER_CENTRE = "worker_centre", _("Worker centre")
    LABOUR_CENTRE = "labour_centre", _("Labour centre")
    OTHER = "other", _("Other organisation")
