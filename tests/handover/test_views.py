"""The button with progress: away, and in."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page

from curriculum.handover.domain.packing import pack
from curriculum.handover.domain.unpacking import open_package
from curriculum.jobs.models import Job

from ..factories import learning as make
from ..factories.people import make_coordinator, make_partner, make_superuser, make_trainer

pytestmark = pytest.mark.django_db

INDEX = "curriculum_handover_admin:index"


@pytest.fixture
def coordinator(client):
    user = make_coordinator()
    client.force_login(user)
    return user


@pytest.fixture
def operator(client):
    user = make_superuser()
    client.force_login(user)
    return user


def upload(client, data, run):
    with run(execute=True):
        response = client.post(reverse(INDEX), {"package": SimpleUploadedFile("my name.zip", data)})
    return Job.objects.get(pk=response["Location"].split("/")[-2])


def test_coordinator_carries_the_school_away(
    client, coordinator, django_capture_on_commit_callbacks
):
    make.make_lesson(title="Se va")

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("curriculum_handover_admin:export"))
    page = client.get(response["Location"]).content.decode()
    job = Job.objects.get()
    download = client.get(reverse("curriculum_jobs_admin:download", args=[job.pk]))

    assert job.status == "done", job.failure
    assert reverse("curriculum_jobs_admin:download", args=[job.pk]) in page
    assert download["Content-Disposition"].startswith('attachment; filename="curriculum-20')
    with open_package(BytesIO(b"".join(download))) as package:
        assert "Se va" in [r["title"] for r in package.records["learning.pages"].values()]


def test_coordinator_who_shares_the_site_may_not_bring_in_unless_she_is_given_the_permission(
    client, coordinator, package_bytes
):
    make_partner()
    html = client.get(reverse(INDEX)).content.decode()
    response = client.post(reverse(INDEX), {"package": SimpleUploadedFile("x.zip", package_bytes)})

    assert 'name="package"' not in html
    assert "<code>manage.py import_curriculum FILE</code>" in html
    assert response.status_code in {302, 403}
    assert not Job.objects.exists()

    coordinator.user_permissions.add(Permission.objects.get(codename="import_package"))
    assert 'name="package"' in client.get(reverse(INDEX)).content.decode()


def test_coordinator_of_the_only_partner_brings_in(
    client, coordinator, django_capture_on_commit_callbacks
):
    lesson = make.make_lesson(title="Como se llevó")
    package = BytesIO()
    pack(to=package)
    lesson.title = "Como está"
    lesson.save_revision().publish()

    plan = upload(client, package.getvalue(), django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("curriculum_handover_admin:confirm", args=[plan.pk]))
    job = Job.objects.get(kind="handover.import")

    assert job.status == "done", job.failure
    assert Page.objects.get(pk=lesson.pk).title == "Como se llevó"


def test_partner_that_came_meanwhile_stops_the_import(
    client, coordinator, package_bytes, django_capture_on_commit_callbacks
):
    plan = upload(client, package_bytes, django_capture_on_commit_callbacks)
    make_partner()

    response = client.post(reverse("curriculum_handover_admin:confirm", args=[plan.pk]))

    assert response.status_code in {302, 403}
    assert not Job.objects.filter(kind="handover.import").exists()


@pytest.mark.parametrize("name", ["index", "export"])
def test_trainer_has_no_business_here(client, name):
    client.force_login(make_trainer())
    url = reverse(f"curriculum_handover_admin:{name}")

    response = client.post(url) if name == "export" else client.get(url)

    assert response.status_code in {302, 403}
    assert not Job.objects.exists()


def test_package_is_looked_at_and_then_brought_in(
    client, operator, package_bytes, django_capture_on_commit_callbacks
):
    plan = upload(client, package_bytes, django_capture_on_commit_callbacks)
    page = client.get(reverse("curriculum_jobs_admin:job", args=[plan.pk])).content.decode()
    confirm = reverse("curriculum_handover_admin:confirm", args=[plan.pk])

    assert plan.status == "done", plan.failure
    assert confirm in page
    assert "Más tiempo para la ronda." in page
    assert "my name" not in plan.upload.name
    assert Page.objects.filter(depth__gt=2).count() == 0

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(confirm)
    job = Job.objects.get(kind="handover.import")

    assert job.status == "done", job.failure
    assert response["Location"] == reverse("curriculum_jobs_admin:job", args=[job.pk])
    assert client.get(response["Location"]).status_code == 200
    assert Page.objects.filter(depth__gt=2).count() == 14


def test_damaged_package_is_refused_with_a_reason(
    client, operator, package_bytes, django_capture_on_commit_callbacks
):
    plan = upload(client, package_bytes[:-1000], django_capture_on_commit_callbacks)
    page = client.get(reverse("curriculum_jobs_admin:job", args=[plan.pk])).content.decode()

    assert plan.status == "failed"
    assert plan.failure in page
    assert reverse("curriculum_handover_admin:confirm", args=[plan.pk]) not in page


def test_plan_of_somebody_else_cannot_be_confirmed(
    client, operator, package_bytes, django_capture_on_commit_callbacks
):
    plan = upload(client, package_bytes, django_capture_on_commit_callbacks)
    client.force_login(make_superuser())

    response = client.post(reverse("curriculum_handover_admin:confirm", args=[plan.pk]))

    assert response.status_code == 404


def test_upload_over_the_limit_is_refused_in_the_form(client, operator, settings):
    settings.CURRICULUM_HANDOVER_MAX_PACKAGE_MB = 0

    response = client.post(reverse(INDEX), {"package": SimpleUploadedFile("x.zip", b"x")})

    assert response.status_code == 200
    assert not Job.objects.exists()


def test_permission_that_went_since_stops_the_job(
    client, coordinator, django_capture_on_commit_callbacks
):
    make.make_lesson()
    with django_capture_on_commit_callbacks() as callbacks:
        client.post(reverse("curriculum_handover_admin:export"))
    coordinator.groups.clear()
    for callback in callbacks:
        callback()

    assert Job.objects.get().status == "failed"
