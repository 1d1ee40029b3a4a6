"""As on a site: outside of a transaction what was changed is told at once, and nothing waits for the next change.

Wagtail tells of a move when its transaction is through, and of a new address while it ends.
"""

import pytest

from tests.factories import learning as make

from .conftest import make_school

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.slow,
]


@pytest.fixture
def stale(client, settings):
    """``stale(school)``: the names of pages that are not as they would be made now."""

    def names(school):
        found = {name: client.get(url) for name, url in school.addresses.items()}
        settings.CURRICULUM_CACHING_SECONDS = 0
        fresh = {name: client.get(url) for name, url in school.addresses.items()}
        settings.CURRICULUM_CACHING_SECONDS = 3600
        return {name for name in found if found[name].content != fresh[name].content}

    return names


def test_every_change_is_told_at_once(stale):
    school = make_school()
    term = make.make_term(term="juicio", locale=school.pages["es:home"].locale)
    assert stale(school) == set()

    lesson = school.pages["es:LLR-1.1"]
    lesson.refresh_from_db()
    lesson.move(school.pages["es:LLR-2"], pos="last-child")
    assert stale(school) == set()

    module = school.pages["es:LLR-2"]
    module.refresh_from_db()
    module.slug = "otra-direccion"
    module.save_revision().publish()
    assert stale(school) == set()

    term.term = "palabras"
    term.save()
    assert stale(school) == set()
    term.delete()
    assert stale(school) == set()

    make.make_help_contact(locale=school.pages["es:home"].locale)
    assert stale(school) == set()

    first_of_next = school.pages["en:LLR-2.1"]
    first_of_next.refresh_from_db()
    first_of_next.unpublish()
    assert stale(school) == set()
