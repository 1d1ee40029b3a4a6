"""Somebody checks what they learned: without script, by finger or by keyboard, and nothing stays."""

import io

import pypdf
from playwright.sync_api import expect

from .conftest import OFFICE, PHONE
from .test_reading import MODULE

QUESTIONS = f"{MODULE}comprueba/"
MAKE_OFFICE = """
import datetime
from tests.factories.learning import make_help_contact
make_help_contact(phone="55 1234 5678", verified_on=datetime.date(2026, 11, 20))
"""


def test_questions_are_answered_and_explained_without_script(standing_school, open_page, picture):
    page = open_page(PHONE, javascript=False)
    page.goto(standing_school.url + MODULE)
    page.click("text=Comprueba lo aprendido")
    expect(page).to_have_url(standing_school.url + QUESTIONS)
    expect(page.locator(".verdict:visible")).to_have_count(0)
    question = page.locator(".q").first

    question.locator(".opt", has=page.locator(".verdict--no")).first.click()
    expect(question.locator(".verdict:visible")).to_have_class("verdict verdict--no")
    question.locator(".opt", has=page.locator(".verdict--yes")).click()
    expect(question.locator(".verdict:visible")).to_have_class("verdict verdict--yes")
    question.locator("summary").click()
    expect(question.locator("details p")).to_be_visible()
    picture(page, "answered")

    page.focus(".q:nth-of-type(2) input >> nth=0")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".q").nth(1).locator("input").nth(1)).to_be_checked()
    expect(page).to_have_url(standing_school.url + QUESTIONS)

    page.reload()
    expect(page.locator("input:checked")).to_have_count(0)
    page.click(".lang a[lang=en]")
    expect(page.locator("h1")).to_have_text("Check what you learned")
    page.click("a[rel=next]")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.context.cookies() == []


def test_answers_do_not_wait_behind_the_back_button(standing_school, open_page):
    page = open_page(OFFICE)
    page.goto(standing_school.url + QUESTIONS)
    page.locator(".opt").first.click()
    page.locator("summary").first.click()
    page.click("a[rel=prev]")
    expect(page.locator("h1")).not_to_have_text("Comprueba lo aprendido")

    page.go_back()

    expect(page.locator("h1")).to_have_text("Comprueba lo aprendido")
    expect(page.locator("input:checked, details[open]")).to_have_count(0)


def test_a_printed_page_says_where_it_is_from_and_of_when(standing_school, open_page):
    page = open_page(OFFICE, javascript=False)
    for path in (MODULE, f"{MODULE}el-camino-completo/", QUESTIONS):
        page.goto(standing_school.url + path)
        address = page.locator(".printed").text_content()

        text = printed(page)

        assert address in text
        assert "22 de noviembre de 2026" in text
        assert "no sustituye la asesoría" in text
        for word in ("Salir", "English", "Compartir", "Siguiente", "Ver la respuesta"):
            assert word not in text, path


def test_a_printed_list_of_offices_brings_their_numbers(school, open_page):
    school.manage("shell", "--no-imports", "-c", MAKE_OFFICE)
    page = open_page(OFFICE, javascript=False)
    page.goto(f"{school.url}/ayuda/")

    assert "55 1234 5678" in printed(page)


def printed(page):
    sheet = pypdf.PdfReader(io.BytesIO(page.pdf(format="Letter")))
    return " ".join(" ".join(leaf.extract_text().split()) for leaf in sheet.pages)
