import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curriculum.jobs.models import Job

from ..factories.jobs import make_job


def url(name, job):
    return reverse(f"curriculum_jobs_admin:{name}", args=[job.pk])


def test_list_shows_only_my_jobs(browser, staff, make_staff):
    mine = make_job(user=staff)
    theirs = make_job(user=make_staff("other"))

    html = browser.get(reverse("curriculum_jobs_admin:index")).content.decode()

    assert url("job", mine) in html
    assert url("job", theirs) not in html


def test_list_costs_the_same_at_one_and_at_three(browser, staff):
    make_job(user=staff)
    browser.get(reverse("curriculum_jobs_admin:index"))
    counts = []
    for more in (0, 2):
        for _ in range(more):
            make_job(user=staff)
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("curriculum_jobs_admin:index"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["job", "status", "download"])
def test_somebody_elses_job_does_not_exist(browser, make_staff, name):
    theirs = make_job(user=make_staff("other"), status="done", result=b"secret")

    assert browser.get(url(name, theirs)).status_code == 404


@pytest.mark.parametrize("name", ["cancel", "retry"])
def test_somebody_elses_job_is_not_touched(browser, make_staff, name):
    theirs = make_job(user=make_staff("other"), status="queued")

    assert browser.post(url(name, theirs)).status_code == 404
    assert Job.objects.get().status == "queued"


def test_running_job_shows_its_progress_without_javascript_too(browser, staff):
    job = make_job(user=staff, status="running", done=3, total=12, message="Packing pictures")

    html = browser.get(url("job", job)).content.decode()

    assert 'value="25"' in html
    assert "Packing pictures" in html
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in html
    assert url("cancel", job) in html


def test_status_says_how_far_it_is(browser, staff):
    job = make_job(user=staff, status="running", done=1, total=3, message="Packing")

    response = browser.get(url("status", job))

    assert response.json() == {
        "status": "running",
        "label": str(Job.Status.RUNNING.label),
        "percent": 33,
        "message": "Packing",
        "finished": False,
    }
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_failed_job_says_why_and_offers_another_try(browser, staff):
    job = make_job(user=staff, status="failed", failure="The file is damaged.")

    html = browser.get(url("job", job)).content.decode()

    assert "The file is damaged." in html
    assert url("retry", job) in html


def test_download_is_private_and_neutral(browser, staff):
    job = make_job(user=staff, status="done", result=b"bytes", finished_at=timezone.now())

    response = browser.get(url("download", job))

    assert b"".join(response) == b"bytes"
    assert response["Content-Disposition"] == 'attachment; filename="result.txt"'
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_download_whose_file_is_gone_is_not_found(browser, staff):
    job = make_job(user=staff, status="done", result=b"bytes")
    job.result.storage.delete(job.result.name)

    assert browser.get(url("download", job)).status_code == 404
    assert browser.get(url("job", job)).status_code == 200


def test_cancel_and_retry_lead_back_to_the_job(browser, staff):
    job = make_job(user=staff, status="running")

    response = browser.post(url("cancel", job))
    assert response["Location"] == url("job", job)
    assert Job.objects.get().status == "cancelled"

    response = browser.post(url("retry", job))
    assert response["Location"] == url("job", Job.objects.get())
    assert Job.objects.get().status == "queued"


@pytest.mark.django_db
def test_jobs_are_for_staff(client):
    assert client.get(reverse("curriculum_jobs_admin:index")).status_code == 302
