"""Signing in and setting a new password: by mail, in the language of whoever stands there."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.factories.people import make_trainer

pytestmark = pytest.mark.django_db
PASSWORD = "tres nopales y un frasco"
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def ask(client, email):
    return client.post(reverse("wagtailadmin_password_reset"), {"email": email})


def test_new_password_is_set_by_mail(client):
    trainer = make_trainer(email="ana@example.org", password="antes")
    ask(client, "ana@example.org")
    (sent,) = mail.outbox

    form = client.get(LINK.search(sent.body)[1], follow=True)
    address = form.request["PATH_INFO"]
    done = client.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})

    trainer.refresh_from_db()
    assert (sent.to, done.status_code) == (["ana@example.org"], 302)
    assert trainer.check_password(PASSWORD)
    again = client.get(LINK.search(sent.body)[1], follow=True)
    assert not again.context["validlink"]


def test_link_names_the_configured_host_whatever_the_request_says(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.WAGTAILADMIN_BASE_URL = "https://cuaderno.example.org"
    make_trainer(email="ana@example.org", password="antes")

    client.post(
        reverse("wagtailadmin_password_reset"),
        {"email": "ana@example.org"},
        headers={"host": "evil.example.com"},
    )

    assert "https://cuaderno.example.org/" in mail.outbox[0].body
    assert "evil" not in mail.outbox[0].body


def test_answer_does_not_tell_whether_the_account_exists(client):
    make_trainer(email="ana@example.org", password="antes")

    known, unknown = (ask(client, f"{name}@example.org") for name in ("ana", "nadie"))

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1


def test_who_was_removed_gets_no_new_password(client):
    trainer = make_trainer(email="ana@example.org", password="antes")
    trainer.is_active = False
    trainer.save()

    ask(client, "ana@example.org")

    assert mail.outbox == []


@pytest.mark.parametrize(
    ("language", "words"), [("es-mx", "contraseña"), ("en", "reset your password")]
)
def test_mail_speaks_the_language_of_its_reader(client, language, words):
    trainer = make_trainer(email="ana@example.org", password="antes")
    UserProfile.objects.create(user=trainer, preferred_language=language)

    ask(client, "ana@example.org")

    assert words in mail.outbox[0].body


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("en-US,en;q=0.9", "en"), ("es-AR", "es-mx"), ("fr", "es-mx"), ("", "es-mx")],
)
@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_door_speaks_the_language_that_the_browser_asks_for(client, name, asked, spoken):
    answer = client.get(reverse(name), headers={"accept-language": asked})

    assert answer["Content-Language"] == spoken
    assert f'<html lang="{spoken}"' in answer.content.decode()


def test_who_is_signed_in_reads_the_language_that_they_chose(client):
    trainer = make_trainer()
    UserProfile.objects.create(user=trainer, preferred_language="es-mx")
    client.force_login(trainer)

    answer = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "en"})

    assert '<html lang="es-mx"' in answer.content.decode()
