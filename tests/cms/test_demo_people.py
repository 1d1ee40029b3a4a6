"""The demo's three people can always sign in, and nobody's own password is touched."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django_scopes import scopes_disabled

from cms.demo.people import load_people
from curriculum.people.models import Membership
from tests.factories.people import make_partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return [make_partner(), make_partner()]


def load(partners):
    return {line.split()[0]: line.split()[-1] for line in load_people(partners)}


def test_three_people_in_two_partners_sign_in_with_what_was_printed(partners):
    printed = load(partners)

    with scopes_disabled():
        found = set(Membership.objects.values_list("user__username", "role", "partner__name"))
    assert found == {
        ("trainer", "trainer", partners[0].name),
        ("coordinator", "coordinator", partners[0].name),
        ("other-trainer", "trainer", partners[1].name),
    }
    assert all(authenticate(username=name, password=word) for name, word in printed.items())
    assert len(set(printed.values())) == 3


def test_the_same_passwords_are_printed_again(partners, tmp_path):
    assert load(partners) == load(partners)
    assert (tmp_path / "demo-passwords.json").stat().st_mode & 0o077 == 0


def test_a_password_of_their_own_is_neither_printed_nor_changed(partners):
    load(partners)
    user = get_user_model().objects.get(username="trainer")
    user.set_password("una frase que nadie más sabe")
    user.save()

    printed = " ".join(load_people(partners))

    assert "una frase que nadie más sabe" not in printed
    assert "trainer        (has a password of their own" in printed
    assert authenticate(username="trainer", password="una frase que nadie más sabe")
