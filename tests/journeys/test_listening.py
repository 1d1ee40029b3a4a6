"""A trainer records a lesson in the editor; a reader listens on a phone, without a script or with one."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import CHROMIUM, OFFICE, PHONE, SWITCHES, sign_in
from .test_publishing import LESSON, MODULE, PROGRAMME, open_editor

#: A tone in the place of a microphone, and nobody to ask.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
#: Plays to the end.
HEARD = """player => new Promise((heard, failed) => {
  player.addEventListener("ended", heard);
  player.play().catch(failed);
})"""


@pytest.fixture
def studio(chromium):
    """A page of a browser with a microphone."""
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*SWITCHES, *MICROPHONE])
    context = browser.new_context(
        viewport={"width": OFFICE[0], "height": OFFICE[1]}, locale="es-MX", reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    browser.close()


def test_a_recorded_lesson_is_heard(school, studio, open_page, picture):
    sign_in(studio, school, "coordinator")
    open_editor(studio, school, PROGRAMME, MODULE, LESSON)
    block = add_audio(studio)
    record(studio, block, picture)
    address = publish(studio)

    phone = open_page(PHONE, javascript=False)
    phone.goto(address)
    button = phone.get_by_role("link", name=re.compile(r"Escuchar, \d+\ss \(\d+\skB\)"))
    expect(button).to_be_visible()
    picture(phone, "without-script", full=False)
    kinds = phone.locator("figure.audio source").evaluate_all("all => all.map(one => one.type)")
    assert kinds == ["audio/ogg; codecs=opus", "audio/mp4"]

    heard_in_parts(open_page(PHONE), address, picture)


def add_audio(page):
    page.locator("[data-streamfield-stream-container] .c-sf-add-button").last.click()
    page.get_by_role("option", name=re.compile("^Audio")).click()
    block = page.locator(".w-panel:has(> * curriculum-recorder)").last
    block.locator("input[name$='-title']").fill("La lección, leída")
    block.locator("input[name$='-is_lesson_text']").check()
    return block


def record(page, block, picture):
    block.locator("[data-do=start]").click()
    expect(block.locator(".recorder__time")).to_have_text("0:01")
    block.locator("[data-do=pause]").click()
    block.locator("[data-do=resume]").click()
    expect(block.locator(".recorder__time")).to_have_text("0:02")
    block.scroll_into_view_if_needed()
    picture(page, "recording", full=False)
    block.locator("[data-do=stop]").click()
    block.locator("[data-do=again]").click()
    expect(block.locator(".recorder__time")).to_have_text("0:02")
    block.locator("[data-do=stop]").click()
    expect(block.locator(".recorder__made audio")).to_be_visible()
    picture(page, "recorded", full=False)
    block.locator("[data-do=use]").click()
    expect(block.locator("[data-chooser-title]")).to_be_visible()
    expect(block.locator(".recorder__state")).to_contain_text("Lista · 2")
    picture(page, "used", full=False)


def publish(page):
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[name=action-publish]").click()
    expect(page.locator(".messages")).to_contain_text(LESSON)
    return page.locator(".messages a").first.evaluate("link => link.href")


def heard_in_parts(page, address, picture):
    answers = []
    page.on("response", lambda answer: "/sound/" in answer.url and answers.append(answer))
    page.goto(address)
    expect(page.locator("figure.audio .speed .btn")).to_have_count(4)
    assert answers == []  # nothing is fetched before somebody wants to hear it

    page.locator("figure.audio").scroll_into_view_if_needed()
    picture(page, "player", full=False)
    page.get_by_role("button", name="1.5×").click()
    page.locator("audio").evaluate(HEARD)

    assert page.locator("audio").evaluate("player => player.playbackRate") == 1.5
    assert answers[0].status == 206
    assert answers[0].headers["content-range"].startswith("bytes 0-")
    stored = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert stored == [0, 0, ""]
