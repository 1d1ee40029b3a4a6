"""The home page, and what stands at the root of the reference site."""

import gzip
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.defaults import server_error

from curriculum.learning.domain import addresses
from tests.factories import learning as make

pytestmark = pytest.mark.django_db


def html_of(client, path="/", status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def addresses_in(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    return [place.text.removeprefix("http://testserver") for place in found]


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_fresh_install_says_what_to_do(client, path):
    html = html_of(client, path)

    assert "<h1>" in html
    assert 'class="strip"' in html
    assert 'class="card"' not in html
    assert '<ul class="news">' not in html


def test_home_shows_listed_programmes_and_the_newest_lessons(client):
    tree = make.make_tree(modules=1, lessons=2, title="Conoce tus derechos")
    make.make_help_contact(name="PROFEDET")

    html = html_of(client)

    assert f'<a href="{tree.programme.get_url()}">Conoce tus' in html
    assert [re.search(rf'href="{page.get_url()}"', html) is not None for page in tree.lessons] == [
        True,
        True,
    ]
    assert "PROFEDET" in html


def test_home_shows_a_listed_discreet_programme_by_its_discreet_words_alone(client):
    tree = make.make_tree(
        modules=1,
        lessons=1,
        title="SECRETO-T",
        summary="SECRETO-R",
        access="women_only",
        is_discreet=True,
        discreet_title="Confianza y cuidado",
        discreet_summary="Reunirse y prepararse.",
    )

    html = html_of(client)

    assert "Confianza y cuidado" in html
    assert "Reunirse y prepararse." in html
    assert "SECRETO" not in html
    assert tree.lesson.title not in html


def test_home_prefers_a_programmes_short_words(client):
    make.make_tree(
        modules=1,
        lessons=1,
        title="Conoce tus derechos: la reforma laboral",
        discreet_title="Conoce",
        discreet_summary="En breve.",
    )

    html = html_of(client)

    assert ">Conoce</a>" in html
    assert "<p>En breve.</p>" in html
    assert "reforma laboral" not in html


def test_home_shows_the_newest_three_of_each_kind_and_the_way_to_all(client):
    lesson = make.make_tree(modules=1, lessons=1).lesson
    wins = [make.make_win(lessons=[lesson]) for _number in range(4)]
    brief = make.make_brief(lessons=[lesson])
    make.make_brief(lessons=[lesson], title="Sin lista", listing="unlisted")

    html = html_of(client)

    assert [f'href="{page.url}"' in html for page in wins] == [False, True, True, True]
    assert f'href="{brief.url}"' in html
    assert "Sin lista" not in html
    assert 'href="/logros/"' in html
    assert 'href="/investigaciones/"' in html


def test_unlisted_programme_is_read_by_its_link_and_found_nowhere(client):
    tree = make.make_tree(modules=1, lessons=1, title="Programa aparte", access="women_only")
    assert "Programa aparte" in html_of(client)
    assert tree.lesson.get_url() in addresses_in(client)

    tree.programme.is_listed = False
    make.publish(tree.programme)

    assert html_of(client, tree.lesson.get_url())
    for path in ("/", tree.section.get_url()):
        assert "Programa aparte" not in html_of(client, path)
        assert tree.lesson.title not in html_of(client, path)
    assert addresses_in(client) == ["/", "/en/"]


def test_home_costs_the_same_at_one_programme_and_at_three(client):
    section = make.make_section()
    make.make_programme(section=section, modules=1, lessons=1)
    html_of(client)
    with CaptureQueriesContext(connection) as one:
        html_of(client)

    make.make_programme(section=section, modules=1, lessons=2)
    make.make_programme(section=section)
    with CaptureQueriesContext(connection) as three:
        html_of(client)

    assert len(three) == len(one)
    assert len(three) <= 20


def test_sitemap_lists_both_languages(client):
    tree = make.make_tree(english=True, modules=1, lessons=1)

    pages = [tree.programme, tree.module, tree.lesson]
    english = [page.get_translations().get() for page in pages]

    assert addresses_in(client) == ["/", "/en/", *(page.get_url() for page in [*pages, *english])]


def test_robots_names_no_private_path(client):
    make.make_tree(modules=1, lessons=1, is_listed=False, slug="aparte")

    text = html_of(client, "/robots.txt")

    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "aparte" not in text


@pytest.mark.parametrize(("path", "language"), [("/nada/", "es-MX"), ("/en/nothing/", "en")])
def test_missing_page_answers_in_the_language_of_its_address(client, path, language):
    html = html_of(client, path, status=404)

    assert f'<html lang="{language}">' in html
    assert 'class="btn btn--exit"' in html
    assert not client.cookies


def test_what_is_not_kept_ready_is_compressed_too(client):
    lesson = make.make_tree(modules=1, lessons=1).lesson
    code = addresses.code_of(page=lesson)

    for address, status in (("/nada/", 404), ("/buscar/", 200), (f"/l/{code}/qr/", 200)):
        plain = client.get(address)
        packed = client.get(address, headers={"Accept-Encoding": "gzip, br"})
        assert (packed.status_code, packed["Content-Encoding"]) == (status, "gzip"), address
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2
        assert "Accept-Encoding" in packed["Vary"]
    found = client.post("/buscar/", {"q": "voto"}, headers={"Accept-Encoding": "gzip"})
    assert found["Content-Encoding"] == "gzip"
    assert "csrfmiddlewaretoken" not in gzip.decompress(found.content).decode()


def test_missing_page_looks_the_same_where_debugging_is_on(client, settings):
    plain = html_of(client, "/nada/", status=404)
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "cms.middleware.NotFoundPageMiddleware"]

    assert html_of(Client(), "/nada/", status=404) == plain


def test_error_page_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))

    html = response.content.decode()
    assert response.status_code == 500
    assert "curriculum/web.css" in html
    assert "data-exit" in html
    assert 'lang="en"' in html
