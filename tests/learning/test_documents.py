"""The printed documents of learning: who gets what, in which order, and with which tags."""

import io
import subprocess

import pikepdf
import pytest
from django.utils.translation import override, pgettext
from wagtail.rich_text import RichText

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import render, sheet_html
from curriculum.learning.domain.addresses import short_url
from curriculum.learning.domain.printing import law_line, materials_of
from curriculum.learning.domain.snapshots import latest_snapshot
from curriculum.learning.templatetags.curriculum_learning_print import level_headings
from tests.factories.learning import (
    make_lesson,
    make_module,
    make_plan_row,
    make_tree,
    publish,
)
from tests.factories.media import make_recording
from tests.handouts.pdfs import all_bytes, failed_rules, opened, structure_types, text_of
from tests.handouts.pictures import make_image, picture_block

from .paper import FACILITATORS, assert_in_order, in_english, make_school

pytestmark = pytest.mark.django_db

LESSON = documents.get("lesson-handout")
MODULE = documents.get("module-handout")
GUIDE = documents.get("facilitator-guide")


@pytest.fixture
def school():
    return make_school()


@pytest.mark.parametrize("language", ["es-mx", "en"])
@pytest.mark.parametrize("document", [LESSON, MODULE, GUIDE], ids=lambda d: d.code)
def test_document_is_a_valid_tagged_pdf_in_both_languages(school, document, language):
    module, lesson = school
    subject = lesson if document is LESSON else module
    subject = subject if language == "es-mx" else in_english(subject)

    pdf = render(document=document, subject=subject)

    assert failed_rules(pdf) == []
    assert {"H1", "H2", "P", "L", "LI", "Figure"} <= set(structure_types(pdf))
    with opened(pdf) as read:
        assert str(read.Root.Lang) == {"es-mx": "es-MX", "en": "en"}[language]
        assert len(read.open_outline().root) > 0
        assert {tuple(map(int, page.MediaBox[2:])) for page in read.pages} == {(612, 792)}
        count = len(read.pages)
    with override(language):
        page, of = pgettext("of a printed sheet", "Page"), pgettext("page X of Y", "of")
    assert f"{page} {count} {of} {count}" in text_of(pdf)
    assert render(document=document, subject=subject) == pdf


@pytest.mark.parametrize("document", [LESSON, MODULE], ids=lambda d: d.code)
def test_nothing_for_facilitators_reaches_workers(school, document):
    module, lesson = school

    pdf = render(document=document, subject=lesson if document is LESSON else module)
    text = text_of(pdf)

    assert "Texto de trabajo" in text
    assert [word for word in FACILITATORS.values() if word in text.casefold()] == []
    assert b"canario" not in all_bytes(pdf)


def test_the_booklet_has_the_questions_and_not_the_answers(school):
    html = sheet_html(document=MODULE, subject=school[0])
    item = school[0].assessment_items.get()

    assert item.question in html
    assert html.count(item.answer) == html.count(item.options[0]) == 1
    assert item.explanation not in html


def test_text_is_in_reading_order(school):
    text = text_of(render(document=MODULE, subject=in_english(school[0])))

    assert_in_order(
        text,
        [
            "What this module is for",
            "What you will find",
            "1. Tres ideas",
            "2. El mapa",
            "What to remember",
            "Words worth knowing",
            "Where to get help",
            "Questions to go over",
            "Mi mapa de derechos",
            "Mis plazos",
            "Read this module:",
        ],
    )


def test_fonts_are_embedded_subsets_of_ours(school):
    pdf = render(document=MODULE, subject=school[0])

    with opened(pdf) as read:
        described = [
            thing
            for thing in read.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        ]
        assert len(described) >= 2
        assert all("+Noto-Sans" in str(font.FontName) for font in described)
        assert all("/FontFile2" in font or "/FontFile3" in font for font in described)


@pytest.mark.parametrize("document", [LESSON, MODULE, GUIDE], ids=lambda d: d.code)
def test_qr_code_is_read_back_from_the_printed_page(school, document):
    zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    from PIL import Image

    module, lesson = school
    subject = lesson if document is LESSON else module
    pdf = render(document=document, subject=subject)
    picture = subprocess.run(
        ["pdftoppm", "-r", "120", "-gray", "-f", str(_page_count(pdf)), "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout

    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))

    assert [code.text for code in found] == [short_url(page=subject)]


def _page_count(pdf):
    with opened(pdf) as read:
        return len(read.pages)


def test_foot_says_which_version_was_printed(school):
    module, lesson = school
    snapshot = latest_snapshot(module=in_english(module))

    text = text_of(render(document=LESSON, subject=in_english(lesson)))

    assert snapshot.short_digest in text
    assert "No labor lawyer has reviewed it yet." in text
    assert "Law read as of November 22, 2026." in text


def test_materials_are_each_named_once():
    rows = [
        make_plan_row(materials="Tarjetas, cinta"),
        make_plan_row(materials="cinta; Plumones."),
        make_plan_row(materials="Ninguno"),
        make_plan_row(materials=""),
    ]

    assert materials_of(rows) == ["Tarjetas", "Cinta", "Plumones"]


def test_the_oldest_day_of_the_law_counts():
    from datetime import date

    with override("en"):
        assert law_line([date(2026, 11, 22), None, date(2026, 3, 1)]) == (
            "Law read as of March 1, 2026."
        )
        assert law_line([None]) == ""


@pytest.mark.parametrize("document", [LESSON, MODULE, GUIDE], ids=lambda d: d.code)
def test_a_discreet_programme_is_neutral_outside(document):
    tree = make_tree(lessons=1, is_discreet=True, discreet_title="Confianza")
    subject = tree.lesson if document is LESSON else tree.module
    subject.title = "Canario de acoso"
    publish(subject)

    pdf = render(document=document, subject=subject)

    with opened(pdf) as read:
        info = {str(key): str(value) for key, value in read.docinfo.items()}
        first = _first_page(pdf)
    assert info["/Title"] == subject.neutral_title != "Canario de acoso"
    assert "canario" not in document.file_name(subject).casefold()
    assert "Canario" not in first
    assert b'data-head="Canario' not in sheet_html(document=document, subject=subject).encode()


def _first_page(pdf):
    return subprocess.run(
        ["pdftotext", "-l", "1", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def test_a_preview_on_screen_holds_its_pictures_and_says_what_was_left_out():
    body = [("text", RichText("<p>Sí</p><iframe src='x'></iframe>")), picture_block(make_image())]
    lesson = make_lesson(body=body)

    html = sheet_html(document=LESSON, subject=lesson, for_screen=True)

    assert 'src="data:image/jpeg;base64,' in html
    assert "curriculum:" not in html
    assert "iframe" in html[html.index('class="left-out"') :]
    assert "left-out" not in sheet_html(document=LESSON, subject=lesson)


def test_an_open_programme_shows_its_title(school):
    assert "Palabras sencillas" in _first_page(render(document=MODULE, subject=school[0]))


def test_a_title_that_is_markup_is_printed_as_text():
    """PDF-14."""
    title = '<script>x</script></style>"><img src=file:///etc/hostname>'
    module = make_module(title=title)

    pdf = render(document=MODULE, subject=module)

    assert title in text_of(pdf)


def test_images_are_scaled_to_print_size(school):
    pdf = render(document=LESSON, subject=school[1])

    with opened(pdf) as read:
        images = [
            thing
            for thing in read.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert [str(image.Filter) for image in images] == ["/DCTDecode"]
    assert len(pdf) < 100_000


@pytest.mark.parametrize(
    ("html", "levelled"),
    [
        ("<h3>a</h3>", "<h2>a</h2>"),
        ("<h2>a</h2><h4>b</h4>", "<h2>a</h2><h3>b</h3>"),
        ("<h2>a</h2><h3>b</h3><h2>c</h2>", "<h2>a</h2><h3>b</h3><h2>c</h2>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
    ],
)
def test_no_heading_level_is_skipped(html, levelled):
    assert level_headings(html) == levelled


@pytest.mark.parametrize("document", [LESSON, MODULE])
def test_listening_is_promised_where_there_is_a_recording(document):
    lesson = make_lesson(body=[("text", RichText("<p>Vota.</p>"))])
    subject = lesson if document is LESSON else lesson.get_parent().specific
    silent = sheet_html(document=document, subject=subject)

    words = {"title": "El voto", "transcript": RichText("<p>Es secreto.</p>")}
    lesson.body = [("audio", {"file": make_recording(), **words})]
    lesson.save_revision().publish()
    subject.refresh_from_db()
    heard = sheet_html(document=document, subject=subject)

    assert "Lee o escucha" in heard
    assert "Lee o escucha" not in silent
