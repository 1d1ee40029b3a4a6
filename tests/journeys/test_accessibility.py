"""WCAG 2.2 AA on every page for readers: by axe, by keyboard, and as the phone is set."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import OFFICE, PHONE
from .test_reading import DISCREET, LESSON, MODULE, SECTION, SMALL, is_wider_than_its_window

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PLACES = {
    "home": "/",
    "section": SECTION,
    "programme": f"{SECTION}derechos-reforma-laboral/",
    "module": MODULE,
    "lesson": LESSON,
    "self-check": f"{MODULE}comprueba/",
    "discreet": f"{DISCREET}modulo-1/leccion-1/",
    "glossary": "/glosario/",
    "help": "/ayuda/",
    "privacy": "/privacidad/",
    "wins": "/logros/",
    "research": "/investigaciones/",
    "law": "/que-cambio/",
    "search": "/buscar/",
    "kept": "/guardado/",
    "missing": "/no-existe/",
    "password": f"{SECTION}derechos-reforma-laboral/libertad-sindical-sin-miedo/",
}
#: A module, in each language, that opens with a word alone.
CLOSE = """
from curriculum.pages.models import ModulePage
from wagtail.models import PageViewRestriction
for page in ModulePage.objects.filter(code="LLR-2"):
    PageViewRestriction.objects.get_or_create(
        page=page, restriction_type="password", password="maíz-azul"
    )
"""
#: Light on a small phone in Spanish, dark on a large screen in English.
LOOKS = [("es-MX", "light", SMALL), ("en", "dark", OFFICE)]
#: What can be touched, and is neither a link within a sentence nor 48 pixels high.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, .opt")]
  .filter((each) => each.checkVisibility() && !each.matches(".skip, .term"))
  .filter((each) => getComputedStyle(each).display !== "inline")
  .filter((each) => each.getBoundingClientRect().height < 47.5)
  .map((each) => each.outerHTML.slice(0, 80))"""
#: WCAG 1.4.12, as a reader's own style sheet sets it.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
#: The letters that somebody chose in the settings of their phone, in percent, and its width.
LETTERS = [(130, 320), (200, 360)]
ENLARGED = """(percent) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`html { font-size: ${percent}% }`);
  document.adoptedStyleSheets = [sheet];
}"""
#: What of the way back lies below the way out.
COVERED = """() => {
  const exit = document.querySelector(".btn--exit").getBoundingClientRect();
  return [...document.querySelectorAll(".here a, .here b, .here span, .here li")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > exit.left)
    .map((each) => each.textContent.trim());
}"""


@pytest.fixture(scope="module")
def school(school_of_the_file):
    school_of_the_file.manage("shell", "-c", CLOSE)
    return school_of_the_file


def addresses(school, page):
    """Every kind of page: the one on which a module is handed on, a win and a piece of research too."""
    found = dict(PLACES)
    for name, path, link in (
        ("share", MODULE, "a[href$='/qr/']"),
        ("win", PLACES["wins"], ".news a"),
        ("brief", PLACES["research"], ".news a"),
    ):
        page.goto(school.url + path)
        found[name] = page.locator(link).first.get_attribute("href")
    return found


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS, ids=["small", "large"])
def test_axe_finds_nothing(school, open_page, language, scheme, size):
    page = open_page(size, expected_errors=["404 (Not Found)"])
    page.emulate_media(color_scheme=scheme)
    found = {}
    for name, path in addresses(school, page).items():
        page.goto(school.url + path)
        if language == "en":
            page.click(".lang a[lang=en]")
        expect(page.locator("html")).to_have_attribute("lang", language)
        for violation in Axe().run(page, options=RULES).response["violations"]:
            found[name, violation["id"]] = [node["html"][:120] for node in violation["nodes"]]
        if small := page.evaluate(SMALL_TARGETS):
            found[name, "48 pixels"] = small
    assert found == {}


def test_text_may_be_spaced_out_and_enlarged_four_times(school, open_page):
    page = open_page(SMALL, expected_errors=["404 (Not Found)"])
    found = []
    for name, path in addresses(school, page).items():
        page.goto(school.url + path)
        page.evaluate(SPACING)
        if is_wider_than_its_window(page):
            found.append(f"{name}, spaced out")
        page.set_viewport_size({"width": 320, "height": 256})
        if is_wider_than_its_window(page):
            found.append(f"{name}, enlarged")
        expect(page.locator(".btn--exit")).to_be_in_viewport(ratio=1)
        page.set_viewport_size({"width": SMALL[0], "height": SMALL[1]})
    assert found == []


@pytest.mark.parametrize("size", [PHONE, OFFICE], ids=["phone", "office"])
def test_a_word_opens_what_is_closed(school, open_page, picture, size):
    page = open_page(size, javascript=False)
    page.emulate_media(color_scheme="light" if size == PHONE else "dark")
    page.goto(school.url + PLACES["password"])
    picture(page, "asked")

    page.fill("#clave", "otra")
    page.click("main .btn--go")
    expect(page.locator("#clave[aria-invalid]")).to_have_accessible_description(re.compile(r"\w"))
    picture(page, "refused")
    page.fill("#clave", "maíz-azul")
    page.keyboard.press("Enter")

    expect(page).to_have_url(school.url + PLACES["password"])
    expect(page.locator("h1")).to_contain_text("Libertad sindical")


@pytest.mark.parametrize(("percent", "width"), LETTERS)
def test_large_letters_stay_within_a_phone(school, open_page, picture, percent, width):
    page = open_page((width, 640), expected_errors=["404 (Not Found)"])
    found = []
    for name, path in addresses(school, page).items():
        for language in ("es-MX", "en"):
            page.goto(school.url + path)
            if language == "en":
                page.click(".lang a[lang=en]")
            expect(page.locator("html")).to_have_attribute("lang", language)
            page.evaluate(ENLARGED, percent)
            if is_wider_than_its_window(page):
                found.append((name, language))
            found += [(name, language, crumb) for crumb in page.evaluate(COVERED)]
            if name in {"win", "lesson"}:
                picture(page, f"{name}-{language}", full=False)
    assert found == []


def test_a_story_leads_back_to_its_list_by_a_whole_word(school, open_page):
    page = open_page(SMALL)
    page.goto(school.url + addresses(school, page)["win"])

    crumbs = page.locator(".here li:visible")

    expect(crumbs).to_have_count(1)
    expect(crumbs).to_have_text("Lo que ya logramos")


def test_keyboard_reaches_the_text_then_the_way_out(school, open_page):
    page = open_page(OFFICE, javascript=False)
    page.goto(school.url + LESSON)

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    for crumb in page.locator(".here a").all():
        page.keyboard.press("Tab")
        expect(crumb).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-exit]")).to_be_focused()

    page.focus(".skip")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    expect(page).to_have_url(re.compile("#contenido$"))
