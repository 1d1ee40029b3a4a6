"""Sheets for workers in their editions: valid, legible, quiet, and with a way back to the web."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils.translation import override
from wagtail import blocks
from wagtail.rich_text import RichText

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import Order, render, render_html, sheet_html
from curriculum.handouts.domain.sheets import Sheet
from curriculum.handouts.editions import Edition, Layout, Paper
from curriculum.learning.blocks import LessonBody
from curriculum.learning.blocks.body import AudioBlock
from curriculum.learning.domain.addresses import short_url
from curriculum.learning.enums import Audience
from curriculum.learning.templatetags import curriculum_learning_print
from tests.factories.learning import (
    make_colophon,
    make_help_contact,
    make_legal_source,
    make_lesson,
    make_module,
    make_programme,
    make_term,
    make_tree,
    publish,
)
from tests.factories.media import make_recording
from tests.handouts.pdfs import (
    codes_on,
    failed_rules,
    ink_on,
    opened,
    outline_of,
    text_of,
    type_sizes,
    words_on,
)
from tests.handouts.pictures import make_image, picture_block

pytestmark = pytest.mark.django_db

LESSON = documents.get("lesson-handout")
MODULE = documents.get("module-handout")
READER = documents.get("programme-reader")
STANDARD, LARGE = Edition(), Edition(layout=Layout.LARGE, paper=Paper.A4)
BOOKLET, LOW_INK = Edition(layout=Layout.BOOKLET), Edition(low_ink=True)
NEUTRAL = Edition(neutral=True)
PARAGRAPH = RichText("<p>" + "La votación es personal, libre, directa y secreta. " * 6 + "</p>")
DISCLAIMER = (
    "Este material es educativo y no sustituye la asesoría de una abogada o abogado laboral, de "
    "PROFEDET o de la procuraduría de tu estado. Las leyes cambian: revisa la fecha de vigencia de "
    "cada lección y pregunta antes de decidir, sobre todo si corre un plazo."
)
WORDS = RichText("<p>Se dobla la boleta dos veces.</p>")


def body(image):
    """What can be split, heard, seen or quoted."""
    film = {"title": "Doblar la boleta", "file": make_recording(name="film.mp4")}
    return [
        ("text", PARAGRAPH),
        ("text", RichText("<h2>Después</h2><h3>Al contar</h3><p>Se cuenta en voz alta.</p>")),
        ("key_message", {"text": RichText("<p>Tu voto es tuyo.</p>"), "citations": ["LFT:358"]}),
        ("legal_quotation", {"quotation": "Nadie puede ser obligado.", "citation": "LFT:371"}),
        picture_block(image),
        ("video", {**film, "poster": image, "transcript": WORDS}),
        ("audio", {"title": "Leída", "file": make_recording(), "is_lesson_text": True}),
        ("reflection", {"question": "¿Qué harías?", "prompt": PARAGRAPH}),
    ]


def make_school(**programme):
    make_legal_source(code="LFT")
    make_term(term="votación")
    make_help_contact()
    made = make_programme(colophon=make_colophon(disclaimer=DISCLAIMER), **programme)
    image = make_image()
    for _number in range(2):
        module = make_module(programme=made, lessons=1)
        lesson = make_lesson(module=module, body=body(image))
    return SimpleNamespace(programme=made, module=module, lesson=lesson)


@pytest.fixture
def school():
    return make_school()


def subject_of(document, school):
    return {LESSON: school.lesson, MODULE: school.module, READER: school.programme}[document]


@pytest.mark.parametrize(
    ("document", "edition"),
    [
        (LESSON, LARGE),
        (MODULE, LARGE),
        (MODULE, BOOKLET),
        (MODULE, Edition(low_ink=True, neutral=True)),
        (READER, LARGE),
        (READER, Edition(layout=Layout.BOOKLET, paper=Paper.A4, low_ink=True)),
    ],
    ids=lambda value: value.code if hasattr(value, "code") else value.query,
)
def test_an_edition_is_valid_and_its_code_is_read_from_print(school, document, edition):
    subject = subject_of(document, school)

    made = Order(document=document, subject=subject, edition=edition).printed()

    assert failed_rules(made.content) == []
    assert codes_on(made.content, made.pages) == [short_url(page=subject)]
    assert made.pages % 4 == 0 or edition.layout != Layout.BOOKLET


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
@pytest.mark.parametrize("document", [MODULE, READER], ids=lambda d: d.code)
def test_a_booklets_last_page_has_its_colophon_and_never_that_alone(school, document, paper):
    edition = Edition(layout=Layout.BOOKLET, paper=paper)

    made = Order(document=document, subject=subject_of(document, school), edition=edition).printed()

    notes = [n for n in range(1, made.pages + 1) if text_of(made.content, (n, n)).count("Notas")]
    assert len(notes) <= 4
    assert notes == [] or notes[-1] == made.pages
    assert DISCLAIMER[:30] in text_of(made.content, (made.pages, made.pages))


@pytest.mark.parametrize("document", [LESSON, MODULE, READER], ids=lambda d: d.code)
def test_large_print_has_no_small_type_and_no_footnotes(school, document):
    pdf = render(document=document, subject=subject_of(document, school), edition=LARGE)

    assert min(type_sizes(pdf)) == 18
    assert "Tu voto es tuyo. LFT, art. 358." in text_of(pdf).replace("\u2060", "")


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("La Constancia de Representatividad paso a paso", "– La Constancia de"),
        ("Preparar la negociación: mandato y calendario, " * 4, "Preparar la negociación: mandato"),
    ],
)
def test_running_lines_of_large_print_stay_where_every_printer_reaches(paper, title, head):
    module = make_module(title=title, lessons=1)
    edition = Edition(layout=Layout.LARGE, paper=paper)

    pdf = render(document=MODULE, subject=module, edition=edition)

    assert head in text_of(pdf, (2, 2))
    top, bottom = ink_on(pdf, 2)[1::2]
    assert min(top, bottom) >= 6


@pytest.mark.parametrize("edition", [STANDARD, LARGE, BOOKLET], ids=lambda each: each.layout)
@pytest.mark.parametrize(
    ("term", "is_whole"),
    [
        ("certificate of representativeness", True),
        ("Constancia de Representatividad", True),
        ("contrarrevolucionariamente-anticonstitucional", False),
    ],
)
def test_a_term_never_runs_into_what_it_means(edition, term, is_whole):
    """The longest words of the glossary in both languages, and one that is longer than any column."""
    template = Template(
        '{% extends "curriculum/handouts/print/base.html" %}{% block body %}<h1>x</h1>'
        '{% include "curriculum/learning/print/parts/terms.html" %}{% endblock %}'
    )
    terms = [SimpleNamespace(term=term, definition="Significado " * 20)]
    html = template.render(Context({"title": "x", "edition": edition, "terms": terms}))

    words = words_on(render_html(html=html), 1)

    meaning = min(word.left for word in words if word.text == "Significado")
    ends = [word.right for word in words if word.left < meaning and word.text != "x"]
    assert max(ends) < meaning - 3
    assert (set(term.split()) <= {word.text for word in words}) == is_whole


@pytest.mark.parametrize("document", [MODULE, READER], ids=lambda d: d.code)
def test_low_ink_has_no_areas_of_ink(school, document):
    usual, spared = (
        pdf_operators(render(document=document, subject=subject_of(document, school), edition=each))
        for each in (STANDARD, LOW_INK)
    )

    assert "0.929412" in usual
    assert "0.929412" not in spared


def pdf_operators(pdf):
    with opened(pdf) as document:
        return " ".join(page.Contents.read_bytes().decode("latin-1") for page in document.pages)


@pytest.mark.parametrize(
    ("document", "is_discreet", "edition"),
    [
        (LESSON, True, STANDARD),
        (MODULE, True, STANDARD),
        (READER, True, BOOKLET),
        (MODULE, False, NEUTRAL),
        (READER, False, NEUTRAL),
    ],
    ids=["lesson", "module", "book", "neutral module", "neutral book"],
)
def test_nothing_outside_the_text_says_the_subject(document, is_discreet, edition):
    tree = make_tree(title="Canario", is_discreet=is_discreet, modules=2, lessons=1)
    tree.lesson.body = [("text", RichText("<h2>Canario</h2><h3>Canario</h3><p>Sí.</p>"))]
    for page in (tree.module, tree.lesson):
        page.title = "Canario de acoso"
        page.handout_title = "Canario"
        publish(page)
    subject = subject_of(document, tree)

    pdf = render(document=document, subject=subject, edition=edition)

    with opened(pdf) as read:
        assert "Canario" not in str(read.docinfo["/Title"])
    titles = [title for _level, title, _page in outline_of(pdf)]
    assert titles
    assert [title for title in titles if "Canario" in title] == []
    if document.has_neutral_cover:
        assert "Canario" not in text_of(pdf, pages=(1, 1))
    html = sheet_html(document=document, subject=subject, edition=edition)
    assert 'data-head="Canario' not in html
    assert 'data-head="1 – Canario' not in html


def test_an_open_programme_has_its_titles_as_bookmarks(school):
    titles = [(level, title) for level, title, _page in outline_of(rendered(READER, school))]

    assert (1, f"1. {school.programme.get_children()[0].title}") in titles
    assert (2, f"2.2 {school.lesson.title}") in titles


def rendered(document, school):
    return render(document=document, subject=subject_of(document, school))


def test_film_and_recording_lead_to_the_page_and_the_still_is_printed(school):
    pdf = rendered(LESSON, school)
    address = short_url(page=school.lesson)
    with opened(pdf) as read:
        pages = len(read.pages)

    codes = [code for page in range(1, pages + 1) for code in codes_on(pdf, page)]

    assert codes == [address] * 3  # film, recording, and the way back
    text = text_of(pdf)
    assert "Mira este video en la página web de la lección:" in text
    assert "Escucha el texto de esta lección en su página web:" in text
    assert "Se dobla la boleta dos veces." in text
    html = sheet_html(document=LESSON, subject=school.lesson)
    assert html.count("<img") == 2


def test_before_publication_nothing_leads_to_a_page_that_is_not_there():
    lesson = make_lesson(live=False, body=body(make_image()))

    html = sheet_html(document=LESSON, subject=lesson)

    assert "Mira este video en la página web de la lección." in html
    assert 'class="qr"' not in html


def test_every_type_of_block_has_a_form_on_paper():
    folder = Path(curriculum_learning_print.__file__).parents[1] / "templates"
    drawn = {path.stem for path in (folder / curriculum_learning_print.TEMPLATES).glob("*.html")}

    assert set(LessonBody().child_blocks) <= drawn


class Quiz(blocks.StaticBlock):
    """A host's own block, which is nothing but a script."""

    audience = Audience.BOTH

    def render(self, value, context=None):
        return "<canvas data-quiz></canvas>"

    class Meta:
        label = "Quiz"


class Body(blocks.StreamBlock):
    quiz = Quiz()
    audio = AudioBlock()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“Votar”, block 1 (Quiz): There is no form of this block on paper."),
        ("es-mx", "«Votar», bloque 1 (Quiz): Este bloque no tiene forma en papel."),
    ],
)
def test_what_cannot_be_printed_is_said_to_its_editor_in_their_language(language, said):
    lesson = SimpleNamespace(
        title="Votar", body=Body().to_python([{"type": "quiz", "value": None}])
    )
    with override(language):
        sheet = Sheet()
    template = Template("{% load curriculum_learning_print %}{% lesson_for_workers lesson %}")

    with override("es-mx" if language == "en" else "en"):
        html = template.render(Context({"sheet": sheet, "lesson": lesson}))

    assert html.strip() == ""
    assert said in sheet.warnings


@pytest.mark.parametrize(
    ("language", "heading", "said"),
    [
        ("en", "Not on paper. Only you see this:", "Left out of the sheet: iframe"),
        ("es-mx", "No sale en papel. Sólo tú ves esto:", "Quedó fuera de la hoja: iframe"),
    ],
)
def test_a_preview_says_what_is_left_out_and_paper_does_not(language, heading, said):
    lesson = make_lesson(body=[("text", RichText("<p>Sí 🎉</p><iframe src='x'></iframe>"))])

    with override(language):
        preview = sheet_html(document=LESSON, subject=lesson, for_screen=True)

    left_out = preview[preview.index('<aside class="left-out"') :]
    assert heading in left_out
    assert said in left_out
    assert "🎉" in left_out
    assert lesson.title in left_out
    text = text_of(render(document=LESSON, subject=lesson))
    assert "iframe" not in text
    assert heading not in text
