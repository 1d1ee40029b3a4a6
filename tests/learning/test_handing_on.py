"""A page is handed on by its short address: scanned, copied or sent."""

import re
from urllib.parse import unquote

import pytest
from wagtail.models import PageViewRestriction

from curriculum.learning.domain import addresses
from tests.factories import learning as make

pytestmark = pytest.mark.django_db


def shared(client, page):
    code = addresses.code_of(page=page)
    return code, client.get(f"/l/{code}/qr/")


@pytest.mark.parametrize("name", ["programme", "module", "lesson"])
def test_every_public_page_leads_to_where_it_is_handed_on(client, name):
    page = getattr(make.make_tree(lessons=1), name)
    code = addresses.code_of(page=page)

    assert f'href="/l/{code}/qr/"' in client.get(page.url).content.decode()


def test_messages_hold_the_title_and_the_short_address_alone(client):
    lesson = make.make_lesson(title="El voto & yo")

    code, response = shared(client, lesson)

    html = response.content.decode()
    sent = re.findall(r'href="(?:sms:\?body|https://wa\.me/\?text)=([^"]+)"', html)
    assert [unquote(text) for text in sent] == [f"El voto & yo http://testserver/l/{code}/"] * 2
    assert f'data-share="http://testserver/l/{code}/" data-text="El voto &amp; yo" hidden' in html
    assert re.search(r'href="https://wa\.me[^"]*" rel="noreferrer noopener"', html)


def test_page_speaks_the_language_of_what_it_hands_on(client):
    english = make.translate(make.make_lesson())

    _code, response = shared(client, english)

    assert '<html lang="en">' in response.content.decode()
    assert response["Content-Language"] == "en"


def test_language_switch_hands_on_the_translation(client):
    lesson = make.make_lesson()
    other = addresses.code_of(page=make.translate(lesson))

    _code, response = shared(client, lesson)

    assert f'<a href="/l/{other}/qr/" lang="en" hreflang="en">' in response.content.decode()


def test_a_discreet_lesson_has_a_code_and_no_message(client):
    tree = make.make_tree(
        lessons=1, title="Entre nosotras", is_discreet=True, discreet_title="Cuaderno"
    )
    page = client.get(tree.lesson.url).content.decode()

    code, response = shared(client, tree.lesson)

    assert f'href="/l/{code}/qr/"' in page
    assert "mensaje" not in page
    html = response.content.decode()
    assert f"testserver/l/{code}/" in html
    assert '<svg class="qr"' in html
    for word in ("Entre nosotras", tree.lesson.title, "wa.me", "sms:", "data-share"):
        assert word not in html


def test_search_engines_are_asked_to_stay_away(client):
    _code, response = shared(client, make.make_lesson())

    assert 'content="noindex, nofollow"' in response.content.decode()


def test_what_was_withdrawn_is_gone_here_too(client):
    lesson = make.make_lesson()
    code = addresses.code_of(page=lesson)
    lesson.unpublish()

    assert client.get(f"/l/{code}/qr/").status_code == 410
    assert client.get("/l/nnnnnnnn/qr/").status_code == 404


def test_a_private_page_says_nothing_here(client):
    lesson = make.make_lesson(title="Secreta")
    PageViewRestriction.objects.create(page=lesson, restriction_type=PageViewRestriction.LOGIN)

    _code, response = shared(client, lesson)

    assert response.status_code == 302
    assert b"Secreta" not in response.content
