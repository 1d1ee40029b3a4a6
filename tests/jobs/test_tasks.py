import logging
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from curriculum.jobs.base import Cancelled, job_kinds
from curriculum.jobs.housekeeping import tidy_up
from curriculum.jobs.models import Job
from curriculum.jobs.tasks import cancel_job, retry_job, run_job, start_job
from curriculum.refusals import Refused

from ..factories.jobs import make_job

pytestmark = pytest.mark.django_db


def stored(job):
    job = Job.objects.get(pk=job.pk)
    return job.status, job.done, job.total, job.failure


def content_of(job):
    with job.result.open() as file:
        return file.read()


def test_job_runs_after_the_commit_and_keeps_its_result(staff, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = start_job(kind="test-echo", user=staff, upload=ContentFile(b"sent", name="my.zip"))
        assert stored(job) == ("queued", 0, 0, "")

    job.refresh_from_db()
    assert (job.status, job.percent, job.outcome) == ("done", 100, {"n": 1, "left": 0})
    assert content_of(job) == b"sent"
    assert job.upload.name == f"jobs/{job.pk}/upload"


def test_unknown_kind_is_refused(staff):
    with pytest.raises(KeyError):
        start_job(kind="no-such-kind", user=staff)


def test_refusal_is_shown_as_it_is(staff):
    job = make_job(user=staff, params={"refuse": True})

    run_job.call(str(job.pk))

    assert stored(job) == ("failed", 1, 2, "There is nothing to pack yet.")


def test_crash_is_logged_and_not_shown(staff, caplog):
    job = make_job(user=staff, params={"crash": True}, language="en")

    with caplog.at_level(logging.ERROR):
        run_job.call(str(job.pk))

    status, *_, failure = stored(job)
    assert status == "failed"
    assert "ZeroDivision" not in failure
    assert "ZeroDivisionError" in caplog.text


def test_cancelled_job_stops_at_its_next_report(staff, monkeypatch):
    job = make_job(user=staff)
    seen = []

    def run(*, job, progress):
        cancel_job(job=job)
        try:
            progress(1, 2)
        except Cancelled:
            seen.append("stopped")
            raise

    monkeypatch.setattr(job_kinds.get("test-echo"), "run", run)
    run_job.call(str(job.pk))

    assert seen == ["stopped"]
    assert stored(job) == ("cancelled", 0, 0, "")


def test_queued_job_that_was_cancelled_never_starts(staff):
    job = make_job(user=staff)
    cancel_job(job=job)

    run_job.call(str(job.pk))

    assert stored(job) == ("cancelled", 0, 0, "")


def test_work_done_before_it_could_be_stopped_counts_as_done(staff, monkeypatch):
    job = make_job(user=staff)
    monkeypatch.setattr(
        job_kinds.get("test-echo"), "run", lambda *, job, progress: cancel_job(job=job)
    )

    run_job.call(str(job.pk))

    assert stored(job) == ("done", 0, 0, "")


def test_retry_takes_the_place_of_the_failed_job(staff, django_capture_on_commit_callbacks):
    failed = make_job(user=staff, status="failed", failure="no", upload=b"sent")
    old_file = failed.upload.name

    with django_capture_on_commit_callbacks(execute=True):
        job = retry_job(job=failed)

    assert list(Job.objects.values_list("pk", "status")) == [(job.pk, "done")]
    assert content_of(Job.objects.get()) == b"sent"
    assert not job.upload.storage.exists(old_file)


def test_what_left_something_out_is_done_again_beside_what_came_out(staff):
    partly = make_job(user=staff, status="done", outcome={"n": 1, "left": 2}, params={"left": 2})

    job = retry_job(job=partly)

    assert set(Job.objects.values_list("pk", flat=True)) == {partly.pk, job.pk}
    assert job.params == {"left": 2}


@pytest.mark.parametrize("status", ["queued", "running", "done"])
def test_retry_of_a_job_that_did_not_fail_is_refused(staff, status):
    job = make_job(user=staff, status=status)

    with pytest.raises(Refused) as refused:
        retry_job(job=job)

    assert refused.value.code == "not-failed"


def test_job_whose_worker_died_fails_and_can_be_retried(staff):
    now = timezone.now()
    lost = make_job(user=staff, status="running", heartbeat_at=now - timedelta(minutes=16))
    alive = make_job(user=staff, status="running", heartbeat_at=now - timedelta(minutes=14))

    assert tidy_up() == (1, 0)

    lost.refresh_from_db()
    assert (lost.status, lost.can_be_retried) == ("failed", True)
    assert stored(alive)[0] == "running"


def test_expired_jobs_go_with_their_files(staff, capsys, django_capture_on_commit_callbacks):
    past = timezone.now() - timedelta(seconds=1)
    old = make_job(user=staff, status="done", result=b"r", upload=b"u", expires_at=past)
    young = make_job(user=staff, status="done", result=b"r")
    storage = old.result.storage
    assert storage.exists(old.result.name)
    assert storage.exists(old.upload.name)

    with django_capture_on_commit_callbacks(execute=True):
        call_command("expire_jobs")

    assert capsys.readouterr().out == "1 expired, 0 interrupted\n"
    assert list(Job.objects.all()) == [young]
    assert not storage.exists(old.result.name)
    assert not storage.exists(old.upload.name)
    assert storage.exists(young.result.name)


def test_starting_a_job_tidies_up_first(staff):
    make_job(user=staff, expires_at=timezone.now() - timedelta(seconds=1))

    job = start_job(kind="test-echo", user=staff)

    assert list(Job.objects.all()) == [job]
