"""Guessing a password is slow, and shuts out nobody else."""

import pytest
from django.contrib.auth import authenticate
from django.core.cache import cache
from django.urls import reverse

from curriculum.people.domain.tries import is_closed
from tests.factories.people import make_trainer

pytestmark = pytest.mark.django_db
PASSWORD = "un frasco de frijoles"
LOGIN = "wagtailadmin_login"


@pytest.fixture(autouse=True)
def forgotten():
    yield
    cache.clear()


@pytest.fixture
def trainer():
    return make_trainer(username="ana", password=PASSWORD)


def sign_in(client, name, password):
    return client.post(reverse(LOGIN), {"username": name, "password": password})


def fail(client, name, times):
    return [sign_in(client, name, f"mala {number}") for number in range(times)][-1]


def test_account_takes_no_password_after_five_failures_and_says_so(client, trainer):
    fail(client, "ana", 5)

    answer = sign_in(client, "ana", PASSWORD)

    assert answer.status_code == 200
    (error,) = answer.context["form"].errors.as_data()["__all__"]
    assert error.code == "too-many-tries"


def test_fourth_failure_still_leaves_a_try_and_success_begins_anew(client, trainer):
    fail(client, "ana", 4)
    assert sign_in(client, "ana", PASSWORD).status_code == 302
    client.logout()

    fail(client, "ana", 4)

    assert sign_in(client, "ana", PASSWORD).status_code == 302


def test_capitals_do_not_give_more_tries(client, trainer):
    for name in ("ana", "ANA", "Ana", "aNa", "anA"):
        fail(client, name, 1)

    assert is_closed(name="ana")


def test_wait_of_one_is_not_the_wait_of_another(client, trainer):
    """Locking one account out locks nobody else out."""
    make_trainer(username="berta", password=PASSWORD)
    fail(client, "ana", 9)

    assert sign_in(client, "berta", PASSWORD).status_code == 302


def test_account_that_does_not_exist_answers_like_one_that_does(client, trainer):
    texts = {
        name: [
            str(fail(client, name, 1).context["form"].non_field_errors()) for _number in range(6)
        ]
        for name in ("ana", "nadie")
    }

    assert texts["ana"] == texts["nadie"]


def test_it_opens_again_however_often_it_was_tried_meanwhile(client, trainer, settings):
    settings.CURRICULUM_PEOPLE_SIGN_IN_WAIT_MINUTES = 1 / 60
    fail(client, "ana", 5)
    settings.CURRICULUM_PEOPLE_SIGN_IN_WAIT_MINUTES = 15
    fail(client, "ana", 3)
    assert is_closed(name="ana")

    import time

    time.sleep(1.1)

    assert sign_in(client, "ana", PASSWORD).status_code == 302


def test_it_holds_for_every_way_in(rf, trainer):
    for _number in range(5):
        authenticate(rf.get("/"), username="ana", password="mala")

    assert authenticate(rf.get("/"), username="ana", password=PASSWORD) is None


def test_what_is_counted_names_nobody(client, trainer, settings, tmp_path):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path,
        }
    }
    fail(client, "ana", 2)

    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"ana" in path.read_bytes() or "ana" in path.name for path in kept)
