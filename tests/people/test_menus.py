"""What each role is offered on arrival: nothing that is closed to it, nothing that is empty."""

import re

import pytest
from django.urls import reverse

from tests.factories.jobs import make_job
from tests.factories.people import make_coordinator, make_superuser, make_trainer

from .crawl import sidebar

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/admin/[^"#]*)"')


@pytest.fixture(
    params=[make_trainer, make_coordinator, make_superuser], ids=lambda make: make.__name__
)
def user(request, client):
    user = request.param()
    client.force_login(user)
    return user


def names(client):
    return [name for name, _url in sidebar(client)]


def test_every_item_of_the_menu_leads_somewhere(client, user):
    offered = [url for _name, url in sidebar(client) if url.startswith("/admin/")]

    assert len(offered) > 5
    assert {url: client.get(url).status_code for url in offered if "logout" not in url} == {
        url: 200 for url in offered if "logout" not in url
    }


def test_every_link_of_the_dashboard_leads_somewhere(client, user):
    body = client.get(reverse("wagtailadmin_home")).content.decode()
    links = {link for link in LINK.findall(body) if "logout" not in link}

    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_menu_follows_the_work(client):
    client.force_login(make_coordinator())
    work = [
        "explorer",
        "curriculum-sessions",
        "print",
        "curriculum-knowledge",
        "images",
        "documents",
        "reports",
        "curriculum-people",
        "curriculum-handover",
        "help",
    ]

    assert [name for name in names(client) if name in work] == work


def test_team_figures_and_package_are_for_coordinators(client):
    client.force_login(make_coordinator())
    theirs = {"curriculum-people", "curriculum-handover", "curriculum-report"}
    assert theirs <= set(names(client))

    client.force_login(make_trainer())

    assert not {*theirs, "settings"} & set(names(client))


def test_jobs_are_offered_once_there_is_one(client):
    user = make_coordinator()
    client.force_login(user)
    assert "curriculum-jobs" not in names(client)

    make_job(user=user)

    assert "curriculum-jobs" in names(client)


def test_staff_of_partners_are_not_sent_to_other_sites(client):
    client.force_login(make_trainer())

    body = client.get(reverse("wagtailadmin_home")).content.decode()

    assert re.findall(r"https?://(?:[\w-]+\.)*wagtail\.org[^\"]*", body) == []
