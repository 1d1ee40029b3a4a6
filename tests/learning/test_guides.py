"""What those who facilitate are given: the guide with its script, and the session plan alone."""

import re
import subprocess

import pytest

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import render, sheet_html
from curriculum.handouts.editions import Edition, Paper
from tests.factories.learning import (
    LearningObjective,
    make_contingency,
    make_module,
    make_plan_row,
    make_tree,
    translate,
)
from tests.handouts.pdfs import failed_rules, opened, structure_types, text_of

from .paper import FACILITATORS, assert_in_order, in_english, make_school

pytestmark = pytest.mark.django_db

GUIDE = documents.get("facilitator-guide")
PLAN = documents.get("session-plan")


@pytest.fixture
def school():
    return make_school()


def pages_of(pdf):
    """The text of each page, spaces folded."""
    out = subprocess.run(["pdftotext", "-q", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = out.stdout.decode().split("\f")[:-1]
    return [re.sub(r"\s+", " ", page) for page in pages]


def test_what_is_for_facilitators_is_in_the_guide(school):
    text = text_of(render(document=GUIDE, subject=school[0])).casefold()

    assert [where for where, word in FACILITATORS.items() if word not in text] == []


def test_the_guide_is_in_reading_order(school):
    text = text_of(render(document=GUIDE, subject=in_english(school[0])))

    assert_in_order(
        text,
        [
            "Before you begin",
            "Safety",
            "Content that can hurt",
            "Materials for the whole session",
            "Session plan",
            "Script",
            "canario-haz",
            "canario-di",
            "canario-pregunta-guion",
            "Expected answers",
            "If there is not enough time, or something fails",
            "canario-condición",
            "canario-acción",
            "Keep these activities: 75 minutes.",
            "Accompaniment",
            "After the session, in ten minutes",
            "What nobody has verified yet",
            "canario-aviso",
            "Annexes",
            "Lesson 1. Tres ideas",
            "canario-riesgo",
            "Lesson 2. El mapa",
            "Key messages",
            "This module on the web:",
        ],
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "es-mx",
            [
                "Al terminar, el grupo podrá: explicar tres cambios con palabras propias.",
                "Esta guía es para quien facilita. No la repartas.",
            ],
        ),
        (
            "en",
            [
                "At the end the group will be able to: explicar tres cambios con palabras propias.",
                "This guide is for whoever facilitates. Don’t hand it out.",
            ],
        ),
    ],
)
def test_the_cover_says_what_for_and_for_whom(school, language, said):
    module = school[0] if language == "es-mx" else in_english(school[0])

    cover, *_rest = pages_of(render(document=GUIDE, subject=module))

    assert_in_order(cover, ["1", "Palabras sencillas", *said])


@pytest.mark.parametrize(
    ("language", "legend", "labels"),
    [
        (
            "es-mx",
            "Lo que lleva <b>raya a la izquierda</b> se dice en voz alta",
            ["Haz", "Di", "Pregunta"],
        ),
        ("en", "What has a <b>bar at the left</b> is said aloud", ["Do", "Say", "Ask"]),
    ],
)
def test_each_cue_is_told_by_its_label(school, language, legend, labels):
    module = school[0] if language == "es-mx" else in_english(school[0])

    html = sheet_html(document=GUIDE, subject=module)

    assert legend in html
    cues = [("do", "canario-haz"), ("say", "canario-di"), ("ask", "canario-pregunta-guion")]
    for (kind, text), label in zip(cues, labels, strict=True):
        assert f'<div class="cue {kind}"><b>{label}</b><p>{text}</p></div>' in html


def test_an_activity_without_a_script_is_told_as_it_stands_in_the_plan():
    row = make_plan_row(script=[], facilitator_notes="Con calma.")
    module = translate(make_module(session_plan=[row]))

    html = sheet_html(document=GUIDE, subject=module)

    script = html[html.index('id="guion"') :]
    for label, text in (
        ("Do", "Ronda de bienvenida y conteo sin nombres."),
        ("Who", "Facilitación."),
        ("Note", "Con calma."),
    ):
        assert f'<div class="cue do"><b>{label}</b><p>{text}</p></div>' in script
    assert "is said aloud" not in script


def test_what_is_not_there_is_not_in_the_contents_either():
    row = make_plan_row(minutes=150)
    full = make_module(session_plan=[row])
    bare = make_module(
        session_plan=[], contingencies=[], assessment_items=[], key_messages=[], lessons=0
    )

    def headings(module):
        html = sheet_html(document=GUIDE, subject=translate(module))
        listed = re.findall(r'<a href="#([\w-]+)"', html)
        assert listed == [name for name in listed if f'id="{name}"' in html]
        return listed

    assert headings(full) == [
        "antes",
        "carta",
        "guion",
        "respuestas",
        "plan-b",
        "despues",
        "mensajes",
    ]
    assert headings(bare) == ["antes", "despues"]


def test_contents_name_the_page(school):
    pages = pages_of(render(document=GUIDE, subject=in_english(school[0])))

    for title in ("Script", "Expected answers", "Key messages"):
        (number,) = re.findall(rf"{title} (\d+)", pages[1])
        assert title in pages[int(number) - 1]


def test_bookmarks_are_the_headings(school):
    with opened(render(document=GUIDE, subject=in_english(school[0]))) as pdf:
        titles = [str(item.title) for item in pdf.open_outline().root]

    assert titles[:4] == [
        "Palabras sencillas",
        "What you will find",
        "Before you begin",
        "Session plan",
    ]


def cue(number):
    """400 characters, with what it begins and ends with."""
    begin, end = f"c{number}begin ", f" c{number}end"
    return begin + ("palabra " * 60)[: 400 - len(begin) - len(end)] + end


@pytest.mark.parametrize("counts", [(7,), (20,), (5, 7), (3, 7, 20, 1)])
def test_a_long_script_is_whole_and_splits_between_cues_alone(counts):
    numbers = iter(range(100, 200))
    scripts = [[next(numbers) for _ in range(count)] for count in counts]
    kinds = ["do", "say", "ask"]
    rows = [
        make_plan_row(
            script=[(kinds[n % 3], cue(n)) for n in script], technique=f"Técnica {place}."
        )
        for place, script in enumerate(scripts)
    ]
    pdf = render(document=GUIDE, subject=make_module(session_plan=rows))

    pages = pages_of(pdf)
    for page in pages:
        assert re.findall(r"c(\d+)begin", page) == re.findall(r"c(\d+)end", page)
    said = [int(n) for page in pages for n in re.findall(r"c(\d+)begin", page)]
    assert said == [n for script in scripts for n in script]
    for place, script in enumerate(scripts):
        (head,) = [page for page in pages if f"{place + 1}. Técnica {place}." in page]
        assert f"c{script[0]}begin" in head  # no heading alone
    (first,) = [page for page in pages if re.search(r"^\S.*Guion Lo que lleva", page)]
    assert "c100begin" in first
    assert failed_rules(pdf) == []


def test_an_activity_that_fits_a_page_stays_whole():
    rows = [
        make_plan_row(script=[("say", cue(100 + 10 * r + n)) for n in range(3)]) for r in range(4)
    ]
    pages = pages_of(render(document=GUIDE, subject=make_module(session_plan=rows)))

    for row in range(4):
        (page,) = [page for page in pages if f"c{100 + 10 * row}begin" in page]
        assert f"c{100 + 10 * row + 2}end" in page


def test_the_guide_counts_time_and_sums_up_materials(school):
    text = text_of(render(document=GUIDE, subject=in_english(school[0])))

    assert "150 minutes, from 10:00 to 12:30." in text
    assert "Canario-materiales" in text
    assert "Keep these activities: 75 minutes." in text


@pytest.mark.parametrize("document", [GUIDE, PLAN], ids=lambda d: d.code)
def test_a_plan_that_does_not_add_up_is_said(document):
    module = make_module(duration_minutes=180)

    html = sheet_html(document=document, subject=translate(module))

    assert "The module says 180 minutes: decide what to shorten." in html


@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_the_session_plan_is_one_valid_page_in_both_languages(school, language):
    module = school[0] if language == "es-mx" else in_english(school[0])

    pdf = render(document=PLAN, subject=module)

    assert failed_rules(pdf) == []
    assert {"H1", "P", "Table", "TH", "TD"} <= set(structure_types(pdf))
    (text,) = pages_of(pdf)
    assert "canario-actividad" in text
    assert [word for word in ("canario-di", "canario-acción", "Tres ideas") if word in text] == []
    assert render(document=PLAN, subject=module) == pdf


def test_the_session_plan_says_objectives_materials_and_times_in_a_line_each():
    rows = [
        make_plan_row(materials="Urna; CURP de muestra"),
        make_plan_row(materials="Cartel, urna", moment="closing"),
    ]
    objectives = [LearningObjective(text=text) for text in ("Leer el acta.", "CFCRL: decir qué es")]
    module = translate(make_module(session_plan=rows, objectives=objectives))

    text = text_of(render(document=PLAN, subject=module, options=PLAN.options({"start": "17:30"})))

    assert "At the end the group will be able to: leer el acta; CFCRL: decir qué es." in text
    assert "Materials for the whole session: Urna, CURP de muestra, cartel." in text
    assert "150 minutes, from 17:30 to 20:00." in text
    assert_in_order(text, ["17:30 to", "18:45", "End. In all 150 minutes."])


def test_a_module_that_has_no_plan_yet_has_a_sheet_all_the_same():
    module = make_module(session_plan=[], objectives=[], contingencies=[make_contingency()])

    (page,) = pages_of(render(document=PLAN, subject=module))

    assert module.title in page


def test_a_plan_of_many_activities_fits_both_sides_of_a_sheet():
    rows = [make_plan_row(minutes=15, activity="Se habla en parejas. " * 4) for _ in range(12)]

    for paper in (Paper.LETTER, Paper.A4):
        pdf = render(
            document=PLAN, subject=make_module(session_plan=rows), edition=Edition(paper=paper)
        )
        assert len(pages_of(pdf)) == 2


def test_the_session_plan_of_a_discreet_programme_is_neutral_outside():
    module = make_tree(is_discreet=True, discreet_title="Confianza").module

    html = sheet_html(document=PLAN, subject=module)

    assert f"<h1>{module.neutral_title}</h1>" in html
    assert module.title not in html
