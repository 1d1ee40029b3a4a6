"""What another partner's staff can reach, asked address by address."""

import pytest
from django.urls import reverse

from tests.factories.people import make_superuser

from . import crawl

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
]


@pytest.fixture
def asking(client):
    client.raise_request_exception = False
    return client


def every_address(world):
    own = {"page": [world.own.draft.pk, world.own.module.pk], "image": [world.own.image.pk]}
    yield from crawl.addresses(world.ids, own=own)
    yield from crawl.bulk_addresses(world.ids)


def asked_for(client, world, method="get", **form):
    """``(address, status, canaries)`` of each. Whoever is let in asks by word and by id as well."""
    waiting = list(every_address(world))
    for address in waiting:
        status, names = crawl.leaks(client, method, address, world.canaries, **form)
        yield address, status, names
        is_let_in = status == 200 or "chosen-multiple" in address
        if is_let_in and method == "get" and "?" not in address:
            waiting += crawl.queries(address, world.ids)


def test_admin_crawl_as_those_who_may_finds_every_canary(asking, world):
    """Proves that the crawl could find them: the other partner, and who runs the installation."""
    hidden = set(world.canaries)
    for user in (world.other.coordinator, make_superuser()):
        asking.force_login(user)
        for _address, _status, names in asked_for(asking, world):
            hidden -= names
            if not hidden:
                return

    assert hidden == set()


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_admin_crawl_as_other_partner(asking, world, role, method):
    asking.force_login(getattr(world.own, role))
    form = crawl.forms(world.ids) if method == "post" else {}

    found = list(asked_for(asking, world, method, **form))

    assert {address: names for address, _status, names in found if names} == {}
    assert [address for address, status, _names in found if status >= 500] == []
    assert asking.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_what_another_partner_has_answers_as_what_never_was(asking, world, role):
    """For every address of our rooms that names one thing: same status, same length."""
    asking.force_login(getattr(world.own, role))
    # Reporting periods and changes of the law are everybody’s.
    shared = {"curriculum_reports_admin", "wagtailsnippets_curriculum_learning_legalchange"}
    pairs = list(crawl.pairs(world.ids, but=shared))

    different = [
        theirs
        for theirs, never in pairs
        if crawl.answers(asking, theirs) != crawl.answers(asking, never)
    ]

    assert different == []
    assert len(pairs) > 50
