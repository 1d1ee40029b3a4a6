import uuid
from datetime import timedelta

from django.conf import settings as django_settings
from django.core.files.storage import InvalidStorageError, default_storage, storages
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..conf import settings
from .base import job_kinds


def private_storage():
    """Where results lie until they expire: never below a publicly served folder."""
    try:
        return storages[settings.PRIVATE_STORAGE]
    except InvalidStorageError:
        return default_storage


def result_path(job, filename):
    return f"jobs/{job.pk}/{filename}"


def upload_path(job, filename):
    """What somebody called a file on their own machine is not kept."""
    return f"jobs/{job.pk}/upload"


def default_expiry():
    return timezone.now() + timedelta(days=settings.JOBS_RESULT_DAYS)


class JobQuerySet(models.QuerySet):
    def of(self, user):
        """Only the person who started a job sees it."""
        return self.filter(started_by=user)

    def expired(self):
        return self.filter(expires_at__lt=timezone.now())

    def lost(self):
        """Running, but without a sign of life for too long: the worker died."""
        limit = timezone.now() - timedelta(minutes=settings.JOBS_STALE_MINUTES)
        return self.filter(status=Job.Status.RUNNING, heartbeat_at__lt=limit)


class Job(models.Model):
    """Something that takes longer than a request, which can be left and come back to."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Working")
        DONE = "done", pgettext_lazy("job", "Done")
        FAILED = "failed", _("Not done")
        CANCELLED = "cancelled", pgettext_lazy("job", "Cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    #: A file that the kind works on, deleted with the job.
    upload = models.FileField(storage=private_storage, upload_to=upload_path, blank=True)
    language = models.CharField(max_length=12)
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    failure = models.TextField(blank=True)
    result = models.FileField(storage=private_storage, upload_to=result_path, blank=True)
    outcome = models.JSONField(default=dict)
    started_by = models.ForeignKey(
        django_settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(default=default_expiry)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["started_by", "-created_at"], name="job_of_user")]

    def __str__(self):
        return f"{self.kind} {str(self.pk)[:8]}"

    @property
    def is_finished(self):
        return self.status in {self.Status.DONE, self.Status.FAILED, self.Status.CANCELLED}

    @property
    def can_be_retried(self):
        if self.kind not in job_kinds:
            return False
        if self.status == self.Status.DONE:
            return job_kinds.get(self.kind).has_left_out(self.outcome)
        return self.status in {self.Status.FAILED, self.Status.CANCELLED}

    @property
    def has_file(self):
        return bool(self.result) and self.result.storage.exists(self.result.name)

    @property
    def title(self):
        """What the kind calls itself; a job outlives a room that was taken out."""
        return job_kinds.get(self.kind).label if self.kind in job_kinds else self.kind

    @property
    def about(self):
        return job_kinds.get(self.kind).about(self.params) if self.kind in job_kinds else ""

    @property
    def outcome_template(self):
        return job_kinds.get(self.kind).outcome_template if self.kind in job_kinds else ""

    @property
    def percent(self):
        if self.status == self.Status.DONE:
            return 100
        return min(99, 100 * self.done // self.total) if self.total else 0


@receiver(post_delete, sender=Job)
def delete_files(sender, instance, **kwargs):
    """However a row goes, its files go with it, once that is certain."""
    for file in (instance.result, instance.upload):
        if file:
            transaction.on_commit(lambda file=file: file.storage.delete(file.name))
