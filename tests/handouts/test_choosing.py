"""The dialogue before printing: editions, what they take, and what is remembered."""

from decimal import Decimal

import pytest

from curriculum.handouts.base import documents
from curriculum.handouts.domain.choosing import estimate
from curriculum.handouts.editions import Edition, Layout, Paper, edition_from, editions_of
from curriculum.handouts.models import PrintChoice, RenderedDocument
from tests.factories.learning import make_tree
from tests.factories.people import make_partner, make_trainer
from tests.handouts.pdfs import opened, text_of

pytestmark = pytest.mark.django_db

CHOICE = {"paper": "letter", "layout": "standard", "copies": "1", "side_price": "1.00"}


@pytest.fixture
def school():
    return make_tree(lessons=1)


@pytest.fixture
def trainer(client):
    user = make_trainer(partner=make_partner())
    client.force_login(user)
    return user


def dialogue(code, page):
    document = documents.get(code)
    return document.dialogue_url(document.key(page))


def size_of(pdf):
    with opened(pdf) as document:
        return [round(float(n) / 72 * 25.4) for n in document.pages[0].mediabox[2:]], len(
            document.pages
        )


@pytest.mark.parametrize(
    ("edition", "pages", "sides", "sheets"),
    [
        (Edition(), 8, 8, 4),
        (Edition(), 7, 7, 4),
        (Edition(layout=Layout.BOOKLET), 8, 4, 2),
        (Edition(paper=Paper.TABLOID), 4, 4, 4),
        (Edition(paper=Paper.TILED), 4, 8, 8),
    ],
)
def test_what_an_edition_takes(edition, pages, sides, sheets):
    takes = estimate(edition=edition, pages=pages, copies=3, side_price="0.50")

    assert (takes.pages, takes.sheets) == (pages, 3 * sheets)
    assert takes.cost == Decimal("0.50") * 3 * sides


def test_an_address_asks_for_an_edition_and_nonsense_for_the_usual_one():
    booklet = documents.get("module-handout")
    every = editions_of(booklet)

    assert len(every) == len(set(every)) == 2 * 3 * 2 * 2
    assert edition_from({"paper": "a4", "layout": "large", "low_ink": ""}, booklet) == Edition(
        paper=Paper.A4, layout=Layout.LARGE, low_ink=True
    )
    assert edition_from({"paper": "wall", "layout": "x", "imposed": "on"}, booklet) == Edition()


def test_the_dialogue_leads_to_the_chosen_edition_and_is_remembered(client, trainer, school):
    url = dialogue("module-handout", school.module)

    answer = client.post(
        url, {**CHOICE, "paper": "a4", "layout": "large", "copies": "30", "side_price": "0.40"}
    )
    page = client.get(url).content.decode()

    assert answer.status_code == 302
    assert answer["Location"].endswith("?paper=a4&layout=large")
    assert size_of(client.get(answer["Location"]).content)[0] == [210, 297]
    choice = PrintChoice.objects.get(user=trainer)
    assert (choice.paper, choice.layout, choice.copies) == ("a4", "large", 30)
    assert 'value="30"' in page
    assert 'value="0.40"' in page


def test_a_choice_that_another_document_lacks_stays_remembered(client, trainer, school):
    PrintChoice.objects.create(user=trainer, layout=Layout.BOOKLET)

    client.post(dialogue("facilitator-guide", school.module), {"copies": "2", "paper": "letter"})

    assert PrintChoice.objects.get(user=trainer).layout == Layout.BOOKLET


def test_a_guide_begins_when_the_dialogue_says(client, trainer, school):
    url = dialogue("facilitator-guide", school.module)

    answer = client.post(url, {"copies": "1", "paper": "letter", "start": "17:30"})

    assert answer["Location"].endswith("?start=17%3A30")
    assert "17:30" in text_of(client.get(answer["Location"]).content)


def test_a_form_with_a_mistake_keeps_what_was_chosen(client, trainer, school):
    url = dialogue("module-handout", school.module)

    page = client.post(url, {**CHOICE, "layout": "large", "copies": "0"})

    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"copies"}
    assert page.context["form"]["layout"].value() == "large"
    assert not PrintChoice.objects.exists()


def test_pages_are_counted_before_printing(client, trainer, school):
    url = f"{dialogue('module-handout', school.module)}estimate/"

    answer = client.post(url, {**CHOICE, "copies": "10"})
    takes = answer.context["estimate"]

    rendered = RenderedDocument.objects.get()
    assert takes.pages == rendered.pages
    assert takes.cost == Decimal(10 * rendered.pages)
    assert str(takes.sheets) in answer.content.decode()


def test_a_booklet_is_a_multiple_of_four_pages_and_is_imposed_beside_it(client, school):
    url = documents.get("module-handout").url(school.module)

    size, pages = size_of(client.get(f"{url}?layout=booklet").content)
    imposed = client.get(f"{url}?layout=booklet&imposed=on")
    sheet, sides = size_of(imposed.content)

    assert (size, pages % 4) == ([140, 216], 0)
    assert (sheet, sides) == ([279, 216], pages // 2)
    assert imposed["Content-Disposition"] == 'inline; filename="cuaderno-1-booklet-imposed.pdf"'


def test_a_neutral_cover_says_the_number_alone(client, trainer, school):
    url = documents.get("module-handout").url(school.module)

    usual, neutral = client.get(url).content, client.get(f"{url}?neutral=on").content

    with opened(usual) as said, opened(neutral) as unsaid:
        assert str(said.docinfo["/Title"]) == school.module.title
        assert str(unsaid.docinfo["/Title"]) == "Módulo 1"
    assert text_of(usual).count(school.module.title) > text_of(neutral).count(school.module.title)


def test_another_partners_draft_has_no_dialogue(client, trainer):
    other = make_tree(lessons=1).module
    other.unpublish()

    assert client.get(dialogue("module-handout", other)).status_code == 404
    assert client.post(f"{dialogue('module-handout', other)}estimate/", CHOICE).status_code == 404


def test_the_dialogue_is_for_staff(client, school):
    answer = client.get(dialogue("module-handout", school.module))

    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
