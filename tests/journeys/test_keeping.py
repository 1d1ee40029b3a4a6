"""What arrives on a phone, what is fetched and when, and that nothing is left of what was removed."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from .conftest import PHONE
from .keeping import (
    A_PAGE,
    CHANGE,
    LEFT_BEHIND,
    NOTHING,
    SECTION,
    keep,
    kept_by,
    open_keeper,
    step,
)

SMALL = (320, 640)
UNSEEN = "No pudimos ver qué hay que bajar."
#: The worker's script takes its time, until ``letGo()``.
SLOW_WORKER = """
    const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
    const wait = new Promise((resolve) => { globalThis.letGo = resolve; });
    navigator.serviceWorker.register = async (address) => { await wait; return register(address); };
"""
#: Comparing what is here takes its time, until ``letGo()``.
SLOW_DIGEST = """() => {
    const digest = crypto.subtle.digest.bind(crypto.subtle);
    const wait = new Promise((resolve) => { globalThis.letGo = resolve; });
    crypto.subtle.digest = async (...given) => { await wait; return digest(...given); };
}"""
#: While the way out is waited for, the browser answers no question of ours.
LATER = """setTimeout(() => {
    globalThis.letGo?.();
    dispatchEvent(new Event("online"));
}, 5000)"""
#: Each part of an answer comes 15 seconds behind the one before; what begins with no end never ends.
DRIP = """(parts) => {
    const bytes = new TextEncoder();
    globalThis.fetch = async (_address, { signal }) => new Response(new ReadableStream({
        async start(control) {
            signal.addEventListener("abort", () => control.error(new DOMException("", "AbortError")));
            for (const part of parts) {
                await new Promise((resolve) => setTimeout(resolve, 15000));
                control.enqueue(bytes.encode(part));
            }
            if (parts.at(-1) === "}") control.close();
        },
    }));
    download.list("/").then(
        (told) => { globalThis.outcome = told; }, (error) => { globalThis.outcome = error.message; },
    );
}"""


def keep_half(page, school, files=6):
    """Some pages arrive; of those that follow nothing is heard. Returns the held ones."""
    held = []

    def meter(route):
        nonlocal files
        files -= 1
        route.continue_() if files >= 0 else held.append(route)

    open_keeper(page, school)
    page.route(A_PAGE, meter)
    step(page, "start").click()
    expect(page.locator("[data-fill=count]")).to_have_text(re.compile(r"[3-9]|\d\d"))
    return held


def cut(page, held):
    """The line breaks for the held pages, as far as anybody still waits, and is there for all others."""
    page.unroute(A_PAGE)
    for route in held:
        with suppress(Error):
            route.abort("connectionreset")


def left_behind(page, school):
    """What another page of the same browser finds, once all that could run has run."""
    page.wait_for_timeout(4_000)
    other = page.context.new_page()
    other.goto(f"{school.url}/privacidad/")
    return other.evaluate(LEFT_BEHIND)


def test_what_has_arrived_is_not_fetched_again(school, open_page, picture):
    page = open_page(SMALL, expected_errors=["Failed to load resource", "ERR_"])
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    gate = {"open": 6}

    def meter(route):
        gate["open"] -= 1
        route.continue_() if gate["open"] >= 0 else route.abort("connectionreset")

    open_keeper(page, school)
    page.route(A_PAGE, meter)
    step(page, "start").click()
    expect(page.get_by_text("No hay señal.", exact=True)).to_be_visible()
    picture(page, "lost")
    [half] = [name for name in kept_by(page) if name.startswith("kept-")]
    there = set(kept_by(page)[half])
    assert there

    page.reload()
    expect(page.get_by_text("En pausa.")).to_be_visible()
    picture(page, "paused")
    gate["open"] = 1000
    fetched.clear()
    step(page, "start").click()
    expect(page.get_by_text("Ya está guardado.")).to_be_visible()

    pages = [url for url in fetched if re.search(r"/[0-9a-f]{64}/$", url)]
    whole = kept_by(page)[half]
    assert len(pages) == len(set(pages))
    assert len(pages) + len(there & {a for a in whole if a.endswith("/")}) == len(
        [address for address in whole if address.endswith("/")]
    )


def test_a_line_that_says_nothing_counts_as_lost(school, open_page):
    page = open_page(PHONE, expected_errors=["Failed to load resource", "ERR_"])
    page.clock.install()
    open_keeper(page, school)
    page.route(A_PAGE, lambda route: None)

    step(page, "start").click()
    expect(page.get_by_text("Está llegando.")).to_be_visible()
    step(page, "pause").click()
    expect(page.get_by_text("En pausa.")).to_be_visible()
    with page.expect_request(A_PAGE):
        step(page, "start").click()
    page.clock.run_for(15_000)
    expect(page.get_by_text("Está llegando.")).to_be_visible()
    page.clock.run_for(6_000)
    expect(page.get_by_text("No hay señal.", exact=True)).to_be_visible()

    page.unroute(A_PAGE)
    page.clock.run_for(6_000)
    expect(page.get_by_text("Ya está guardado.")).to_be_visible()


def test_a_pause_on_a_lost_line_lasts(standing_school, open_page):
    page = open_page(PHONE, expected_errors=["Failed to load resource", "ERR_"])
    open_keeper(page, standing_school)
    page.route(A_PAGE, lambda route: route.abort("connectionreset"))
    step(page, "start").click()
    expect(page.get_by_text("No hay señal.", exact=True)).to_be_visible()

    step(page, "pause").click()
    page.unroute(A_PAGE)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1_000)

    expect(page.get_by_text("En pausa.")).to_be_visible()


def test_a_slow_line_may_take_its_time(school, open_page):
    page = open_page(PHONE)
    page.clock.install()
    open_keeper(page, school)

    for parts, end in ((["{", '"a"', ":1", "}"], {"a": 1}), (["{", '"a"'], "line")):
        page.evaluate(DRIP, parts)
        for _part in range(5):
            page.clock.run_for(15_000)
        assert page.evaluate("outcome") == end


def test_a_damaged_file_is_refused_and_the_old_copy_stays(school, open_page):
    page = open_page(PHONE)
    keep(page, school)
    before = kept_by(page)
    school.manage("shell", "-c", CHANGE)
    page.route(
        A_PAGE,
        lambda route: route.fulfill(body="<h1>Otra cosa</h1>", content_type="text/html"),
    )
    page.goto(f"{school.url}/guardado/")

    step(page, "start").click()

    expect(page.get_by_text("Una parte llegó dañada.")).to_be_visible()
    after = kept_by(page)
    assert "Otra cosa" not in str(after)
    for name, files in before.items():
        assert after[name].keys() == files.keys()


def test_removal_leaves_nothing(school, open_page):
    page = open_page(PHONE)
    keep(page, school)
    keep(page, school, f"{SECTION}cuaderno-3/")
    page.click("text=Ver todo lo guardado en este teléfono")
    expect(page.locator(".pack")).to_have_count(2)
    expect(page.locator(".pack h2")).to_have_text(["Conoce tus derechos", "Confianza y cuidado"])
    assert "nosotras" not in page.locator("main").inner_text()

    page.locator("[data-step=remove]:visible").first.click()
    expect(page.locator(".pack")).to_have_count(1)
    page.locator("[data-step=remove]:visible").first.click()
    expect(page.get_by_text("En este teléfono no hay nada guardado.")).to_be_visible()

    page.reload()
    assert page.evaluate(LEFT_BEHIND) == NOTHING


@pytest.mark.parametrize("before", ["nothing", "half"])
def test_nothing_is_fetched_unasked(standing_school, open_page, picture, before):
    page = open_page(SMALL, expected_errors=["Failed to load resource"])
    if before == "half":
        keep_half(page, standing_school)
        step(page, "pause").click()
        page.unroute(A_PAGE)
    else:
        open_keeper(page, standing_school)
    there = kept_by(page)
    pages = []
    page.on("request", lambda asked: A_PAGE.search(asked.url) and pages.append(asked.url))
    page.route("**/pack.json", lambda route: route.fulfill(status=503))

    page.reload()
    expect(page.get_by_text(UNSEEN)).to_be_visible()
    expect(page.get_by_text("sigue en este teléfono")).to_be_visible(visible=before == "half")
    picture(page, before)
    page.unroute("**/pack.json")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1_000)

    expect(page.get_by_text(UNSEEN)).to_be_visible()
    step(page, "look").click()
    expect(step(page, "start")).to_contain_text("Seguir" if before == "half" else "Guardar")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1_000)
    assert (pages, kept_by(page)) == ([], there)


@pytest.mark.parametrize("waits_for", ["a page", "the worker"])
def test_erasing_ends_a_download(standing_school, open_page, waits_for):
    """Where the way out is slow, this page lives on meanwhile, blank."""
    school = standing_school
    page = open_page(PHONE, expected_errors=["Failed to load resource", "ERR_"])
    asked = []
    page.route("**/slow/", lambda route: asked.append(route))
    if waits_for == "a page":
        held = keep_half(page, school)
    else:
        page.add_init_script(SLOW_WORKER)
        held = []
        open_keeper(page, school)
        step(page, "start").click()
    page.evaluate("document.querySelector('[data-exit]').href = '/slow/'")
    page.evaluate(f"() => {{ {LATER} }}")

    page.click(".foot [data-erase]")
    page.wait_for_timeout(4_000)
    cut(page, held)

    assert asked
    assert left_behind(page, school) == NOTHING


@pytest.mark.parametrize("by", [".foot [data-erase]", "[data-step=remove]:visible"])
def test_what_another_page_removes_or_erases_stops_arriving_here(standing_school, open_page, by):
    page = open_page(PHONE, expected_errors=["Failed to load resource", "ERR_"])
    held = keep_half(page, standing_school)
    other = page.context.new_page()
    other.goto(page.url)

    other.click(by)
    other.wait_for_timeout(2_000)
    cut(page, held)

    assert left_behind(page, standing_school) == NOTHING
    expect(step(page, "start")).to_contain_text("Guardar")


def test_a_page_that_slept_takes_nothing_away_that_was_kept_anew(standing_school, open_page):
    page = open_page(PHONE)
    keep(page, standing_school)
    code = page.locator("[data-keep]").get_attribute("data-code")
    other = page.context.new_page()
    other.goto(page.url)

    said = f"{{ code: '{code}', at: Date.now() - 3600000 }}"
    other.evaluate(f"new BroadcastChannel('kept').postMessage({said})")
    other.wait_for_timeout(1_000)

    expect(page.get_by_text("Ya está guardado.")).to_be_visible()
    assert [name for name in kept_by(page) if code in name]


@pytest.mark.parametrize("waits_for", ["what is here", "the worker"])
def test_a_removed_download_does_not_come_back(standing_school, open_page, waits_for):
    school = standing_school
    page = open_page(PHONE)
    if waits_for == "what is here":
        keep_half(page, school)
        step(page, "pause").click()
        page.unroute(A_PAGE)
        page.evaluate(SLOW_DIGEST)
    else:
        page.add_init_script(SLOW_WORKER)
        open_keeper(page, school)
    step(page, "start").click()
    page.wait_for_timeout(500)

    step(page, "pause").click()
    step(page, "remove").click()
    expect(step(page, "start")).to_contain_text("Guardar")
    page.evaluate("letGo()")
    page.wait_for_timeout(1_000)
    page.evaluate("dispatchEvent(new Event('online'))")

    assert left_behind(page, school) == NOTHING
    expect(step(page, "start")).to_contain_text("Guardar")
    step(page, "start").click()
    expect(page.get_by_text("Ya está guardado.")).to_be_visible()


def test_half_a_download_is_shown_and_removed(standing_school, open_page, picture):
    page = open_page(PHONE)
    keep_half(page, standing_school)
    step(page, "pause").click()
    page.goto(f"{standing_school.url}/guardado/")

    expect(page.locator(".pack h2")).to_have_text("Llegó a medias")
    expect(page.get_by_text("no hay nada guardado")).to_be_hidden()
    picture(page, "list")
    page.click("text=Quitarlo de este teléfono")

    expect(page.get_by_text("En este teléfono no hay nada guardado.")).to_be_visible()
    assert left_behind(page, standing_school) == NOTHING
