"""Somebody reads on a borrowed phone: what stays in its history and stores, and how one gets away."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Error, expect

from .conftest import EXIT, PHONE
from .test_reading import DISCREET, LESSON, MODULE

WEATHER = "<!doctype html><title>El clima</title><h1>Nublado</h1>"
NEUTRAL_ADDRESS = re.compile(
    r"(/en)?/(cuaderno|notebook)/(cuaderno|notebook)-3/"
    r"(?:(modulo|module)-\d+/(?:(leccion|lesson)-\d+/|comprueba/|check/)?)?"
)
#: What a page of ours, opened for it, finds of what another one of ours kept.
KEPT = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((each) => each.name),
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "caches": [], "databases": []}
KEEP = """async () => {
  localStorage.setItem("kept", "1");
  sessionStorage.setItem("kept", "1");
  await (await caches.open("kept")).put("/kept/", new Response("kept"));
  await new Promise((resolve) => {
    const request = indexedDB.open("kept");
    request.onsuccess = () => resolve(request.result.close());
  });
}"""


@pytest.fixture
def school(standing_school):
    return standing_school


@pytest.fixture
def visit(chromium):
    """Opens pages in a window of their own, for which the page on the weather is always there."""
    contexts = []

    def opened(**options):
        size = {"width": PHONE[0], "height": PHONE[1]}
        context = chromium.new_context(**{"viewport": size, "locale": "es-MX", **options})
        context.route(
            EXIT, lambda route: route.fulfill(body=WEATHER, content_type="text/html; charset=utf-8")
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def history_of(page):
    """``[(address, title)]`` of the list behind the Back button."""
    session = page.context.new_cdp_session(page)
    entries = session.send("Page.getNavigationHistory")["entries"]
    return [(entry["url"], entry["title"]) for entry in entries if entry["url"] != "about:blank"]


@pytest.mark.parametrize("by", ["click", "keyboard"])
def test_exit_takes_the_place_of_the_lesson(school, visit, by):
    page = visit()
    page.goto(school.url + MODULE)
    page.goto(school.url + LESSON)

    if by == "click":
        page.click("[data-exit]")
    else:
        for _press in range(3):
            page.keyboard.press("Shift")

    expect(page).to_have_url(EXIT)
    assert [address for address, _title in history_of(page)] == [school.url + MODULE, EXIT]
    page.go_back()
    expect(page).to_have_url(school.url + MODULE)


def test_exit_blanks_the_screen_before_the_other_page_answers(school, visit):
    page = visit()
    page.goto(school.url + LESSON)

    seen = page.evaluate("""() => {
      document.querySelector("[data-exit]").click();
      return [document.title, document.querySelector("h1").checkVisibility()];
    }""")

    assert seen == ["…", False]
    expect(page).to_have_url(EXIT)


def test_keys_that_are_not_the_exit_leave_nobody_out(school, visit):
    page = visit()
    page.goto(school.url + LESSON)
    for _press in range(4):
        page.keyboard.press("Shift+Tab")
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.focus("textarea")
    for _press in range(4):
        page.keyboard.press("Shift")

    expect(page.locator("h1")).to_be_visible()
    expect(page).to_have_url(school.url + LESSON)


def test_quick_exit_works_without_js(school, visit):
    page = visit(java_script_enabled=False)
    page.goto(school.url + LESSON)

    page.click("[data-exit]")

    expect(page).to_have_url(EXIT)


def test_exit_and_erase_clears_what_was_kept(school, visit):
    """By the header alone, as without script; then by script alone, as without signal."""
    page = visit()
    for leaves in ("by the address", "without signal"):
        page.goto(school.url + LESSON)
        page.evaluate(KEEP)
        kept = page.evaluate(KEPT)
        assert (kept["local"], kept["caches"], kept["databases"]) == (1, ["kept"], ["kept"])

        if leaves == "by the address":
            # Where the address sends on to lies outside of this machine.
            with pytest.raises(Error, match="/borrar/"):
                page.goto(school.url + page.get_attribute(".foot [data-erase]", "href"))
            page.wait_for_url("chrome-error://**")
        else:
            page.context.set_offline(True)
            page.click(".foot [data-erase]")
            expect(page).to_have_url(EXIT)
            assert [address for address, _title in history_of(page)][-1] == EXIT

        page.context.set_offline(False)
        page.goto(school.url + LESSON)
        found = page.evaluate(KEPT)
        assert found | {"session": 0} == NOTHING


def test_erasing_asks_the_server_without_going_there(school, visit):
    """By the header of an answer that is not followed: here nothing is erased by script."""
    page = visit()
    page.goto(school.url + LESSON)
    page.evaluate(KEEP)

    page.evaluate("fetch('/borrar/', { redirect: 'manual', cache: 'no-store' }).then(() => null)")

    assert page.evaluate(KEPT) == NOTHING | {"session": page.evaluate("sessionStorage.length")}


@pytest.mark.parametrize("line", ["unreachable", "silent"])
def test_erasing_leads_to_the_exit_on_a_dead_line(school, visit, line):
    page = visit()
    page.goto(school.url + MODULE)
    page.goto(school.url + LESSON)
    page.evaluate(KEEP)
    page.route(
        re.compile("/borrar/"), lambda route: route.abort() if line == "unreachable" else None
    )

    page.click(".foot [data-erase]")

    expect(page).to_have_url(EXIT)
    assert [address for address, _title in history_of(page)] == [school.url + MODULE, EXIT]
    page.goto(school.url + LESSON)
    assert page.evaluate(KEPT) == NOTHING


def test_a_way_out_that_hangs_hides_where_one_was(school, visit):
    page = visit()
    page.goto(school.url + LESSON)
    page.context.unroute(EXIT)
    page.context.route(EXIT, lambda route: None)

    seen = page.evaluate("""() => {
      document.querySelector("[data-exit]").click();
      return [location.pathname, document.title, document.querySelector("h1").checkVisibility()];
    }""")

    assert seen == ["/", "…", False]


def test_a_discreet_programme_leaves_a_neutral_history(school, visit):
    page = visit()
    answers = []
    page.on("response", lambda answer: answers.append(answer))

    page.goto(school.url + DISCREET)
    for language in ("es-MX", "en"):
        page.locator("main .rows a").first.click()
        expect(page.locator("main .rows a").first).to_be_visible()
        page.locator("main .rows a").first.click()
        expect(page.locator("a[rel=next]")).to_be_visible()
        while "comprueba" not in page.url and "check" not in page.url:
            before = page.url
            page.click("a[rel=next]")
            expect(page).not_to_have_url(before)
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert page.evaluate(KEPT) == NOTHING
        page.goto(school.url + DISCREET)
        page.click(".lang a[lang=en]")
        expect(page.locator("html")).to_have_attribute("lang", "en")

    history = history_of(page)
    titles = {title for _address, title in history}
    assert {"Módulo 1", "Lección 1.1", "Module 1", "Lesson 1.1"} <= titles
    assert {"Comprueba lo aprendido · Módulo 1", "Check what you learned · Module 1"} <= titles
    for address, title in history:
        assert NEUTRAL_ADDRESS.fullmatch(address.removeprefix(school.url)), address
        assert not re.search("nosotras|mujer|women|acoso|harass", f"{address} {title}", re.I)
    assert page.context.cookies() == []
    for answer in answers[-12:]:  # the browser remembers the headers of the latest alone
        assert not {"referer", "cookie"} & answer.request.all_headers().keys()
        assert "set-cookie" not in answer.all_headers()


@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
def test_code_is_read_from_another_phones_screen(school, visit, picture, scheme):
    page = visit(
        viewport={"width": 320, "height": 640},
        color_scheme="light" if scheme == "light" else "dark",
        forced_colors="active" if scheme == "forced" else "none",
    )
    page.goto(school.url + MODULE)
    page.click("a[href$='/qr/']")
    expect(page.locator(".address")).to_be_visible()
    picture(page, scheme)

    seen = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot(full_page=True))))

    assert [code.text for code in seen] == [f"http://{page.inner_text('.address')}"]
    page.goto(seen[0].text)
    expect(page).to_have_url(school.url + MODULE)


def test_the_phones_own_share_sheet_is_offered_where_there_is_one(school, visit):
    page = visit()
    page.add_init_script(
        "navigator.share = async (what) => { document.title = JSON.stringify(what) }"
    )
    page.goto(school.url + MODULE)
    page.click("a[href$='/qr/']")

    page.click("button[data-share]")

    expect(page).to_have_title(re.compile(r'^\{"text":"[^"]+","url":"http://[^"]+/l/\w{8}/"\}$'))
    without = visit(java_script_enabled=False)
    without.goto(page.url)
    expect(without.locator("button[data-share]")).to_be_hidden()
    expect(without.locator("a[href^='https://wa.me/']")).to_be_visible()
