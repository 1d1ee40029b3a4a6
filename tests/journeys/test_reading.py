"""A worker reads: without script, without a cookie, on the smallest phone and on a large screen."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import OFFICE, PHONE

SMALL = (320, 640)
SECTION = "/cuaderno/"
MODULE = f"{SECTION}derechos-reforma-laboral/constancia-de-representatividad/"
LESSON = f"{MODULE}el-camino-completo/"
DISCREET = f"{SECTION}cuaderno-3/"
CARE = "Cuidar las firmas es cuidar a la gente"
#: The browser itself reports an answer that is an error.
MISSING = "404 (Not Found)"


@pytest.fixture
def school(standing_school):
    return standing_school


def is_wider_than_its_window(page):
    html = page.locator("html")
    return html.evaluate("html => html.scrollWidth > html.clientWidth")


def test_a_worker_reads_a_lesson(school, open_page, picture):
    page = open_page(PHONE, javascript=False, expected_errors=[MISSING])

    page.goto(school.url)
    picture(page, "home")
    page.click("text=Conoce tus derechos")
    picture(page, "programme")
    page.click("text=La Constancia de Representatividad")
    picture(page, "module")
    page.click("text=El camino completo")
    expect(page).to_have_url(school.url + LESSON)
    picture(page, "lesson")

    page.click("a[rel=next]")
    expect(page.locator("h1")).to_have_text(CARE)
    page.click("a[rel=prev]")
    expect(page).to_have_url(school.url + LESSON)

    page.click(".lang a[lang=en]")
    expect(page).to_have_url(re.compile(f"^{school.url}/en/"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("The whole path, with deadlines")
    picture(page, "english")
    page.click(".lang a[lang=es-MX]")
    expect(page).to_have_url(school.url + LESSON)

    page.click(".here li:visible a")
    expect(page).to_have_url(school.url + MODULE)

    answer = page.goto(f"{school.url}{SECTION}no-existe/")
    assert answer.status == 404
    picture(page, "missing")
    page.click("main a.btn--go")
    expect(page).to_have_url(f"{school.url}/")

    assert page.context.cookies() == []


def test_a_word_is_explained_where_it_stands(school, open_page, picture):
    page = open_page(SMALL, javascript=False)
    page.goto(school.url + LESSON)
    word = page.locator(".term", has_text="padrón")
    explanation = page.locator(f"#{word.get_attribute('popovertarget')}")
    assert not explanation.is_visible()

    word.click()

    assert "pueden votar" in explanation.inner_text()
    picture(page, "word", full=False)
    explanation.locator("button").click()
    assert not explanation.is_visible()
    page.click(".foot a[href='/glosario/']")
    expect(page.locator("main")).to_contain_text("padrón", ignore_case=True)


def test_a_passer_by_reads_nothing(school, open_page, picture):
    page = open_page(PHONE, javascript=False)
    page.goto(school.url)
    page.click("text=Confianza y cuidado")
    expect(page).to_have_title("Confianza y cuidado")
    for title in ("Módulo 1", "Lección 1.1"):
        page.locator("main .rows a").first.click()
        expect(page).to_have_title(title)
        expect(page.locator(".top")).not_to_contain_text("nosotras")
    picture(page, "lesson", full=False)

    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex, nofollow")
    expect(page).to_have_url(f"{school.url}{DISCREET}modulo-1/leccion-1/")


def test_a_sheet_is_kept(school, open_page):
    page = open_page(PHONE, javascript=False)
    page.goto(school.url + LESSON)
    sheet = page.locator(".acts a[type='application/pdf']")

    answer = page.request.get(school.url + sheet.get_attribute("href"))

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-1.7")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("size", [SMALL, PHONE, OFFICE], ids=lambda size: str(size[0]))
def test_nothing_scrolls_sideways(school, open_page, picture, size):
    page = open_page(size, javascript=False, expected_errors=[MISSING])
    places = {
        "home": "/",
        "section": SECTION,
        "programme": f"{SECTION}derechos-reforma-laboral/",
        "module": MODULE,
        "lesson": LESSON,
        "help": "/ayuda/",
        "missing": "/no-existe/",
    }
    for name, path in places.items():
        page.goto(school.url + path)
        assert not is_wider_than_its_window(page), name
        picture(page, name)
        page.click(".lang a[lang=en]")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert not is_wider_than_its_window(page), f"{name} in English"
