"""What is kept beside pages: addresses, snapshots, what was imported, what became of recordings."""

import secrets
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.documents import get_document_model_string
from wagtail.models import Revision

from ..refusals import LearningRefused
from .base import PAGE_MODEL

#: No vowels and no look-alikes, so that an address neither spells a word nor is misread.
ADDRESS_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"


ADDRESS_LENGTH = 8


def new_address():
    return "".join(secrets.choice(ADDRESS_ALPHABET) for _ in range(ADDRESS_LENGTH))


class ShortAddress(models.Model):
    """A permanent random address. Never reused: paper must still work in ten years."""

    code = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    page = models.OneToOneField(PAGE_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    locale = models.CharField(max_length=12)
    created_on = models.DateField(auto_now_add=True)

    class Meta:
        verbose_name = _("short address")
        verbose_name_plural = _("short addresses")

    def __str__(self):
        return self.code


class ImportedRecord(models.Model):
    """What a content file brought last time, so that a person's edit since can be told from it.

    ``digest`` is that of what the file said. An imported page that a person has
    edited has another latest revision than ``revision``.
    """

    #: Translation key of the section in which a page stands; empty for what belongs to all.
    scope = models.CharField(max_length=36, blank=True)
    kind = models.CharField(max_length=60)
    code = models.CharField(max_length=120)
    locale = models.CharField(max_length=12, blank=True)
    translation_key = models.UUIDField(null=True)
    digest = models.CharField(max_length=64)
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "kind", "code", "locale"], name="imported_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.code} {self.locale}".strip()


class FrozenQuerySet(models.QuerySet):
    """Reads and creates; what stands is neither changed nor deleted."""

    def update(self, **kwargs):
        raise frozen()

    def delete(self):
        raise frozen()

    def bulk_update(self, *args, **kwargs):
        raise frozen()


def frozen():
    return LearningRefused("frozen", _("A snapshot is kept as it was. It can’t be changed."))


class ModuleSnapshot(models.Model):
    """What was published of a module, frozen: the module, its lessons in order and its items.

    Outlives the page and its revisions. ``data`` is what
    ``domain.snapshots.snapshot_data`` gave, ``digest`` the SHA-256 of its canonical JSON.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(PAGE_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    locale = models.CharField(max_length=12)
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    data = models.JSONField()
    taken_on = models.DateField()
    sequence = models.PositiveIntegerField()

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("module snapshot")
        verbose_name_plural = _("module snapshots")
        ordering = ["translation_key", "locale", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale", "sequence"],
                name="module_snapshot_sequence",
            )
        ]

    def __str__(self):
        return f"{self.code} {self.taken_on:%Y-%m-%d} {self.short_digest}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise frozen()

    @property
    def short_digest(self):
        return self.digest[:7]


class Recording(models.Model):
    """What became of a document with sound or film: its length, and its form for older telephones.

    ``document.file`` itself is the small one as soon as it is made. Written by ``domain.converting``.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Will be made smaller")
        WORKING = "working", _("Is being made smaller")
        DONE = "done", pgettext_lazy("recording", "Ready")
        AS_IT_IS = "as_it_is", _("Stays as it was sent: this server can’t make it smaller")
        FAILED = "failed", _("Could not be made smaller")

    document = models.OneToOneField(
        get_document_model_string(), on_delete=models.CASCADE, related_name="+"
    )
    #: The file of the document for which the rest holds.
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    #: Code of the refusal when it failed.
    reason = models.CharField(max_length=40, blank=True)
    seconds = models.PositiveIntegerField(null=True)
    fallback = models.FileField(upload_to="documents", blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def __str__(self):
        return f"{self.document_id} {self.state}"

    @property
    def is_busy(self):
        return self.state in {self.State.WAITING, self.State.WORKING}
