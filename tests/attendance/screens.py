"""Addresses, forms and states that the tests of the counting screens share."""

import json
import re

from django.test import Client
from django.urls import reverse
from django_scopes import scopes_disabled

from curriculum.attendance.domain.counting import tally_of
from curriculum.attendance.models import TallyConflict, TrainingSession
from tests.factories.attendance import make_entry, record


def address(name, thing):
    return reverse(f"curriculum_attendance_admin:{name}", args=[thing.pk])


def fresh(session):
    with scopes_disabled():
        return TrainingSession.objects.get(pk=session.pk)


def tally(session):
    with scopes_disabled():
        return tally_of(session=session)


def typed(session, **numbers):
    """A totals form as a browser sends it: what stands there, and what somebody changed."""
    with scopes_disabled():
        return {"seen": tally_of(session=session).stamp, **numbers}


def make_conflict(session):
    entry = make_entry()
    record(session, entry, make_entry(id=entry.id, value="first_time"))
    with scopes_disabled():
        return TallyConflict.objects.get(session=session)


def script_data(response, name):
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', response.text)
    return json.loads(found[1])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client
