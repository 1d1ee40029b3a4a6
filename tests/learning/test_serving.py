"""Recordings in parts, as players ask for them: RFC 9110, sections 13 and 14."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from curriculum.learning.models import Recording
from curriculum.learning.serving import Unsatisfiable, part_of

from . import files

Document = get_document_model()
CONTENT = files.mp3()
BODY = CONTENT[CONTENT.index(b"\xff\xfb") : -128]
SIZE = len(BODY)
FALLBACK = b"for older telephones"

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return Document.objects.create(title="Voto", file=files.upload(CONTENT, "Juana.mp3"))


@pytest.fixture
def fallback(document):
    recording = Recording.objects.get(document=document)
    recording.fallback.save("0123abcd.m4a", ContentFile(FALLBACK))
    yield address(document, recording.fallback)
    recording.fallback.storage.delete(recording.fallback.name)


def address(document, file=None):
    name = (file or document.file).name.removeprefix("documents/")
    return reverse("curriculum_learning:recording", args=[document.pk, name])


def read(response):
    return response.getvalue()


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", (0, 0)),
        ("bytes=0-499", (0, 499)),
        ("bytes=500-999", (500, 999)),
        ("bytes=9500-", (9500, 9999)),
        ("bytes=-500", (9500, 9999)),
        ("bytes=-1", (9999, 9999)),
        ("bytes=-20000", (0, 9999)),
        ("bytes=0-20000", (0, 9999)),
        ("bytes=9999-9999", (9999, 9999)),
        ("Bytes=0-0", (0, 0)),
        # What is no range, or more than one, is not taken for one.
        ("bytes=0-0,5-9", None),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=0-0x", None),
        ("bytes=٣-٤", None),
        ("items=0-0", None),
        ("", None),
        (None, None),
    ],
)
def test_which_part_is_asked_for(header, part):
    assert part_of(header, 10000) == part


@pytest.mark.parametrize("header", ["bytes=10000-", "bytes=10000-10001", "bytes=-0", "bytes=0-0"])
def test_no_byte_beyond_the_end(header):
    with pytest.raises(Unsatisfiable):
        part_of(header, 0 if header == "bytes=0-0" else 10000)


def test_the_whole_says_that_parts_may_be_asked_for(client, document):
    response = client.get(address(document))

    assert (response.status_code, read(response)) == (200, BODY)
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == str(SIZE)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Last-Modified" not in response
    assert not response.cookies


def test_a_part(client, document):
    response = client.get(address(document), headers={"Range": "bytes=2-5"})

    assert (response.status_code, read(response)) == (206, BODY[2:6])
    assert response["Content-Range"] == f"bytes 2-5/{SIZE}"
    assert response["Content-Length"] == "4"
    assert response["Content-Type"] == "audio/mpeg"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_part_larger_than_a_piece_of_reading(client):
    content = bytes(range(256)) * 1024
    document = Document.objects.create(title="x", file=files.upload(files.wav(), "x.wav"))
    document.file.save("long.wav", ContentFile(content))
    document.save()

    response = client.get(address(document), headers={"Range": "bytes=1-200000"})

    assert read(response) == content[1:200001]


def test_beyond_the_end_nothing_is_sent_but_the_size(client, document):
    response = client.get(address(document), headers={"Range": f"bytes={SIZE}-"})

    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{SIZE}"


def test_several_parts_at_once_are_answered_with_everything(client, document):
    response = client.get(address(document), headers={"Range": "bytes=0-0,5-9"})

    assert (response.status_code, read(response)) == (200, BODY)


def test_a_part_only_if_it_is_still_the_same(client, document):
    etag = client.head(address(document))["ETag"]
    for condition, status in (
        (etag, 206),
        ('"other"', 200),
        (f"W/{etag}", 200),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 200),
    ):
        response = client.get(
            address(document), headers={"Range": "bytes=0-0", "If-Range": condition}
        )
        assert response.status_code == status, condition


def test_what_the_reader_has_is_not_sent_again(client, document):
    etag = client.head(address(document))["ETag"]

    response = client.get(address(document), headers={"If-None-Match": etag, "Range": "bytes=0-0"})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag


def test_the_head_says_what_getting_would(client, document):
    whole = client.head(address(document))
    part = client.head(address(document), headers={"Range": "bytes=0-9"})

    assert (whole.status_code, whole.content, whole["Content-Length"]) == (200, b"", str(SIZE))
    assert (part.status_code, part.content, part["Content-Length"]) == (206, b"", "10")


def test_another_name_of_the_same_document_leads_nowhere(client, document):
    assert client.get(address(document).replace(".mp3", ".ogg")).status_code == 404


def test_a_lost_file_leads_nowhere(client, document):
    document.file.storage.delete(document.file.name)

    assert client.get(address(document)).status_code == 404


def test_the_form_for_older_telephones_is_served_alike(client, document, fallback):
    response = client.get(fallback, headers={"Range": "bytes=4-8"})

    assert (response.status_code, read(response)) == (206, FALLBACK[4:9])
    assert response["Content-Type"] == "audio/mp4"
    assert client.get(fallback.replace("0123", "0124")).status_code == 404
    assert client.get(fallback.replace(f"/{document.pk}/", "/9999/")).status_code == 404
    assert client.post(fallback).status_code == 405


@pytest.mark.parametrize("header", [{}, {"Range": "bytes=0-0"}])
def test_what_is_private_stays_private_in_every_form_and_part(
    client, admin_client, document, fallback, header
):
    private = Collection.get_first_root_node().add_child(name="Private")
    restriction = CollectionViewRestriction.objects.create(
        collection=private, restriction_type="groups"
    )
    restriction.groups.add(Group.objects.create(name="Some"))
    for url in (address(document), fallback):
        assert client.get(url, headers=header).status_code in {200, 206}
    document.collection = private
    document.save()

    for url in (address(document), fallback):
        response = client.get(url, headers=header)
        assert response.status_code == 302, url
        assert "/_util/login/" in response["Location"]
        allowed = admin_client.get(url, headers=header)
        assert allowed.status_code in {200, 206}
        assert allowed["Cache-Control"] == "private, no-store"


def test_a_document_that_is_no_recording_is_not_served_in_parts(client):
    document = Document.objects.create(title="x", file=files.upload(b"%PDF", "x.pdf"))

    assert client.get(address(document)).status_code == 404


def test_nginx_sends_it_where_it_is_asked_to(client, document, fallback, settings):
    settings.CURRICULUM_LEARNING_ACCEL_PREFIX = "/kept/"

    response = client.get(address(document), headers={"Range": "bytes=0-0"})

    assert (response.status_code, response.content) == (200, b"")
    assert response["X-Accel-Redirect"] == f"/kept/{document.file.name}"
    assert response["Content-Type"] == "audio/mpeg"
    assert client.get(fallback)["X-Accel-Redirect"] == "/kept/documents/0123abcd.m4a"
