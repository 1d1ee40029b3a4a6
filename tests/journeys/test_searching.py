"""A worker looks for a word: without script, forgiven their slips, and back again without a question."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import EXIT, PHONE
from .test_leaving_no_trace import WEATHER

SMALL = (320, 640)
RESULTS = "#resultados"


@pytest.fixture
def school(standing_school):
    return standing_school


def look_for(page, words):
    page.fill("form[role=search] input[type=search]", words)
    page.press("form[role=search] input[type=search]", "Enter")


def test_a_worker_finds_a_lesson_and_comes_back(school, open_page, picture):
    page = open_page(PHONE, javascript=False)
    page.goto(school.url)

    look_for(page, "consiliasion")
    expect(page.locator(RESULTS)).to_contain_text("resultados")
    expect(page).to_have_url(f"{school.url}/buscar/")
    expect(page.locator(".found mark").first).to_have_text("Conciliación")
    picture(page, "found")
    lesson = page.locator(".found li", has_text="Lección").first.locator("a")
    title = lesson.inner_text()
    lesson.click()
    expect(page.locator("h1")).to_have_text(title)

    page.go_back()
    expect(page.locator("input[type=search]")).to_have_value("consiliasion")
    expect(page.locator(".found a", has_text=title).first).to_be_visible()

    page.click("button[name=page]")
    expect(page.locator(RESULTS)).to_contain_text("página 2")
    assert page.context.cookies() == []


def test_what_was_looked_for_does_not_come_back(school, chromium):
    context = chromium.new_context(locale="es-MX")
    context.route(EXIT, lambda route: route.fulfill(body=WEATHER, content_type="text/html"))
    page = context.new_page()
    page.goto(school.url)
    for words in ("huelga", "despido"):
        look_for(page, words)
        expect(page.locator("input[type=search]")).to_have_value(words)
    page.wait_for_load_state()  # the script comes last

    page.focus("input[type=search]")
    for _press in range(3):
        page.keyboard.press("Shift")
    expect(page).to_have_url(EXIT)

    page.go_back()
    expect(page).to_have_url(f"{school.url}/buscar/")
    expect(page.locator("input[type=search]")).to_have_value("")
    expect(page.locator("main")).not_to_contain_text("huelga")
    expect(page.locator(RESULTS)).to_have_count(0)
    page.go_back()
    expect(page).to_have_url(f"{school.url}/")
    expect(page.locator("input[type=search]")).to_have_value("")
    context.close()


@pytest.mark.parametrize(
    ("path", "answers"),
    [
        ("/buscar/", {"": "empty", "huelga": "found", "el la": "common", "qqqq": "none"}),
        ("/en/search/", {"": "empty", "strikes": "found", "of the": "common", "qqqq": "none"}),
    ],
    ids=["es", "en"],
)
def test_every_state_of_search_is_within_reach_of_all(school, open_page, picture, path, answers):
    page = open_page(SMALL)

    for words, state in answers.items():
        page.goto(school.url + path)
        if words:
            look_for(page, words)
            expect(page.locator(RESULTS)).to_be_visible()
        picture(page, state)
        html = page.locator("html")
        assert not html.evaluate("html => html.scrollWidth > html.clientWidth")
        assert [found["id"] for found in Axe().run(page).response["violations"]] == []
