"""What another partner's staff can reach, asked address by address."""

import pytest
from django.urls import reverse

from tests.factories.people import make_superuser

from . import crawl

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    # Wagtail leaves the temporary files of renditions to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def asking(client):
    client.raise_request_exception = False
    return client


def every_address(world):
    own = {"page": [world.own.draft.pk, world.own.module.pk], "image": [world.own.image.pk]}
    found = [
        asked
        for address in crawl.addresses(world.ids, own=own)
        for asked in crawl.queries(address, world.ids)
    ]
    return [*found, *crawl.bulk_addresses(world.ids)]


def found_by(client, world, method="get", **form):
    leaked, failed = {}, []
    for address in every_address(world):
        status, names = crawl.leaks(client, method, address, world.canaries, **form)
        if names:
            leaked[address] = names
        if status >= 500:
            failed.append(address)
    return leaked, failed


def test_admin_crawl_as_those_who_may_finds_every_canary(asking, world):
    """Proves that the crawl could find them: who runs the installation, and the other partner."""
    leaked = {}
    for user in (make_superuser(), world.other.coordinator):
        asking.force_login(user)
        leaked.update(found_by(asking, world)[0])

    assert set().union(*leaked.values()) == set(world.canaries)


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_admin_crawl_as_other_partner(asking, world, role, method):
    asking.force_login(getattr(world.own, role))
    form = crawl.forms(world.ids) if method == "post" else {}

    leaked, failed = found_by(asking, world, method, **form)

    assert leaked == {}
    assert "\n".join(failed) == ""
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
