"""Partner organisations and their staff. Workers are never rows here."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from curriculum.learning.fields import StatesField

from .enums import PartnerKind, Role


class PartnerOrganisation(models.Model):
    """A union, worker centre or labour centre; owns a section of the page tree and a collection.

    Groups carry the permissions of its two roles. Made by
    ``domain.provisioning.provision_partner`` alone, in one transaction.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=PartnerKind)
    sectors = models.ManyToManyField(
        "curriculum_learning.Sector", verbose_name=_("sectors"), blank=True, related_name="+"
    )
    states = StatesField(_("states"))
    #: Translation key of its section: one page in each content locale.
    section_key = models.UUIDField(null=True, editable=False)
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    trainers = models.OneToOneField(
        "auth.Group", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    coordinators = models.OneToOneField(
        "auth.Group", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("partner organisation")
        verbose_name_plural = _("partner organisations")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """One member of staff in one partner. One role each: a coordinator may do all a trainer may."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="curriculum_memberships"
    )
    partner = models.ForeignKey(
        PartnerOrganisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=11, choices=Role)

    objects = ScopedManager(partner="partner")

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        constraints = [
            models.UniqueConstraint(fields=["user", "partner"], name="one_role_in_a_partner")
        ]

    def __str__(self):
        return f"{self.role} {self.pk}"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(used_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link with which one person may join a partner, once and for a short while.

    Only a digest of its secret is kept: who reads the database cannot join.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(
        PartnerOrganisation, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(_("role"), max_length=11, choices=Role, default=Role.TRAINER)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    objects = ScopedManager(
        partner="partner", _manager_class=models.Manager.from_queryset(InvitationQuerySet)
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.role} {str(self.pk)[:8]}"
