"""A coordinator prints: from the module, and from the print centre."""

import subprocess

import pikepdf
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.handouts.pdfs import failed_rules, opened, outline_of, structure_types, text_of

from .conftest import OFFICE, PHONE, PICTURES, sign_in

TITLE = "La Constancia de Representatividad paso a paso"
TAGS = {
    "module-handout": {"H1", "H2", "L", "LI", "P", "Table", "TH", "Figure", "Link"},
    "facilitator-guide": {"H1", "H2", "L", "LI", "P", "Table", "TH", "Figure"},
    "programme-reader": {"H1", "H2", "L", "LI", "P", "Table", "TH", "Figure", "Link"},
    "tally-sheet": {"H1", "H2", "L", "LI", "P", "Table", "TH", "Figure"},
}
LETTER = (612, 792)
BOOK = "a[href*='/handouts/programme-reader/']"
PARENTS = ["Cuaderno abierto", "Unión de Demostración", "Conoce tus derechos"]
#: Plans twelve sessions of the demo's coordinator.
TWELVE = """
import datetime
from django.contrib.auth import get_user_model
from django.utils import timezone
from django_scopes import scopes_disabled
from curriculum.attendance.domain.scheduling import plan_session
from curriculum.people.models import Membership
from curriculum.pages.models import ModulePage
with scopes_disabled():
    member = Membership.objects.select_related("user", "partner").get(user__username="coordinator")
    modules = ModulePage.objects.filter(locale__language_code="es-mx", code__startswith="LLR-")
    for number in range(12):
        plan_session(
            partner=member.partner, by=member.user, modules=[modules[number % 2]], state="CHH",
            starts_at=timezone.now() + datetime.timedelta(days=3 + number), planned_minutes=180,
            expected=20,
        )
"""
#: Adds a lesson whose picture has lost its file, and prints the address of its sheet.
BREAK = """
from curriculum.handouts.base import documents
from curriculum.pages.models import ModulePage
from tests.handouts.pictures import lesson_with_a_broken_picture
module = ModulePage.objects.get(code="LLR-6", locale__language_code="es-mx")
lesson = lesson_with_a_broken_picture(module=module, title="Con imagen")
print(documents.get("lesson-handout").url(lesson))
"""


@pytest.fixture
def office(school_of_the_file, open_page):
    page = open_page(OFFICE, expected_errors=["422 (Unprocessable"])
    sign_in(page, school_of_the_file, "coordinator")
    return page


@pytest.fixture
def sheet(office, school_of_the_file):
    """Prints by the dialogue behind a link of the page, as ``chosen``, with the coordinator's session."""

    def printed(link, **chosen):
        office.goto(school_of_the_file.url + link.get_attribute("href"))
        expect(office.locator(".print-choice__figures dd").first).to_be_visible(timeout=120_000)
        form = office.locator("[data-print-choice]")
        asked = form.evaluate("form => Object.fromEntries(new FormData(form))")
        answer = office.request.post(
            office.url, form={**asked, **chosen}, headers={"Referer": office.url}
        )
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body(), answer.headers["content-disposition"]

    return printed


def pages_of(pdf, name):
    """Every page as a picture, kept beside those of the screens."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"coordinator_prints-{name}"
    subprocess.run(["pdftoppm", "-r", "100", "-png", "-", path], input=pdf, check=True)
    return sorted(PICTURES.glob(f"{path.name}-*.png"))


def fonts_of(pdf):
    with opened(pdf) as document:
        return {
            str(thing.FontName)[1:]: "/FontFile2" in thing or "/FontFile3" in thing
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        }


def assert_sound(pdf, code, pages):
    """Tags, faces, size, number of pages, and nobody's name."""
    assert failed_rules(pdf) == []
    assert TAGS[code] <= set(structure_types(pdf))
    fonts = fonts_of(pdf)
    assert fonts
    assert all(name[6] == "+" and "Noto-Sans" in name for name in fonts), fonts
    assert all(fonts.values()), fonts
    with opened(pdf) as document:
        assert len(document.pages) in pages
        assert {tuple(float(side) for side in page.mediabox[2:]) for page in document.pages} == {
            LETTER
        }
        assert set(document.docinfo.keys()) <= {"/Title", "/Producer"}
        assert document.Root.MarkInfo.Marked
    assert "Coordinador" not in text_of(pdf)


def test_a_coordinator_prints_from_the_module(office, school_of_the_file, picture, sheet):
    office.goto(f"{school_of_the_file.url}/admin/pages/")
    for title in PARENTS:
        office.click(f"table a[href^='/admin/pages/'][title*='{title}']")
    office.click(f"table .title a:has-text('{TITLE}')")
    office.click(".w-dropdown__toggle--icon[aria-label=Acciones]")
    link = office.locator("a[href*='/handouts/module-handout/']")
    link.wait_for()
    picture(office, "module", full=False)

    pdf, name = sheet(link)

    assert name == 'inline; filename="cuaderno-4.pdf"'
    assert_sound(pdf, "module-handout", range(8, 13))
    text = text_of(pdf)
    assert TITLE in text
    assert "Antes, un sindicato podía firmar un contrato colectivo" in text
    with opened(pdf) as document, document.open_outline() as outline:
        assert len(outline.root) > 5
        pages = len(document.pages)
    assert f"2 de {pages}" in text
    assert "Acuerdos y conteo sin nombres" not in text

    pictures = pages_of(pdf, "booklet")
    assert len(pictures) == pages
    (code,) = zxingcpp.read_barcodes(Image.open(pictures[-1]))
    office.goto(code.text)
    assert office.locator("h1").inner_text().replace("\xa0", " ") == TITLE


def test_a_coordinator_prints_a_kit_from_the_print_centre(
    office, school_of_the_file, picture, sheet
):
    office.goto(f"{school_of_the_file.url}/admin/curriculum/handouts/")
    office.fill(".print-centre-search input[name=q]", "paso a paso")
    office.select_option(".print-centre-search select[name=document]", "facilitator-guide")
    office.click(".print-centre-search button")
    expect(office.locator(".print-centre tbody tr")).to_have_count(1)
    picture(office, "centre")
    office.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    picture(office, "centre")

    guide, name = sheet(office.locator("a[href*='/handouts/facilitator-guide/']"), start="17:30")
    picture(office, "dialogue")
    office.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})
    picture(office, "dialogue")

    assert name == 'inline; filename="guia-4.pdf"'
    assert_sound(guide, "facilitator-guide", range(12, 20))
    text = text_of(guide)
    assert "17:30" in text
    assert "Acuerdos y conteo sin nombres" in text
    pages_of(guide, "guide")

    office.goto(f"{school_of_the_file.url}/admin/curriculum/handouts/?document=tally-sheet")
    tally, name = sheet(office.locator("a[href*='/handouts/tally-sheet/blank-es-mx/']"))

    assert name == 'inline; filename="conteo.pdf"'
    assert_sound(tally, "tally-sheet", [2])
    assert "No escribas nombres" in text_of(tally)
    assert len(pages_of(tally, "tally")) == 2


def test_the_whole_school_is_three_books(office, school_of_the_file, picture, sheet):
    """Seventeen modules in three files, each with contents, page numbers and its articles."""
    centre = f"{school_of_the_file.url}/admin/curriculum/handouts/?document=programme-reader"
    office.goto(f"{centre}&language=es-mx")
    picture(office, "books")
    books = [link.get_attribute("href") for link in office.locator(BOOK).all()]
    modules = 0

    for address in books:
        office.goto(f"{centre}&language=es-mx")
        pdf, name = sheet(office.locator(f"a[href='{address}']"))
        assert name.startswith('inline; filename="libro')
        assert_sound(pdf, "programme-reader", range(25, 300))
        titles = [title for level, title, _page in outline_of(pdf) if level == 1]
        modules += sum(title[0].isdigit() or title.startswith("Módulo ") for title in titles)
        assert titles[-1] == "Artículos citados"

    assert (len(books), modules) == (3, 17)


def test_an_edition_is_counted_before_it_is_printed(office, school_of_the_file, sheet):
    office.goto(f"{school_of_the_file.url}/admin/curriculum/handouts/?q=paso+a+paso")
    booklet = office.locator("a[href*='/handouts/module-handout/']")

    imposed, name = sheet(booklet, layout="booklet", imposed="on", copies="30")
    office.check("input[name=layout][value=booklet]")
    office.fill("input[name=copies]", "30")
    figures = office.locator(".print-choice__figures dd")
    expect(figures.nth(1)).not_to_have_text("1", timeout=60_000)

    with opened(imposed) as document:
        sides = len(document.pages)
    assert name == 'inline; filename="cuaderno-4-booklet-imposed.pdf"'
    expect(figures.nth(0)).to_have_text(str(2 * sides))
    expect(figures.nth(1)).to_have_text(str(30 * sides // 2))
    office.reload()
    expect(office.locator("input[name=copies]")).to_have_value("30")


def test_twelve_kits_are_one_job(office, school_of_the_file, picture):
    school_of_the_file.manage("shell", "-c", TWELVE)
    office.goto(f"{school_of_the_file.url}/admin/curriculum/attendance/kits/")
    for box in office.locator("input[name=sessions]").all()[:12]:
        box.check()
    office.check("input[name=copies][value=printer]")
    picture(office, "kits")

    office.click("button[type=submit]:has-text('Preparar los paquetes')")
    files = office.locator("a[href$='participantes.pdf']")
    expect(files).to_have_count(12, timeout=240_000)
    picture(office, "kits-made")

    assert office.locator(".help-block.help-warning").count() == 0
    kit = office.request.get(school_of_the_file.url + files.first.get_attribute("href")).body()
    assert failed_rules(kit) == []
    assert "Lo que trae este archivo" in text_of(kit)


def test_a_broken_picture_is_told_by_its_block(office, school_of_the_file, picture):
    broken = school_of_the_file.manage("shell", "-c", BREAK).stdout.split()[-1]

    answer = office.goto(school_of_the_file.url + broken)

    assert answer.status == 422
    assert "«Con imagen», bloque 2" in office.locator(".reason").inner_text()
    picture(office, "refused")
