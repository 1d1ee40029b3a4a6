from django.core.files.base import ContentFile

from curriculum.jobs.models import Job


def make_job(*, user, result=None, upload=None, **kwargs):
    job = Job(started_by=user, **{"kind": "test-echo", "language": "es-mx", **kwargs})
    if result is not None:
        job.result.save("result.txt", ContentFile(result), save=False)
    if upload is not None:
        job.upload.save("upload", ContentFile(upload), save=False)
    job.save()
    return job
