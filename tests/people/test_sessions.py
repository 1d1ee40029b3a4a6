"""What a browser holds open, and when it closes."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.factories.people import make_coordinator, make_trainer

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "un frasco de frijoles", "tres nopales y un frasco"
HOME = "wagtailadmin_home"


@pytest.fixture
def trainer():
    return make_trainer(username="ana", password=PASSWORD)


def sign_in(client, **form):
    return client.post(
        reverse("wagtailadmin_login"), {"username": "ana", "password": PASSWORD, **form}
    )


def test_session_has_another_key_after_signing_in(client, trainer):
    """Who planted a session in somebody's browser is not let in with them."""
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key

    sign_in(client)

    assert client.session.session_key != planted
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert stranger.get(reverse(HOME)).status_code == 302


def test_signing_out_ends_the_session_on_the_server(client, trainer):
    sign_in(client)
    key = client.session.session_key

    client.post(reverse("wagtailadmin_logout"))

    assert not client.session.exists(key)


def test_new_password_ends_what_is_open(client, trainer):
    sign_in(client)
    assert client.get(reverse(HOME)).status_code == 200

    trainer.set_password(NEW)
    trainer.save()

    assert client.get(reverse(HOME)).status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        r"/\\evil.example",
        "https:evil.example",
        "/\t/evil.example",
    ],
)
def test_signing_in_leads_to_no_other_site(client, trainer, elsewhere):
    answer = sign_in(client, next=elsewhere)

    assert (answer.status_code, answer["Location"]) == (302, reverse(HOME))


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("curriculum_people_admin:invite", []),
        ("curriculum_people_admin:member", [1]),
        ("curriculum_people_admin:remove", [1]),
        ("wagtailadmin_login", []),
        ("curriculum_people:accept", ["made-up"]),
    ],
)
def test_form_of_another_site_is_refused(name, args):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_coordinator())

    assert client.post(reverse(name, args=args), {"role": "trainer"}).status_code == 403


def test_fresh_install_has_no_account(client):
    assert not get_user_model().objects.exists()
    assert sign_in(client, username="admin", password="admin").status_code == 200
