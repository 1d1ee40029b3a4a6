from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from curriculum.people.domain.invitations import (
    accept_invitation,
    invite,
    open_invitation,
    withdraw_invitation,
)
from curriculum.people.enums import Role
from curriculum.people.models import Invitation, Membership
from curriculum.people.refusals import PeopleRefused
from tests.factories.people import make_coordinator, make_partner, make_user

pytestmark = pytest.mark.django_db
User = get_user_model()
PASSWORD = "un frasco de frijoles"
ANSWERS = {
    "username": "ana",
    "first_name": "A.",
    "email": "",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


def accept_url(token):
    return reverse("curriculum_people:accept", args=[token])


def test_coordinator_invites_and_the_link_is_shown_once(client):
    coordinator = make_coordinator()
    client.force_login(coordinator)

    answer = client.post(reverse("curriculum_people_admin:invite"), {"role": "trainer"})

    url = answer.context["url"]
    token = url.rstrip("/").rpartition("/")[2]
    assert open_invitation(token=token).role == Role.TRAINER
    assert "no-store" in answer["Cache-Control"]
    assert url not in client.get(reverse("curriculum_people_admin:invitations")).content.decode()


def test_database_keeps_no_token():
    _invitation, token = invite(partner=make_partner())

    (row,) = Invitation.objects.with_scopes_disabled().values()

    assert token not in str(row)


def test_invited_person_joins_and_is_signed_in(client):
    partner = make_partner()
    _invitation, token = invite(partner=partner, role=Role.TRAINER)

    answer = client.post(accept_url(token), ANSWERS)

    membership = Membership.objects.with_scopes_disabled().get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert (membership.user.username, membership.partner) == ("ana", partner)
    assert membership.user.check_password(PASSWORD)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize(("asked", "spoken"), [("en", "en"), ("es", "es-mx"), ("", "es-mx")])
def test_invited_person_is_greeted_in_their_language_and_works_in_it(client, asked, spoken):
    _invitation, token = invite(partner=make_partner())
    headers = {"accept-language": asked}
    assert client.get(accept_url(token), headers=headers)["Content-Language"] == spoken

    client.post(accept_url(token), ANSWERS, headers=headers)

    assert User.objects.get().wagtail_userprofile.preferred_language == spoken


def test_link_is_told_to_no_other_site(client):
    _invitation, token = invite(partner=make_partner())

    answer = client.get(accept_url(token))

    assert answer["Referrer-Policy"] == "same-origin"
    # Under "no-referrer" a browser would hide from ourselves where the form was sent from.
    assert 'content="no-referrer"' not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("end", ["used", "expired", "withdrawn", "made up"])
def test_invite_link_single_use_expires(client, end):
    invitation, token = invite(partner=make_partner())
    assert client.get(accept_url(token)).status_code == 200

    if end == "used":
        accept_invitation(token=token, user=User(username="b"), password=PASSWORD)
    elif end == "expired":
        invitation.expires_at = timezone.now() - timedelta(seconds=1)
        invitation.save()
    elif end == "withdrawn":
        withdraw_invitation(invitation=invitation)
    else:
        token = "made-up"

    assert client.get(accept_url(token)).status_code == 404
    assert client.post(accept_url(token), ANSWERS).status_code == 404
    assert not User.objects.filter(username="ana").exists()


def test_invitation_is_open_for_a_day():
    invitation, _token = invite(partner=make_partner())

    assert invitation.expires_at - invitation.created_at == pytest.approx(
        timedelta(hours=24), abs=timedelta(seconds=5)
    )


def test_second_acceptance_is_refused_and_makes_nobody():
    _invitation, token = invite(partner=make_partner())
    accept_invitation(token=token, user=User(username="a"), password=PASSWORD)

    with pytest.raises(PeopleRefused) as refusal:
        accept_invitation(token=token, user=User(username="b"), password=PASSWORD)

    assert refusal.value.code == "invitation-over"
    assert list(User.objects.values_list("username", flat=True)) == ["a"]


@pytest.mark.parametrize(
    "password",
    [
        "corto",
        "123456789012",
        "password1234",
        "ana-ana-ana",
        "sindicato2026",
        "Trabajadoras Unidas 26!",
        "contraseña-segura1"[:14],
        "AlianzaMinera2026",
    ],
)
def test_weak_password_is_refused_and_the_link_stays_good(client, password):
    _invitation, token = invite(partner=make_partner(name="Alianza Minera Azul"))
    answers = {**ANSWERS, "username": "ana-ana-an", "password1": password, "password2": password}

    answer = client.post(accept_url(token), answers)

    assert answer.context["form"].errors
    assert not User.objects.exists()
    assert open_invitation(token=token)


@pytest.mark.parametrize(
    "password", ["ñ" * 128, "seis 🌵 nopales verdes", "un sindicato come sandía"]
)
def test_long_and_unusual_password_is_taken_whole(client, password):
    _invitation, token = invite(partner=make_partner())

    client.post(accept_url(token), {**ANSWERS, "password1": password, "password2": password})

    user = User.objects.get()
    assert user.check_password(password)
    assert not user.check_password(password[:-1])


def test_name_that_is_taken_is_refused_and_the_link_stays_good(client):
    make_user(username="ana")
    _invitation, token = invite(partner=make_partner())

    answer = client.post(accept_url(token), ANSWERS)

    assert list(answer.context["form"].errors) == ["username"]
    assert open_invitation(token=token)


def test_mail_says_nothing_but_the_link(client):
    """Two invitations of two partners differ in their link alone."""
    bodies = set()
    for _number in range(2):
        client.force_login(make_coordinator())
        answer = client.post(
            reverse("curriculum_people_admin:invite"), {"role": "trainer", "email": "a@x.mx"}
        )
        sent = mail.outbox.pop()
        bodies.add((sent.subject, sent.body.replace(answer.context["url"], "")))

    assert len(bodies) == 1


def test_coordinator_cannot_invite_to_another_partner(client):
    partner, other = make_partner(), make_partner()
    client.force_login(make_coordinator(partner=partner))

    client.post(reverse("curriculum_people_admin:invite"), {"role": "trainer", "partner": other.pk})

    assert Invitation.objects.with_scopes_disabled().get().partner == partner


def test_coordinator_of_two_partners_chooses_among_those_two(client):
    partner, second, other = make_partner(), make_partner(), make_partner()
    user = make_coordinator(partner=partner)
    make_coordinator(partner=second, user=user)
    client.force_login(user)
    address = reverse("curriculum_people_admin:invite")

    offered = client.get(address).context["form"].fields["partner"].queryset
    answer = client.post(address, {"role": "trainer", "partner": other.pk})

    assert set(offered) == {partner, second}
    assert list(answer.context["form"].errors) == ["partner"]
    assert not Invitation.objects.with_scopes_disabled().exists()


def test_withdrawn_by_the_own_coordinator_only(client):
    partner = make_partner()
    invitation, token = invite(partner=partner)
    address = reverse("curriculum_people_admin:withdraw", args=[invitation.pk])
    client.force_login(make_coordinator())
    assert client.post(address).status_code == 404
    assert open_invitation(token=token)

    client.force_login(make_coordinator(partner=partner))
    client.get(address)
    client.post(address)

    assert open_invitation(token=token) is None
