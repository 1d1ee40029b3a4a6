"""A reader keeps a programme, and the server goes away; a phone without script takes the file."""

import re
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import OFFICE, PATIENCE_SECONDS, PHONE, School, serving, sign_in
from .keeping import (
    CHANGE,
    LEFT_BEHIND,
    LESSON,
    NOTHING,
    PROGRAMME,
    PUBLISH,
    SECTION,
    SENTENCE,
    WITHDRAW,
    keep,
    kept_by,
    open_keeper,
    step,
)

#: What the browser itself reports of a server that has gone away, or of a worker that took over.
AWAY = ["ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE"]


def wait_until_heard(page, what='"2026-11-20"'):
    """The worker asks behind the page's back whether a law has changed, or all is gone."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < patience:
        notes = kept_by(page)["kept"]
        if any(what in text for address, text in notes.items() if "/seen/" in address):
            return
        page.wait_for_timeout(250)
    raise AssertionError("the worker did not ask")


def port_of(school):
    return int(school.url.rpartition(":")[2])


def test_a_kept_programme_is_read_without_a_server(seed, tmp_path, open_page, picture):
    folder = tmp_path / "school"
    shutil.copytree(seed, folder)
    page = open_page(PHONE, expected_errors=AWAY)
    with serving(folder) as url:
        school = School(folder, url, {})
        page.goto(url + LESSON)
        assert page.evaluate(LEFT_BEHIND) == NOTHING
        open_keeper(page, school, LESSON)
        picture(page, "before")
        assert page.evaluate(LEFT_BEHIND) == NOTHING
        step(page, "start").click()
        expect(page.get_by_text("Ya está guardado.")).to_be_visible()
        picture(page, "after")

    page.goto(url + LESSON)
    strip = page.locator("main > .strip").first
    expect(strip).to_contain_text("No hay señal.")
    expect(strip).to_contain_text("Se guardó hoy, el")
    expect(page.locator("h1")).to_have_text("El camino completo, con plazos")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.btn--exit')).display") != "inline"
    )
    picture(page, "lesson", full=False)
    page.click("a[rel=next]")
    expect(page.locator("main > .strip").first).to_contain_text("No hay señal.")

    page.goto(f"{url}{SECTION}no-existe/")
    expect(page.locator("main > .strip").first).to_contain_text("esta página no está guardada")
    expect(page.locator(".pack h2")).to_have_text("Conoce tus derechos")
    picture(page, "unknown")
    page.click("text=De las juntas a los tribunales")
    expect(page).to_have_url(re.compile("de-las-juntas"))
    page.goto(f"{url}/salir/")
    expect(page).to_have_title("Notas")
    expect(page.locator(".strip")).to_have_count(0)

    school.manage("shell", "-c", CHANGE)
    with serving(folder, port_of(school)):
        page.goto(f"{url}/guardado/")
        expect(page.get_by_text("Hay una versión más nueva.")).to_be_visible()
        picture(page, "update")
        before = kept_by(page)
        step(page, "start").click()
        expect(page.get_by_text("Ya está guardado.")).to_be_visible()
        after = kept_by(page)

    assert len(before) == len(after) == 2
    assert SENTENCE not in str(before)
    assert SENTENCE in str(after)


def test_an_old_copy_says_that_the_law_has_changed(school, open_page, picture):
    page = open_page(PHONE, expected_errors=["ERR_INTERNET_DISCONNECTED"])
    keep(page, school)
    page.evaluate(
        """async () => {
            const notes = await caches.open("kept");
            for (const key of await notes.keys()) {
                const told = await (await notes.match(key)).json();
                if (told.seen) await notes.put(key, Response.json({ ...told, seen: 0 }));
            }
            navigator.serviceWorker.controller.postMessage("changed");
        }"""
    )
    school.manage("shell", "-c", CHANGE)
    page.goto(school.url + LESSON)
    expect(page.locator("article")).to_contain_text("Un artículo de esta lección cambió")
    wait_until_heard(page)

    page.context.set_offline(True)
    page.goto(school.url + LESSON)

    expect(page.locator("main > .strip--warn")).to_contain_text("el 20 de noviembre de 2026")
    picture(page, "lesson", full=False)


def test_a_change_of_the_law_shows_as_soon_as_the_list_tells_of_it(school, open_page, picture):
    """On the first day too, when the worker does not yet ask."""
    page = open_page(PHONE, expected_errors=["ERR_INTERNET_DISCONNECTED", "Failed to load"])
    keep(page, school)
    page.goto(f"{school.url}/guardado/")
    expect(page.get_by_text("Ya está guardado.")).to_be_visible()
    expect(page.locator("[data-mark]")).to_have_count(0)
    school.manage("shell", "-c", CHANGE)

    page.reload()
    expect(page.get_by_text("Hay una versión más nueva.")).to_be_visible()
    mark = page.locator(f"li:has(a[href='{LESSON}']) [data-mark]")
    expect(mark).to_contain_text("La ley de esta página")
    picture(page, "list")

    page.context.set_offline(True)
    page.reload()
    expect(mark).to_contain_text("La ley de esta página")
    page.goto(school.url + LESSON)
    expect(page.locator("main > .strip--warn")).to_contain_text("el 20 de noviembre de 2026")


@pytest.mark.parametrize("heard_on", ["the list", "a lesson"])
def test_a_copy_of_what_was_withdrawn_says_so(school, open_page, picture, heard_on):
    page = open_page(PHONE, expected_errors=["ERR_INTERNET_DISCONNECTED", "Failed to load"])
    keep(page, school)
    keeper = page.url
    school.manage("shell", "-c", WITHDRAW)
    gone = page.locator("[data-now=gone]")

    if heard_on == "the list":
        page.goto(f"{school.url}/guardado/")
        expect(gone).to_be_visible()
        picture(page, "list")
    else:
        page.goto(school.url + LESSON)
        wait_until_heard(page, '"gone"')

    page.context.set_offline(True)
    page.goto(school.url + LESSON)
    expect(page.locator("main > .strip")).to_have_count(2)
    picture(page, "lesson", full=False)
    page.goto(f"{school.url}/guardado/")
    expect(gone).to_be_visible()
    expect(page.get_by_text("Ya está guardado.")).to_be_hidden()

    page.context.set_offline(False)
    page.goto(keeper)
    expect(gone).to_be_visible()
    picture(page, "keep")
    step(page, "remove").click()
    expect(page.locator("[data-now=absent]")).to_be_visible()
    assert page.evaluate(LEFT_BEHIND) == NOTHING


def answering(status, told):
    return lambda route: route.fulfill(status=status, body=told, content_type="text/html")


def test_only_the_site_itself_says_that_something_was_withdrawn(school, open_page):
    page = open_page(PHONE, expected_errors=["Failed to load"])
    keep(page, school)
    for status, told in ((404, "<h1>No</h1>"), (410, "<h1>No</h1>"), (410, "{}"), (503, "")):
        page.route("**/pack.json", answering(status, told))
        with page.expect_response("**/pack.json"):
            page.goto(f"{school.url}/guardado/")
        page.wait_for_timeout(500)
        expect(page.locator("[data-now=kept]")).to_be_visible()
        page.unroute("**/pack.json")


def test_the_mark_goes_when_it_is_published_again(school, open_page):
    page = open_page(PHONE, expected_errors=["ERR_INTERNET_DISCONNECTED", "Failed to load"])
    keep(page, school)
    school.manage("shell", "-c", WITHDRAW)
    page.goto(f"{school.url}/guardado/")
    expect(page.locator("[data-now=gone]")).to_be_visible()

    school.manage("shell", "-c", PUBLISH)
    page.reload()

    expect(page.locator("[data-now=update]")).to_be_visible()
    page.context.set_offline(True)
    page.goto(school.url + LESSON)
    expect(page.locator("main > .strip")).to_have_count(1)


@pytest.mark.parametrize("says_it_has_a_line", [True, False])
def test_the_way_out_is_ordinary_where_the_line_leads_nowhere(
    school, open_page, picture, says_it_has_a_line
):
    page = open_page(PHONE, expected_errors=["ERR_INTERNET_DISCONNECTED"])
    if says_it_has_a_line:
        page.add_init_script("Object.defineProperty(navigator, 'onLine', { get: () => true })")
    keep(page, school)
    page.context.set_offline(True)
    page.goto(school.url + LESSON)
    page.click("[data-exit]")
    expect(page).to_have_url(f"{school.url}/salir/")
    expect(page.get_by_label("Nota nueva")).to_be_visible()

    page.goto(school.url + LESSON)
    page.click(".foot [data-erase]")
    expect(page).to_have_title("Notas")
    expect(page.get_by_label("Nota nueva")).to_be_visible()
    picture(page, "erased")
    assert page.evaluate("location.pathname") == "/salir/"
    assert page.evaluate(LEFT_BEHIND) == NOTHING


def test_nothing_of_staff_enters_a_cache(school, open_page):
    page = open_page(OFFICE)
    keep(page, school)
    before = kept_by(page)

    sign_in(page, school, "coordinator")
    links = page.eval_on_selector_all(
        "a[href^='/admin/']", "links => links.map(link => link.getAttribute('href'))"
    )
    for link in [link for link in dict.fromkeys(links) if "logout" not in link][:15]:
        page.goto(school.url + link)
    for address in ("/", PROGRAMME, LESSON, f"{SECTION}", "/glosario/"):
        page.goto(school.url + address)
    page.goto(f"{school.url}/guardado/")
    expect(page.get_by_text("Ya está guardado.")).to_be_visible()

    after = kept_by(page)
    assert {name: set(files) for name, files in after.items()} == {
        name: set(files) for name, files in before.items()
    }
    assert not [a for files in after.values() for a in files if a.startswith("/admin")]
    assert "coordinator" not in str(after)


def test_a_phone_without_script_takes_the_file(school, open_page, chromium, tmp_path, picture):
    page = open_page(PHONE, javascript=False)
    page.goto(school.url + PROGRAMME)
    page.click("text=Guardar en este teléfono")
    expect(page.get_by_text("está sin JavaScript")).to_be_visible()
    picture(page, "keep")
    with page.expect_download() as download:
        page.click("text=Bajar el archivo")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert re.fullmatch(r"cuaderno-\w{8}\.html", file.name)
    assert file.stat().st_size < 500_000

    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}, offline=True
    )
    reading = context.new_page()
    asked = []
    reading.on("request", lambda request: asked.append(request.url))
    reading.goto(file.as_uri())
    picture(reading, "file", full=False)
    reading.click("text=El camino completo, con plazos")
    expect(reading.locator("article:target h3")).to_contain_text("El camino completo")
    picture(reading, "lesson", full=False)
    reading.locator("article:target .term").first.click()
    expect(reading.locator(".gloss:popover-open")).to_be_visible()
    assert [Path(url).name.partition("#")[0] for url in asked] == [file.name]
    html = reading.locator("html")
    assert html.evaluate("html => html.scrollWidth <= html.clientWidth")
    context.close()
