"""Programme, module and lesson as workers read them."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.rich_text import RichText

from curriculum.learning.blocks.base import for_facilitators
from curriculum.learning.domain import outline
from curriculum.pages.models import KeyMessage
from tests.factories import learning as make
from tests.factories import media

from .reading import Outside, assert_only_the_allowed_style, html_of

pytestmark = pytest.mark.django_db

#: About ten are Wagtail's way from the address to the page and its restrictions.
MOST_QUERIES = {"section": 12, "programme": 15, "module": 28, "lesson": 27}


@pytest.fixture
def tree():
    return make.make_tree(modules=1, lessons=1)


def pages_of(tree):
    return [tree.home, tree.section, tree.programme, tree.module, tree.lesson]


def test_every_page_answers_in_both_languages(client):
    tree = make.make_tree(english=True, modules=1, lessons=1)

    for page in pages_of(tree):
        english = page.get_translations().get()
        assert 'lang="es-MX"' in html_of(client, page)
        assert '<html lang="en">' in html_of(client, english)
        assert english.url.startswith("/en/")


def test_lessons_set_no_cookie(client, tree):
    for page in pages_of(tree):
        response = client.get(page.url)

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_pages_name_no_other_host_than_the_exit(client, tree, settings):
    settings.CURRICULUM_EXIT_URL = "https://clima.example/"

    for page in pages_of(tree):
        assert Outside(html_of(client, page)).addresses == ["https://clima.example/"]


def test_pages_hold_one_style_that_the_policy_names_and_no_script(client, tree, settings):
    table = {
        "columns": [{"type": "text", "heading": "Oficina"}],
        "rows": [{"values": ["Tribunal"]}],
        "caption": "Oficinas",
    }
    block = tree.lesson.body.stream_block.child_blocks["table"]
    lesson = make.make_lesson(module=tree.module, body=[("table", block.to_python(table))])

    for page in [*pages_of(tree), lesson]:
        assert_only_the_allowed_style(client.get(page.url))

    settings.CURRICULUM_INLINE_STYLE = False
    for page in [*pages_of(tree), lesson]:
        assert Outside(html_of(client, page)).inline == []


def test_exit_is_a_plain_link_without_referrer(client, tree, settings):
    settings.CURRICULUM_EXIT_URL = "https://clima.example/"

    html = html_of(client, tree.lesson)

    assert 'href="https://clima.example/" rel="noreferrer"' in html


def test_external_links_noreferrer(client):
    text = '<p><a href="https://www.gob.mx/profedet?a=1&amp;b=2">PROFEDET</a></p>'
    lesson = make.make_lesson(body=[("text", RichText(text))])

    html = html_of(client, lesson)

    link = (
        '<a href="https://www.gob.mx/profedet?a=1&amp;b=2" rel="noreferrer noopener">PROFEDET</a>'
    )
    assert link in html


def test_no_page_leads_to_an_address_with_a_query(client):
    tree = make.make_tree(english=True, modules=1, lessons=1)
    make.make_help_contact(states=["QUE"])
    seen, waiting = set(), [page.url for page in pages_of(tree)]

    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = client.get(address)
        html = response.content.decode() if response["Content-Type"][:9] == "text/html" else ""
        links = re.findall(r'(?:href|src|action)="(/[^"]*)"', html)
        assert [link for link in links if "?" in link] == []
        assert not response.cookies
        links = {
            link.partition("#")[0] for link in links if not link.startswith(("/static/", "/print/"))
        }
        waiting += [link for link in links if link not in seen and link not in waiting]

    assert {"/ayuda/", "/en/help/", "/privacidad/", f"{tree.module.url}comprueba/"} <= seen


def test_facilitator_blocks_never_reach_a_worker(client):
    body = [
        ("text", RichText("<p>PARA-TODAS</p>")),
        ("facilitator_note", {"text": RichText("<p>SECRETO-NOTA</p>")}),
        ("expected_answer", {"question": "SECRETO-P", "answer": RichText("<p>SECRETO-R</p>")}),
        ("risk", {"text": RichText("<p>SECRETO-RIESGO</p>")}),
    ]
    lesson = make.make_lesson(body=body)
    guide = "".join(child.render({}) for child in for_facilitators(lesson.body))
    assert guide.count("SECRETO") == 4

    html = html_of(client, lesson)

    assert "PARA-TODAS" in html
    assert "SECRETO" not in html


def test_plan_safety_and_accompaniment_stay_with_facilitators(client):
    module = make.make_module(
        session_plan=[
            make.make_plan_row(
                minutes=150,
                activity="SECRETO-PLAN",
                script=[(kind, f"SECRETO-{kind}") for kind in ("say", "ask", "do")],
            )
        ],
        contingencies=[make.make_contingency(condition="SECRETO-CASO", action="SECRETO-PLAN-B")],
        review_flags=[
            make.make_review_flag(text="SECRETO-AVISO", is_for_facilitators=True),
            make.make_review_flag(text="Aviso para todas."),
        ],
        safety_note="SECRETO-SEGURIDAD",
        accompaniment="SECRETO-ACOMPAÑAMIENTO",
        content_warning="Habla de despidos.",
    )
    lesson = make.make_lesson(module=module)
    (row,) = module.session_plan.all()
    written = [row.activity, *(cue.value for cue in row.script)]
    assert written == ["SECRETO-PLAN", "SECRETO-say", "SECRETO-ask", "SECRETO-do"]
    assert module.contingencies.get().action == "SECRETO-PLAN-B"

    for page in (module, lesson):
        html = html_of(client, page)
        assert "SECRETO" not in html
        assert "Habla de despidos." in html
    assert "Aviso para todas." in html_of(client, module)


def test_lesson_says_what_it_rests_on_and_what_is_unsure(client):
    colophon = make.make_colophon(legal_review="Nadie lo revisó. Primero, la lección WOM-2.3.")
    programme = make.make_programme(colophon=colophon)
    module = make.make_module(programme=programme)
    flag = make.make_review_flag(text="Cambia cada enero.")
    lesson = make.make_lesson(module=module, code="X-1.1", review_flags=[flag])
    make.make_open_point(text="Falta leer la sentencia.", lesson_codes=["X-1.1"])
    make.make_open_point(text="De otra lección.", lesson_codes=["X-9.9"])

    html = html_of(client, lesson)

    assert '<time datetime="2026-11-22">' in html
    assert "LFT, arts. 371 y 390 Bis" in html
    assert "Nadie lo revisó." in html
    assert "WOM-2.3" not in html
    assert "Cambia cada enero." in html
    assert "Falta leer la sentencia." in html
    assert "De otra lección." not in html


def test_content_without_colophon_counts_as_unreviewed(client):
    module = make.make_module()
    english = make.translate(module)

    assert "No labor lawyer has reviewed it yet." in html_of(client, english)


def test_module_shows_objectives_and_how_sure_its_messages_are(client):
    messages = [
        KeyMessage(text="Seguro", citations=["CPEUM:123-A-XXII Bis"]),
        KeyMessage(text="Por ver", citations=[], confidence="low"),
    ]
    english = make.translate(make.make_module(key_messages=messages))

    html = html_of(client, english)

    assert "Explicar tres cambios con palabras propias." in html
    assert "Constitution, art. 123-A, XXII Bis" in html
    assert html.count("still to be compared with the law") == 1


def test_neighbours_lead_across_modules(client):
    tree = make.make_tree(modules=0)
    for _number in range(2):
        make.make_module(programme=tree.programme, lessons=1, assessment_items=[])
    first, second = outline.contents(programme=tree.programme)

    html = html_of(client, first.lessons[0])
    assert 'rel="prev"' not in html
    assert f'href="{second.lessons[0].url}" rel="next"' in html
    assert f'href="{first.lessons[0].url}" rel="prev"' in html_of(client, second.lessons[0])


def test_a_modules_last_lesson_leads_to_its_questions_and_they_lead_on(client):
    tree = make.make_tree(modules=2, lessons=2)
    first, second = outline.contents(programme=tree.programme)
    questions = f"{tree.module.url}comprueba/"

    assert 'comprueba/" rel="next"' not in html_of(client, first.lessons[0])
    assert f'href="{questions}" rel="next"' in html_of(client, first.lessons[1])
    html = client.get(questions).content.decode()
    assert f'href="{first.lessons[1].url}" rel="prev"' in html
    assert f'href="{second.lessons[0].url}" rel="next"' in html


def test_draft_lessons_are_nowhere_to_be_found(client, tree):
    make.make_lesson(module=tree.module, live=False, title="BORRADOR")

    for page in (tree.programme, tree.module, tree.lesson):
        assert "BORRADOR" not in html_of(client, page)


def test_language_switch_stays_on_the_lesson(client, tree):
    english = make.translate(tree.lesson)

    html = html_of(client, tree.lesson)

    assert f'<link rel="alternate" hreflang="en" href="{english.url}">' in html
    assert f'<a href="{english.url}" lang="en" hreflang="en">English</a>' in html


def test_language_switch_offers_no_draft(client, tree):
    english = make.translate(tree.lesson)
    assert "English" in html_of(client, tree.lesson)

    english.unpublish()

    assert "English" not in html_of(client, tree.lesson)


def test_lesson_says_where_it_stands(client, tree):
    crumbs = re.search(r'<nav class="here".*?</nav>', html_of(client, tree.lesson), re.DOTALL)[0]

    above = [tree.home, tree.programme, tree.module]
    assert re.findall(r'href="([^"]+)"', crumbs) == [page.url for page in above]
    assert crumbs.count('aria-current="page"') == 1


@pytest.fixture
def discreet():
    return make.make_tree(
        modules=1,
        lessons=1,
        title="Entre nosotras",
        access="women_only",
        is_discreet=True,
        discreet_title="Confianza y cuidado",
    )


def test_titles_neutral(client, discreet):
    head = r"<title>(.*?)</title>.*?og:title\" content=\"(.*?)\""
    names = {}
    for page in (discreet.programme, discreet.module, discreet.lesson):
        found = re.search(head, html_of(client, page), re.DOTALL)
        names[type(page).__name__] = (found[1].strip(), found[2])

    assert names == {
        "ProgrammePage": ("Confianza y cuidado", "Confianza y cuidado"),
        "ModulePage": (discreet.module.neutral_title, discreet.module.neutral_title),
        "LessonPage": (discreet.lesson.neutral_title, discreet.lesson.neutral_title),
    }
    assert discreet.lesson.title not in names["LessonPage"]
    assert discreet.lesson.public_title == discreet.lesson.title


def test_neutral_titles_are_numbers_in_the_language_of_the_page(discreet):
    with override("es-mx"):
        module = make.translate(discreet.module)
        lesson = make.translate(discreet.lesson)

        assert (module.neutral_title, lesson.neutral_title) == ("Module 1", "Lesson 1.1")


def test_discreet_pages_never_name_their_programme(client, discreet):
    make.publish(discreet.programme)

    for page in (discreet.programme, discreet.module, discreet.lesson):
        assert "Entre nosotras" not in html_of(client, page)
        assert 'name="description"' not in html_of(client, page)


@pytest.mark.parametrize(
    ("switches", "is_closed"),
    [
        ({}, False),
        ({"is_listed": False}, True),
        ({"is_discreet": True, "discreet_title": "Cuaderno"}, True),
    ],
)
def test_robots_noindex_matrix(client, switches, is_closed):
    tree = make.make_tree(modules=1, lessons=1, **switches)

    for page in (tree.programme, tree.module, tree.lesson):
        assert ('content="noindex, nofollow"' in html_of(client, page)) is is_closed
        assert bool(page.get_sitemap_urls()) is not is_closed


def test_sheet_is_linked_where_the_room_of_handouts_is(client, tree):
    assert 'type="application/pdf"' in html_of(client, tree.lesson)
    assert 'type="application/pdf"' in html_of(client, tree.module)


def test_recording_is_within_reach_at_the_top(client, tree):
    body = [
        ("text", RichText("<p>Antes.</p>")),
        (
            "audio",
            {
                "title": "La lección, leída",
                "file": media.make_recording(),
                "transcript": RichText("<p>Hola.</p>"),
            },
        ),
    ]
    lesson = make.make_lesson(module=tree.module, body=body)

    html = html_of(client, lesson)

    place = re.search(r'href="#(escuchar-[^"]+)"', html)[1]
    assert f'<figure class="audio" id="{place}">' in html


@pytest.mark.parametrize("name", ["programme", "module", "lesson", "section"])
def test_a_page_costs_the_same_however_much_there_is(client, tree, name):
    make.make_lesson(module=tree.module)  # the last lesson of a module leads elsewhere
    page = getattr(tree, name)
    html_of(client, page)
    with CaptureQueriesContext(connection) as few:
        html_of(client, page)

    make.make_lesson(module=tree.module)
    make.make_module(programme=tree.programme, lessons=1)
    make.make_programme(section=tree.section)
    with CaptureQueriesContext(connection) as many:
        html_of(client, page)

    assert len(many) == len(few)
    assert len(many) <= MOST_QUERIES[name]


def test_first_visit_to_a_lesson_weighs_less_than_14_kb(client, tree):
    words = " ".join(["trabajadora"] * 400)
    lesson = make.make_lesson(module=tree.module, body=[("text", RichText(f"<p>{words}</p>"))])
    script = Path(finders.find("curriculum/reader.js")).read_bytes()

    html = html_of(client, lesson).encode()

    assert b'rel="stylesheet"' not in html
    assert sum(len(gzip.compress(part)) for part in [html, script]) < 14_000
