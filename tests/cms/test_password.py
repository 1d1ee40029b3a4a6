"""What Wagtail shows before a page or a document behind a password: ours, quiet, with the way out."""

import re

import pytest
from django.test import Client
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from tests.factories import learning as make
from tests.factories import media

pytestmark = pytest.mark.django_db
WORD = "maíz-azul"


@pytest.fixture
def lesson():
    lesson = make.make_tree(english=True, modules=1, lessons=1).lesson
    close(lesson)
    return lesson


def close(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password=WORD)


def sent(client, html, word):
    """The form as a browser sends it, to where it says."""
    [address] = re.findall(r'<form class="seek"[^>]* action="([^"]+)"', html)
    [back] = re.findall(r'name="return_url"[^>]* value="([^"]+)"', html)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    given = {"csrfmiddlewaretoken": token, "return_url": back, "password": word}
    return client.post(address, given)


def test_it_says_nothing_of_the_page_behind_it(client, lesson):
    response = client.get(lesson.url)
    html = response.content.decode()

    assert re.findall(r"<title>(.*?)</title>", html) == ["Contraseña"]
    assert lesson.title not in html
    assert lesson.url not in re.sub(r"<(?:a|link|input)\b[^>]*>", "", html)
    assert "data-exit" in html
    assert html.count("<main") == html.count("<h1") == 1
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert "no-store" in response["Cache-Control"]


def test_the_word_opens_the_page_and_another_does_not(lesson):
    client = Client(enforce_csrf_checks=True)
    asked = client.get(lesson.url).content.decode()

    refused = sent(client, asked, "ajena").content.decode()
    assert 'aria-invalid="true" aria-describedby="clave-error"' in refused
    assert 'id="clave-error"' in refused
    assert "ajena" not in refused

    opened = sent(client, refused, WORD)
    assert opened.url == lesson.url
    assert lesson.title in client.get(opened.url).content.decode()


def test_it_speaks_the_language_of_the_page(client, lesson):
    english = lesson.get_translations().get()
    close(english)

    html = client.get(english.url).content.decode()

    assert '<html lang="en">' in html
    assert "<title>Password</title>" in html


def test_a_document_asks_alike(client):
    recording = media.make_recording()
    CollectionViewRestriction.objects.create(
        collection=recording.collection, restriction_type="password", password=WORD
    )

    html = client.get(recording.url).content.decode()

    assert "<title>Contraseña</title>" in html
    assert "data-exit" in html
    assert recording.title not in html
    assert sent(client, html, WORD).url == recording.url
