import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from curriculum.jobs.base import JobKind, JobResult, job_kinds
from curriculum.refusals import Refused


class Echo(JobKind):
    """Does what its parameters say."""

    code = "test-echo"
    label = "Echo"
    order = 999

    def run(self, *, job, progress):
        progress(1, 2, "halfway")
        if job.params.get("refuse"):
            raise Refused("no", "There is nothing to pack yet.")
        if job.params.get("crash"):
            raise ZeroDivisionError
        content = b"result"
        if job.upload:
            with job.upload.open() as upload:
                content = upload.read()
        outcome = {"n": 1, "left": job.params.get("left", 0)}
        return JobResult(filename="result.txt", content=content, outcome=outcome)

    def has_left_out(self, outcome):
        return bool(outcome.get("left"))


@pytest.fixture(autouse=True)
def echo():
    job_kinds.register(Echo)
    yield
    del job_kinds._entries["test-echo"]


@pytest.fixture
def make_staff(db):
    def make(name):
        user = get_user_model().objects.create_user(name, f"{name}@example.org", "word")
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        return user

    return make


@pytest.fixture
def staff(make_staff):
    return make_staff("staff")


@pytest.fixture
def browser(client, staff):
    client.force_login(staff)
    return client
