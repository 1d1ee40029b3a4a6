"""Wins and research as workers read them."""

import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.learning.domain import outline
from tests.factories import learning as make

from .reading import assert_only_the_allowed_style, html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """A win and a research brief beside one lesson, in both languages."""
    tree = make.make_tree(english=True, modules=1, lessons=1)
    sector = make.make_sector(name="Minería")
    win = make.make_win(
        section=tree.section, lessons=[tree.lesson], sector=sector, state="SLP", month=3
    )
    brief = make.make_brief(
        section=tree.section,
        lessons=[tree.lesson],
        full_text=[("link", "https://estudios.example/informe")],
    )
    return SimpleNamespace(
        tree=tree, win=win, brief=brief, english=[make.translate(win), make.translate(brief)]
    )


def test_a_win_says_what_changed_what_helped_and_where_no_closer_than_it_is_kept(client, told):
    html = html_of(client, told.win)

    assert "Ahora los turnos se avisan una semana antes." in html
    assert re.findall(r"<li><p>(.*?)</p></li>", html) == [
        "Hablar en grupo.",
        "Pedirlo por escrito.",
    ]
    assert "Minería" in html
    assert "San Luis Potosí" in html
    assert "marzo de 2025" in html
    assert f'href="{told.tree.lesson.url}"' in html


def test_research_says_what_it_means_how_it_was_done_and_where_it_is_whole(client, told):
    html = html_of(client, told.brief)

    for text in (
        "Pregunta a qué hora sí pueden.",
        "Son pocas personas.",
        "Centro de estudios, 2025",
    ):
        assert text in html
    assert 'href="https://estudios.example/informe" rel="noreferrer noopener"' in html


def test_stories_are_read_in_both_languages_without_cookie_or_script(client, told):
    for page, language in ((told.win, "es-MX"), (told.english[1], "en")):
        response = client.get(page.url)
        html = response.content.decode()

        assert f'<html lang="{language}">' in html
        assert 'hreflang="es-MX"' in html
        assert 'hreflang="en"' in html
        assert not response.cookies
        assert_only_the_allowed_style(response)


def test_stories_stand_at_the_foot_of_their_lesson_and_in_the_sitemap(client, told):
    html = html_of(client, told.tree.lesson)
    foot = html.partition('id="de-la-practica"')[2]

    assert re.findall(r'<span class="cite">.*?href="([^"]+)"', foot) == [
        told.brief.url,
        told.win.url,
    ]
    listed = [page.pk for page in outline.listed_pages()]
    assert {told.win.pk, told.brief.pk, *(page.pk for page in told.english)} <= set(listed)
    assert told.win.get_sitemap_urls()


def test_what_is_found_in_a_story_is_its_words_for_workers(told):
    win, brief = (" ".join(page.findable_texts()) for page in (told.win, told.brief))

    assert "turnos se avisan" in win
    assert "Pedirlo por escrito." in win
    assert "La hora no deja." in brief


@pytest.mark.parametrize(("path", "name"), [("/logros/", "win"), ("/investigaciones/", "brief")])
def test_all_stories_of_a_kind_are_listed_page_by_page(client, told, path, name):
    make_another = {"win": make.make_win, "brief": make.make_brief}[name]
    more = [make_another(section=told.tree.section, lessons=[told.tree.lesson]) for _n in range(10)]

    first, second = (client.get(address).content.decode() for address in (path, f"{path}2/"))

    assert all(page.url in first for page in more)
    assert getattr(told, name).url not in first
    assert getattr(told, name).url in second
    assert f'href="{path}2/" rel="next"' in first.replace(' class="btn btn--go"', "")
    assert [client.get(f"{path}{number}/").status_code for number in (0, 1, 3)] == [404, 404, 404]


@pytest.mark.parametrize("path", ["/logros/", "/investigaciones/", "/en/wins/", "/en/research/"])
def test_a_list_without_stories_says_what_to_do(client, path):
    html = client.get(path).content.decode()

    assert 'class="btn"' in html
    assert '<ul class="news">' not in html


def test_stories_cost_the_same_however_many_there_are(client, told):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    addresses = [told.win.url, told.brief.url, told.tree.lesson.url, "/logros/", "/"]
    few = [queries(address) for address in addresses]

    for _number in range(3):
        make.make_win(section=told.tree.section, lessons=[told.tree.lesson])
        make.make_brief(section=told.tree.section, lessons=[told.tree.lesson])

    assert [queries(address) for address in addresses] == few
    assert max(few) <= 35
