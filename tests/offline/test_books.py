"""A programme as one file: everything inside, nothing outside, nothing for facilitators."""

import re
from collections import Counter

import pytest
from django.core.cache import cache

from tests.factories import learning as make

from .packs import address_of, make_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def book_of(client, programme):
    name = "cuaderno" if programme.locale.language_code == "es-mx" else "notebook"
    return client.get(address_of(programme, f"{name}.html"))


def test_it_is_a_file_with_a_quiet_name(client):
    tree = make.make_tree(
        english=True, modules=1, lessons=1, is_discreet=True, discreet_title="Paz"
    )
    english = tree.programme.get_translations().get().specific

    for programme, name in ((tree.programme, "cuaderno"), (english, "notebook")):
        response = book_of(client, programme)
        wanted = f'attachment; filename="{name}-{programme.short_code}.html"'
        assert response["Content-Disposition"] == wanted
        assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_a_file_that_has_not_changed_is_not_sent_again(client):
    programme = make.make_tree(modules=1, lessons=1).programme
    first = book_of(client, programme)
    again = client.get(
        address_of(programme, "cuaderno.html"), headers={"If-None-Match": first["ETag"]}
    )

    assert (again.status_code, again.content) == (304, b"")
    make.publish(programme.get_descendants().last().specific)
    cache.clear()
    assert book_of(client, programme).content == first.content


def test_everything_is_inside(client, settings):
    settings.CURRICULUM_EXIT_URL = "https://clima.example/"
    school = make_school()
    make.make_term()
    make.make_help_contact()

    html = book_of(client, school.programme).content.decode()

    assert re.findall(r"\bsrc=\"(?!data:image/)", html) == []
    assert re.findall(r"<(?:script|link|audio|video|source|track|iframe|form)\b", html) == []
    links = {re.sub("/sound/.*", "", href) for href in re.findall(r'href="([^"#][^"]*)"', html)}
    assert links == {"https://clima.example/", settings.WAGTAILADMIN_BASE_URL}
    assert "default-src 'none'; img-src data:" in html
    for words in (
        "va primero",
        "Lo que se dice.",
        "Una urna",
        "PROFEDET",
        "22 de noviembre de 2026",
    ):
        assert words in html
    assert "no sustituye la asesoría" in html


def test_nothing_for_facilitators_is_in_it(client):
    school = make_school()

    assert "SECRETO" not in book_of(client, school.programme).content.decode()


def test_every_reference_leads_to_one_place(client):
    tree = make.make_tree(modules=2, lessons=2)
    make.make_term()

    html = book_of(client, tree.programme).content.decode()

    ids = Counter(re.findall(r'\bid="([^"]+)"', html))
    wanted = set(re.findall(r'(?:href="#|popovertarget="|labelledby=")([^"]+)"', html))
    assert [one for one, times in ids.items() if times > 1] == []
    assert wanted - set(ids) == set()
    assert html.count('class="term"') == 4


def test_links_between_lessons_stay_in_the_file(client):
    from wagtail.rich_text import RichText

    tree = make.make_tree(modules=1, lessons=1)
    link = f'<p><a linktype="page" id="{tree.lesson.pk}">La otra</a></p>'
    make.make_lesson(module=tree.module, body=[("text", RichText(link))])

    html = book_of(client, tree.programme).content.decode()

    assert re.search(r'<a href="#p\d+">La otra</a>', html)


def test_drafts_are_not_in_it(client):
    tree = make.make_tree(modules=1, lessons=1)
    make.make_lesson(module=tree.module, live=False, title="BORRADOR")

    assert "BORRADOR" not in book_of(client, tree.programme).content.decode()


def test_a_discreet_programme_never_says_its_name(client):
    tree = make.make_tree(
        modules=1,
        lessons=1,
        title="Entre nosotras",
        is_discreet=True,
        discreet_title="Confianza y cuidado",
    )

    html = book_of(client, tree.programme).content.decode()

    assert "<title>Confianza y cuidado</title>" in html
    assert "nosotras" not in html
