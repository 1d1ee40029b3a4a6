"""The pages around keeping: honest, quiet, and gone where the room is left out."""

import re

import pytest
from django.core.cache import cache
from django.template.defaultfilters import filesizeformat
from django.urls import clear_url_caches

from tests.factories import learning as make

from .packs import address_of, list_of, make_school, said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def tree():
    return make.make_tree(modules=1, lessons=1)


def test_programme_and_lesson_lead_to_it(client, tree):
    for page in (tree.programme, tree.lesson):
        assert f'href="{address_of(tree.programme)}"' in client.get(page.url).content.decode()


def test_a_site_without_this_room_offers_nothing_of_it(client, tree, settings):
    settings.ROOT_URLCONF = "tests.offline.without"
    clear_url_caches()

    for page in (tree.programme, tree.lesson):
        html = client.get(page.url).content.decode()
        assert "Guardar en este teléfono" not in html
        assert "manifest" not in html


def test_it_says_what_it_takes_up_before_anything_is_fetched(client):
    school = make_school()
    told = list_of(client, school.programme)["files"]
    sizes = [
        sum(f["bytes"] for f in told if (f["kind"] == "audio") is audio) for audio in (False, True)
    ]

    html = said(client.get(address_of(school.programme)).content.decode())

    without, recordings = (said(filesizeformat(size)) for size in sizes)
    assert f"{without}; con sus grabaciones, {recordings} más" in html
    assert "Quien use este teléfono puede verlo." in html


def test_titles_and_robots_are_quiet(client):
    tree = make.make_tree(
        modules=1, lessons=1, title="Entre nosotras", is_discreet=True, discreet_title="Confianza"
    )

    for address in (address_of(tree.programme), "/guardado/", "/salir/"):
        response = client.get(address)
        html = response.content.decode()
        [title] = re.findall(r"<title>(.*?)</title>", html)
        assert title in {"Guardar en este teléfono", "Cuaderno", "Notas"}
        assert "nosotras" not in html
        assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_another_language_has_the_same_programme(client):
    tree = make.make_tree(english=True, modules=1, lessons=1)
    english = tree.programme.get_translations().get().specific

    response = client.get(f"/en/keep/{tree.programme.short_code}/")

    assert response.url == address_of(english)
    assert client.get(response.url).status_code == 200
    assert client.get(f"/en/keep/{tree.programme.short_code}/pack.json").status_code == 404


def test_a_programme_in_one_language_is_kept_in_that_one(client, tree):
    assert client.get(f"/en/keep/{tree.programme.short_code}/").url == address_of(tree.programme)


def test_nothing_here_sets_a_cookie_or_varies_with_one(client, tree):
    rests = ("", "pack.json", "cuaderno.html")
    addresses = [address_of(tree.programme, rest) for rest in rests]

    for address in [*addresses, "/guardado/", "/salir/", "/sw.js", "/cuaderno.webmanifest"]:
        response = client.get(address)
        assert (response.status_code, dict(response.cookies)) == (200, {}), address
        assert "Cookie" not in response.get("Vary", "")


def test_worker_is_asked_for_anew_and_lets_the_admin_pass(client):
    response = client.get("/sw.js")

    assert response["Cache-Control"] == "no-cache"
    assert response["Content-Type"].startswith("text/javascript")
    assert 'const UNTOUCHED = ["/admin/"];' in response.content.decode()
    assert len(response.content) < 8_000


@pytest.mark.parametrize(
    ("address", "name", "start"),
    [
        ("/cuaderno.webmanifest", "Cuaderno", "/guardado/"),
        ("/en/notebook.webmanifest", "Notebook", "/en/kept/"),
    ],
)
def test_the_home_screen_shows_a_notebook(client, address, name, start):
    response = client.get(address)
    told = response.json()

    assert response["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["short_name"], told["start_url"]) == (name, name, start)
    assert (told["display"], told["scope"]) == ("standalone", "/")
    assert [icon["sizes"] for icon in told["icons"]] == ["192x192", "512x512"]


def test_notes_are_dull(client):
    html = client.get("/salir/").content.decode()

    assert said(html) == "Notas Notas Nota nueva"
    assert re.findall(r"<(?:a|script|link rel=\"stylesheet\")\b", html) == []
