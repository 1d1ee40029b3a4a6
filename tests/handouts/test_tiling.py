"""Posters for an office printer: set as one page, cut into two sheets that are taped together."""

import io
import subprocess

import pytest
from django.utils.translation import override, pgettext
from PIL import Image

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import Order
from curriculum.handouts.editions import Edition, Paper, edition_from, fitting
from curriculum.pages.models import KeyMessage
from tests.factories.learning import make_module, make_tree
from tests.factories.people import make_partner, make_trainer
from tests.handouts.pdfs import failed_rules, opened, text_of

pytestmark = pytest.mark.django_db

POSTER = documents.get("poster")
CHOICE = {"paper": "tiled", "copies": "1", "side_price": "1.00"}
MM = 72 / 25.4


@pytest.fixture
def module():
    return make_module()


def sizes_of(pdf):
    with opened(pdf) as read:
        return [tuple(round(float(side) / MM, 1) for side in p.mediabox[2:]) for p in read.pages]


def test_the_file_for_the_printer_is_two_letter_sheets_on_their_sides(client, module):
    url = POSTER.url(module)

    poster = client.get(f"{url}?paper=tiled")
    sheets = client.get(f"{url}?paper=tiled&imposed=on")

    assert sizes_of(poster.content) == [(279.4, 419.8)]
    assert sizes_of(sheets.content) == [(279.4, 215.9)] * 2
    assert sheets["Content-Disposition"].endswith('-tiled-imposed.pdf"')
    assert failed_rules(poster.content) == []


def text_of_page(pdf, page):
    number = str(page)
    done = subprocess.run(
        ["pdftotext", "-f", number, "-l", number, "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    return " ".join(done.stdout.decode().split())


def strip_of(pdf, page, *, top):
    """Which dots of the 12 mm below ``top`` (millimetres) are black, four to a millimetre."""
    number = str(page)
    done = subprocess.run(
        ["pdftoppm", "-r", "101.6", "-gray", "-f", number, "-l", number, "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    picture = Image.open(io.BytesIO(done.stdout))
    strip = picture.crop((0, round(4 * top), picture.width, round(4 * (top + 12))))
    dots = strip.tobytes()
    return {n for n, dot in enumerate(dots) if dot < 64}


def test_both_sheets_show_the_strip_that_they_share():
    """The last 12 mm of the upper sheet are the first 12 of the lower one."""
    module = make_module(key_messages=[KeyMessage(text="Voto libre. " * 9)])

    def made(*, is_imposed):
        edition = Edition(paper=Paper.TILED, is_imposed=is_imposed)
        return Order(document=POSTER, subject=module, edition=edition).printed().content

    poster, sheets = made(is_imposed=False), made(is_imposed=True)

    shared = strip_of(poster, 1, top=203.9)
    assert len(shared) > 1000
    for sheet, top in ((1, 203.9), (2, 0)):
        assert len(shared - strip_of(sheets, sheet, top=top)) < len(shared) / 10


def test_every_sheet_says_where_it_meets_the_other():
    module = make_module(key_messages=[KeyMessage(text=f"Mensaje {n}.") for n in range(3)])
    edition = Edition(paper=Paper.TILED, is_imposed=True)

    pdf = Order(document=POSTER, subject=module, edition=edition).printed().content

    with override("es-mx"):
        hints = [pgettext("sheets of a poster", hint) for hint in ("Tape here", "Cut here")]
    found = [[hint in text_of_page(pdf, page) for hint in hints] for page in range(1, 7)]
    assert found == [[True, False], [False, True]] * 3


def test_every_side_of_a_booklet_shows_its_pages():
    booklet = documents.get("module-handout")
    module = make_tree(lessons=1).module
    edition = Edition(layout="booklet", is_imposed=True)

    pdf = Order(document=booklet, subject=module, edition=edition).printed().content

    sides = len(sizes_of(pdf))
    assert sides > 1
    assert [n for n in range(1, sides + 1) if not text_of_page(pdf, n)] == []


def test_only_what_has_a_second_file_is_imposed():
    handout = documents.get("module-handout")

    assert edition_from({"paper": "tiled", "imposed": "on"}, POSTER).is_imposed
    assert not edition_from({"paper": "tabloid", "imposed": "on"}, POSTER).is_imposed
    assert fitting(Edition(paper=Paper.TILED, is_imposed=True), handout) == Edition()


def test_the_dialogue_offers_both_files_and_counts_the_sheets(client, module):
    client.force_login(make_trainer(partner=make_partner()))
    url = POSTER.dialogue_url(POSTER.key(module))

    page = client.get(url).content.decode()
    read, printed = client.post(url, CHOICE), client.post(url, {**CHOICE, "imposed": "on"})
    takes = client.post(f"{url}estimate/", {**CHOICE, "copies": "5"}).context["estimate"]
    on_letter = client.post(f"{url}estimate/", {**CHOICE, "paper": "letter", "copies": "5"})

    assert "data-for-tiled" in page
    assert "data-for-booklet" not in page
    assert read["Location"].endswith("?paper=tiled")
    assert printed["Location"].endswith("?paper=tiled&imposed=on")
    assert (takes.pages, takes.sheets) == (1, 10)
    assert on_letter.context["estimate"].sheets == 5


def test_the_title_stays_and_nobody_is_named(client, module):
    sheets = client.get(f"{POSTER.url(module)}?paper=tiled&imposed=on").content

    with opened(sheets) as read:
        assert dict(read.docinfo) == {"/Title": module.title, "/Producer": "pypdf"}
    assert module.key_messages.get().text in text_of(sheets)
