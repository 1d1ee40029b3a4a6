"""Starting, stopping and running jobs."""

import logging
from contextlib import nullcontext

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from ..refusals import Refused
from .base import Cancelled, job_kinds
from .housekeeping import tidy_up
from .models import Job

logger = logging.getLogger(__name__)


def start_job(*, kind, user, params=None, upload=None, language=None):
    """Queue a job of ``kind`` (a registered code) for ``user`` and return it.

    ``upload`` is a Django ``File`` that the job works on; it is deleted with
    the job. The work starts once the surrounding transaction has committed, so
    that a worker never looks for a row that is not there yet.
    """
    job_kinds.get(kind)
    tidy_up()
    job = Job(
        kind=kind,
        params=params or {},
        started_by=user,
        language=language or translation.get_language(),
    )
    if upload is not None:
        job.upload.save("upload", upload, save=False)
    job.save()
    transaction.on_commit(lambda: run_job.enqueue(str(job.pk)))
    return job


def cancel_job(*, job):
    """Ask a job to stop; it does so at its next report of progress."""
    Job.objects.filter(pk=job.pk, status__in=[Job.Status.QUEUED, Job.Status.RUNNING]).update(
        status=Job.Status.CANCELLED, finished_at=timezone.now()
    )


def retry_job(*, job):
    """Put a new job in the place of one that failed or was cancelled, and return it.

    A new row, so that a worker that still holds the old one finds it gone and
    stops; one that is done but left something out stays, with what came out.
    Refused while the job may still finish by itself.
    """
    with transaction.atomic():
        old = Job.objects.select_for_update().get(pk=job.pk)
        if not old.can_be_retried:
            raise Refused(
                "not-failed",
                _("Only a job that failed, was stopped or left something out starts again."),
            )
        with old.upload.open() if old.upload else nullcontext() as upload:
            new = start_job(
                kind=old.kind,
                user=old.started_by,
                params=old.params,
                upload=upload,
                language=old.language,
            )
        if old.status != Job.Status.DONE:
            old.delete()
    return new


@task(priority=50)  # somebody waits for it
def run_job(job_id):
    claimed = Job.objects.filter(pk=job_id, status=Job.Status.QUEUED).update(
        status=Job.Status.RUNNING, heartbeat_at=timezone.now()
    )
    if not claimed:
        return
    job = Job.objects.get(pk=job_id)
    with translation.override(job.language):
        try:
            result = job_kinds.get(job.kind).run(job=job, progress=_progress_of(job))
            _finish(job, result)
        except Cancelled:
            return
        except Refused as refusal:
            _fail(job, refusal.message)
        except Exception:
            logger.exception("job %s of kind %s failed", job.pk, job.kind)
            _fail(
                job,
                _(
                    "Something went wrong on our side. Try again; if it happens again, tell "
                    "whoever looks after this site, who finds the reason in the site's log."
                ),
            )


def _progress_of(job):
    def progress(done, total, message=""):
        updated = Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING).update(
            done=done, total=total, message=str(message)[:200], heartbeat_at=timezone.now()
        )
        if not updated:
            raise Cancelled

    return progress


def _fail(job, message):
    Job.objects.filter(pk=job.pk, status=Job.Status.RUNNING).update(
        status=Job.Status.FAILED, failure=message, finished_at=timezone.now()
    )


def _finish(job, result):
    """Keep the result. Work that was finished before it could be stopped counts as done."""
    try:
        job.refresh_from_db()
    except Job.DoesNotExist:
        return
    if result and result.content is not None:
        content = result.content
        if not isinstance(content, File):
            content = ContentFile(content)
        with content:
            job.result.save(result.filename, content, save=False)
    if result:
        job.outcome = result.outcome
    job.status = Job.Status.DONE
    job.done = job.total
    job.failure = ""
    job.finished_at = timezone.now()
    job.save(force_update=True)
