"""What happens to jobs that nobody comes back to."""

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Job


def tidy_up():
    """Fail the jobs whose worker died, delete the expired ones. Returns ``(lost, expired)``.

    Runs at the start of every job and from the command ``expire_jobs``.
    """
    return recover_jobs(), expire_jobs()


def recover_jobs():
    """Say of each job that lost its worker that it failed; returns how many there were."""
    return Job.objects.lost().update(
        status=Job.Status.FAILED,
        failure=_("The work was interrupted: the server was restarted or ran out of memory."),
        finished_at=timezone.now(),
    )


def expire_jobs():
    """Delete the jobs whose time is over, with their files; returns how many there were."""
    expired = list(Job.objects.expired())
    for job in expired:
        job.delete()
    return len(expired)
