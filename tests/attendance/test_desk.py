"""Who finds which session on the desk."""

import uuid

import pytest
from django.urls import reverse

from tests.factories.attendance import lead_of, make_session
from tests.factories.people import make_coordinator, make_trainer, make_user

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"curriculum_attendance_admin:{name}", args=args)


def test_lead_finds_the_session(client):
    session = make_session()
    client.force_login(lead_of(session))

    assert session.reference in client.get(address("index")).content.decode()
    assert client.get(address("session", session.pk)).status_code == 200


def test_other_partners_session_answers_as_one_that_never_was(client):
    session = make_session()
    client.force_login(make_coordinator())

    theirs = client.get(address("session", session.pk))
    never = client.get(address("session", uuid.uuid4()))

    assert (theirs.status_code, never.status_code) == (404, 404)
    assert session.reference not in client.get(address("index")).content.decode()


def test_staff_without_a_partner_find_no_sessions(client):
    session = make_session()
    client.force_login(make_user(is_staff=True))

    assert client.get(address("session", session.pk)).status_code in (302, 404)


def test_trainer_of_the_partner_finds_a_colleagues_session(client):
    session = make_session()
    client.force_login(make_trainer(partner=session.partner))

    assert client.get(address("session", session.pk)).status_code == 200
