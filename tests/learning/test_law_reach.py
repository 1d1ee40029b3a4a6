"""How far a change of the law reaches: which places of which pages, at the same cost for any number."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from curriculum.learning.domain import law_reach
from tests.factories.learning import make_change, make_legal_source, make_lesson, make_module
from tests.factories.media import make_picture
from tests.people.world import make_side

pytestmark = pytest.mark.django_db


def inspect(change):
    return reverse("wagtailsnippets_curriculum_learning_legalchange:inspect", args=[change.pk])


@pytest.fixture
def own():
    make_legal_source(code="LFT")
    return make_side("propia")


def told(page, change):
    places = law_reach.places_in(page=page, change=change)
    return [(str(place.label), place.excerpt, place.citations) for place in places]


def test_places_in_a_module_are_its_rows(own):
    assert told(own.module, make_change(locator="371")) == [
        ("Idea clave", "El voto es personal, libre y secreto.", ["LFT:371"]),
        ("Pregunta para comprobar", "¿Cómo se vota?", ["LFT:371"]),
    ]


def test_places_in_a_lesson_are_itself_and_the_blocks_that_cite():
    body = [
        ("text", "<p>Sin artículo.</p>"),
        (
            "key_message",
            {
                "text": "<p>Dura <b>un</b> año &amp; más.</p>",
                "citations": ["LFT:390 Bis", "LFT:371"],
            },
        ),
        ("key_message", {"text": "<p>De otra cosa.</p>", "citations": ["LFT:371"]}),
        ("legal_quotation", {"quotation": "Para celebrar…", "citation": "LFT:390 Bis"}),
    ]
    lesson = make_lesson(citations=["LFT:390 Bis", "LFT:358"], body=body)
    lesson.refresh_from_db()

    assert told(lesson, make_change(locator="390 Bis")) == [
        ("Lección", "", ["LFT:390 Bis"]),
        ("Idea clave", "Dura un año & más.", ["LFT:390 Bis"]),
        ("Cita de la ley", "Para celebrar…", ["LFT:390 Bis"]),
    ]


def test_a_change_names_the_places_of_each_page(client, own):
    change = make_change(locator="371")
    client.force_login(own.trainer)

    html = client.get(inspect(change)).content.decode()

    assert "El voto es personal, libre y secreto." in html
    assert "¿Cómo se vota?" in html


def test_what_a_change_touches_costs_the_same_for_one_and_for_three(client, own):
    change = make_change(locator="371")
    client.force_login(own.trainer)

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get(inspect(change)).status_code == 200
        return len(found)

    picture = {"image": make_picture(), "alternative_text": "Una urna", "caption": "", "credit": ""}
    programme = Page.objects.get(pk=own.module.pk).get_parent().specific
    queries()
    once = queries()
    for _number in range(2):
        module = make_module(programme=programme)
        make_lesson(module=module, citations=["LFT:371"], body=[("picture", picture)])

    assert queries() == once
