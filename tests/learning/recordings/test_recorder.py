"""The editor records, and takes what telephones send."""

import re

import pytest
from django.urls import reverse

from tests.factories.people import make_partner, make_trainer

from .. import files
from .telephones import Document, bytes_of


@pytest.mark.django_db
def test_the_recorder_makes_a_document_of_what_was_recorded(admin_client, notes):
    data = {"file": files.upload(notes["browser.webm"], "recording.webm")}

    response = admin_client.post(reverse("curriculum_learning_admin:record"), data)

    document = Document.objects.get()
    assert response.json() == {
        "id": document.pk,
        "title": document.title,
        "edit_url": reverse("wagtaildocs:edit", args=[document.pk]),
    }
    assert document.file.name.endswith(".weba")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sent_as", "kept_as"),
    [
        ("whatsapp.ogg", "PTT-20261126-WA0003.opus", "ogg"),
        ("iphone.m4a", "Grabación nueva.m4a", "m4a"),
        ("android.3gp", "Voz 001.3gp", "m4a"),
        ("old.amr", "Voz 002.AMR", "amr"),
        ("browser.mp4", "audio.mp4", "m4a"),
    ],
)
def test_a_voice_note_is_taken_by_the_form_as_telephones_name_it(
    admin_client, converter, notes, name, sent_as, kept_as
):
    data = {"title": "Voto", "collection": 1, "file": files.upload(notes[name], sent_as)}

    response = admin_client.post(reverse("wagtaildocs:add"), data)

    assert response.status_code == 302, response.context["form"].errors
    document = Document.objects.get()
    assert re.fullmatch(rf"documents/[0-9a-f]{{32}}\.{kept_as}", document.file.name)
    assert files.SECRET.encode() not in bytes_of(document.file)


@pytest.mark.django_db
def test_the_recorder_says_why_it_takes_something_not(admin_client):
    data = {"file": files.upload(b"<html>", "recording.webm")}

    response = admin_client.post(reverse("curriculum_learning_admin:record"), data)

    assert response.status_code == 400
    assert response.json()["error"]
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_partners_recording_goes_into_its_own_collection_and_another_sees_nothing(client, notes):
    partner = make_partner()
    client.force_login(make_trainer(partner=partner))
    data = {"file": files.upload(notes["browser.webm"], "recording.webm")}

    answer = client.post(reverse("curriculum_learning_admin:record"), data)

    document = Document.objects.get(pk=answer.json()["id"])
    assert document.collection == partner.collection
    url = reverse("curriculum_learning_admin:recording_state", args=[document.pk])
    assert client.get(url).status_code == 200
    client.force_login(make_trainer())
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_who_may_not_add_documents_records_nothing(client, notes, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))
    data = {"file": files.upload(notes["browser.webm"], "recording.webm")}
    url = reverse("curriculum_learning_admin:record")

    assert client.post(url, data).status_code == 302
    assert not Document.objects.exists()
