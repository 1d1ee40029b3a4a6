"""What is asked of a group: sheets A and B, their key, and the cards to vote with."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext, override

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import render, sheet_html
from curriculum.handouts.editions import Edition, Layout, Paper
from curriculum.learning.domain.shuffling import form_a, form_b
from curriculum.learning.templatetags.curriculum_learning import sheets
from tests.factories.learning import (
    make_assessment_item,
    make_change,
    make_lesson,
    make_module,
    make_plan_row,
    make_tree,
    translate,
)
from tests.factories.people import make_partner, make_trainer
from tests.handouts.pdfs import all_bytes, failed_rules, opened, structure_types, text_of

pytestmark = pytest.mark.django_db

A, B = documents.get("assessment-a"), documents.get("assessment-b")
KEY, CARDS = documents.get("answer-key"), documents.get("cue-cards")
GUIDE = documents.get("facilitator-guide")
LARGE_A4 = Edition(paper=Paper.A4, layout=Layout.LARGE)


@pytest.fixture
def module():
    made = make_module(
        assessment_items=[
            make_assessment_item(
                question=f"¿Pregunta {number}?",
                options=[f"respuesta {number}.{n}" for n in range(1, 4)],
                correct_option=number,
                explanation=f"canario-explicación-{number}",
            )
            for number in (1, 2, 3)
        ],
        session_plan=[make_plan_row(facilitator_notes="canario-notas")],
        safety_note="canario-seguridad",
    )
    make_lesson(module=made)
    return made


@pytest.mark.parametrize("language", ["es-mx", "en"])
@pytest.mark.parametrize(
    ("document", "edition", "tags"),
    [
        (A, Edition(), {"H1", "P", "L", "LI"}),
        (B, LARGE_A4, {"H1", "P", "L", "LI"}),
        (KEY, Edition(), {"H1", "H2", "P", "Table", "TH", "TD", "Figure"}),
        (CARDS, Edition(low_ink=True), {"H1", "P", "Table", "TH", "L", "Figure"}),
        (CARDS, Edition(paper=Paper.A4), {"H1", "P", "Table", "TH", "L", "Figure"}),
    ],
    ids=["A", "B large", "key", "cards", "cards on A4"],
)
def test_each_is_a_valid_tagged_pdf(module, document, edition, tags, language):
    subject = module if language == "es-mx" else translate(module)

    pdf = render(document=document, subject=subject, edition=edition)

    assert failed_rules(pdf) == []
    assert tags <= set(structure_types(pdf))
    with opened(pdf) as read:
        assert str(read.Root.Lang) == {"es-mx": "es-MX", "en": "en"}[language]
        assert str(read.docinfo["/Title"]) == subject.title
        width = float(read.pages[-1].mediabox[2])
    assert round(width) == (595 if edition.paper == Paper.A4 else 612)
    assert render(document=document, subject=subject, edition=edition) == pdf


@pytest.mark.parametrize(("document", "form"), [(A, form_a), (B, form_b)], ids=["A", "B"])
def test_a_sheet_asks_in_the_order_of_its_form(module, document, form):
    text = text_of(render(document=document, subject=module))

    asked = re.findall(r"\d\. ¿Pregunta \d\?|[A-F]\. respuesta \d\.\d", text)
    expected = []
    for question in form(list(module.assessment_items.all())):
        expected.append(f"{question.number}. {question.item.question}")
        expected += [f"{option.letter}. {option.text}" for option in question.options]
    assert asked == expected


@pytest.mark.parametrize("document", [A, B], ids=["A", "B"])
def test_a_sheet_gives_no_answer_and_asks_for_no_name(module, document):
    pdf = render(document=document, subject=module)

    text = text_of(pdf)
    with override("es-mx"):
        assert gettext("Sheet number") in text
        assert gettext("Before the session") in text
        assert gettext("After the session") in text
    assert "respuesta 2.3" in text
    assert b"canario" not in all_bytes(pdf)
    assert 'class="right"' not in sheet_html(document=document, subject=module)
    assert not re.search(r"firma|signature|tu nombre:|name:", text.casefold())


def test_the_key_gives_the_right_letters_of_both_sheets(module):
    items = list(module.assessment_items.all())
    html = sheet_html(document=KEY, subject=module)
    text = text_of(render(document=KEY, subject=module))

    for form, letter in ((form_a(items), "A"), (form_b(items), "B")):
        right = " ".join(question.right.letter for question in form)
        with override("es-mx"):
            name = gettext("Sheet %(letter)s") % {"letter": letter}
        assert f"{name} {right}" in text
    assert html.count('class="right"') == 3
    assert [f"canario-explicación-{n}" in text for n in (1, 2, 3)] == [True] * 3
    assert "LFT, art. 371." in text
    assert html.count('<td class="count"></td>') == 3 * 4 * 2


def test_the_key_knows_how_few_are_too_few(module, settings):
    settings.CURRICULUM_PRIVACY_THRESHOLD = 8

    assert re.search(r"8 personas|8 people", sheet_html(document=KEY, subject=module))


def test_cards_have_a_letter_a_shape_and_a_colour_each(module):
    html = sheet_html(document=CARDS, subject=translate(module))
    text = text_of(render(document=CARDS, subject=module))

    assert html.count('class="voting"') == 3
    assert html.count('class="voting-card"') == 12
    for letter, shape, colour in (
        ("A", "circle", "blue"),
        ("B", "square", "yellow"),
        ("C", "triangle", "pink"),
    ):
        assert html.count(f"<title>Card {letter}: {shape}</title>") == 4
        assert f"<td>{shape}</td><td>{colour}</td>" in html
    assert re.findall(r"([A-C])\. respuesta 1\.\d", text) == ["A", "B", "C"]
    assert "canario" not in text


@pytest.mark.parametrize(("options", "letters"), [(2, 2), (6, 6)])
def test_there_is_a_card_for_every_option(options, letters):
    item = make_assessment_item(options=[f"opción {n}" for n in range(options)])
    module = make_module(assessment_items=[item])

    assert sheet_html(document=CARDS, subject=module).count('class="voting"') == letters


def test_the_guide_letters_the_options_as_sheet_a_does(module):
    html = sheet_html(document=GUIDE, subject=translate(module))
    table = html[html.index("Expected answers") :]

    for question in form_a(list(module.assessment_items.all())):
        for option in question.options:
            said = f"{option.letter}. {option.text}"
            marked = f"<b>{said} (right)</b>"
            assert f'<p class="option">{marked if option.is_right else said}</p>' in table
        assert f"<b>{question.right.letter}. {question.right.text}.</b>" in table


@pytest.mark.parametrize("document", [A, B, KEY, CARDS], ids=lambda d: d.code)
def test_staff_alone_may_print_it(client, module, document):
    url = document.url(module)

    assert not document.may_print(AnonymousUser(), module)
    assert client.get(url).status_code == 404
    assert document.label not in [sheet["label"] for sheet in sheets(module)]
    client.force_login(make_trainer(partner=make_partner()))
    answer = client.get(url)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert re.fullmatch(r'inline; filename="[a-z-]+-1\.pdf"', answer["Content-Disposition"])


@pytest.mark.parametrize("document", [A, B, KEY, CARDS], ids=lambda d: d.code)
def test_a_change_of_the_law_stands_on_it(module, document):
    make_change(locator="371")

    assert "PROFEDET" in text_of(render(document=document, subject=module))


@pytest.mark.parametrize("document", [A, B, KEY, CARDS], ids=lambda d: d.code)
def test_a_module_without_questions_says_so(client, document):
    module = make_module(assessment_items=[])
    client.force_login(make_trainer(partner=make_partner()))

    answer = client.get(document.url(module))

    assert answer.status_code == 422
    with override(answer["Content-Language"]):
        assert gettext("This module has no questions yet.") in answer.content.decode()


@pytest.mark.parametrize("document", [A, B, KEY, CARDS], ids=lambda d: d.code)
def test_a_discreet_programme_is_neutral_outside(document):
    module = make_tree(lessons=1, is_discreet=True).module
    module.title = "Canario de acoso"

    pdf = render(document=document, subject=module)

    assert b"Canario" not in all_bytes(pdf)
