"""A person's own account: choices that a browser understands, named as people name them."""

import pytest
from django.urls import reverse
from wagtail.admin.localization import get_available_admin_time_zones

from curriculum.attendance.enums import TimeZone

from ..factories.people import make_trainer

pytestmark = pytest.mark.django_db


def test_time_zones_are_those_of_mexico(client, settings):
    zones = get_available_admin_time_zones()
    client.force_login(make_trainer())

    html = client.get(reverse("wagtailadmin_account")).content.decode()

    assert sorted(zones) == sorted(TimeZone.values)
    assert [zone for zone in zones if f'value="{zone}"' not in html] == []
    assert 'value="localtime"' not in html


def test_language_has_its_accent(client):
    client.force_login(make_trainer())

    html = client.get(reverse("wagtailadmin_account")).content.decode()

    assert "español de México" in html
    assert "español de Mexico" not in html
