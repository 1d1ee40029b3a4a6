"""A trainer records a lesson in the editor, and adds a film with captions; a reader listens and watches.

On a phone, without a script or with one.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.learning.recordings.telephones import SCENE, TONE, made

from .conftest import CHROMIUM, OFFICE, PHONE, SWITCHES, sign_in
from .test_publishing import LESSON, MODULE, PROGRAMME, open_editor

#: A tone in the place of a microphone, and nobody to ask.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
#: Plays to the end.
HEARD = """player => new Promise((heard, failed) => {
  player.addEventListener("ended", heard);
  player.play().catch(failed);
})"""
SPOKEN = "La boleta se dobla dos veces."
#: As a telephone's film editor writes them.
CAPTIONS = f"1\n00:00:00,000 --> 00:00:01,000\n{SPOKEN}\n"
#: What is read while the film is seen, once somebody asks for captions.
CAPTIONS_SHOWN = """player => new Promise((shown, failed) => {
  const track = player.textTracks[0];
  const element = player.querySelector("track");
  element.addEventListener("load", () => shown([...track.cues].map(cue => cue.text)));
  element.addEventListener("error", () => failed("the captions did not come"));
  track.mode = "showing";
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


def test_a_recorded_lesson_is_heard(school_of_the_file, studio, open_page, picture):
    sign_in(studio, school_of_the_file, "coordinator")
    open_editor(studio, school_of_the_file, PROGRAMME, MODULE, LESSON)
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


def test_a_film_is_seen_with_its_captions(school_of_the_file, open_page, picture):
    trainer = open_page(OFFICE, expected_errors=["400"])
    sign_in(trainer, school_of_the_file, "coordinator")
    open_editor(trainer, school_of_the_file, PROGRAMME, MODULE, LESSON)
    add_film(trainer, picture)
    address = publish(trainer)

    without_script = open_page(PHONE, javascript=False)
    without_script.goto(address)
    expect(without_script.locator("video[controls] track[kind=captions]")).to_have_count(1)

    phone = open_page(PHONE)
    answers = []
    phone.on("response", lambda answer: answer.url.endswith(".vtt") and answers.append(answer))
    phone.goto(address)
    film = phone.locator("video")
    assert film.evaluate("player => player.textTracks[0].mode") == "disabled"
    assert answers == []  # nor do captions cost anything before somebody wants them

    assert film.evaluate(CAPTIONS_SHOWN) == [SPOKEN]
    assert answers[0].headers["content-type"] == "text/vtt"
    film.evaluate(HEARD)
    film.evaluate("player => { player.currentTime = 0.4 }")
    film.scroll_into_view_if_needed()
    picture(phone, "captions", full=False)


def add_film(page, picture):
    add_block(page, "Video")
    block = page.locator(".w-panel:has(> * [name$='-captions'])").last
    block.locator("input[name$='-title']").fill("La boleta, doblada")
    cautions = page.locator("[data-curriculum-advice=cautions]")
    film = made("mp4", "-c:v", "libx264", "-c:a", "aac", inputs=[*SCENE, *TONE])
    send(page, block, "un video", "VID-20261126.mp4", film)
    expect(page.locator(".modal")).to_have_count(0)
    expect(cautions).to_contain_text("«La boleta, doblada» no tiene subtítulos")
    picture(page, "without-captions")
    send(page, block, "subtítulos", "VID-20261126.srt", b"<html>")
    expect(page.locator(".modal .error-message")).to_contain_text("no hay subtítulos")
    picture(page, "refused", full=False)
    page.locator(".modal .close").click()
    send(page, block, "subtítulos", "VID-20261126.srt", CAPTIONS.encode())
    expect(page.locator(".modal")).to_have_count(0)
    expect(cautions).not_to_contain_text("no tiene subtítulos")
    block.locator("[contenteditable=true]").fill(SPOKEN)
    written = block.locator("input[name$='-transcript']")
    expect(written).to_have_value(re.compile(SPOKEN))  # the editor writes it down a little later
    picture(page, "with-captions")


def send(page, block, what, name, content):
    """Sends a new file by the chooser, as which it is chosen once it was taken."""
    block.get_by_role("button", name=f"Elegir o enviar {what}").click()
    dialog = page.locator(".modal")
    dialog.get_by_role("tab", name="Subir").click()
    dialog.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    expect(dialog.locator("[name$='-upload-title']")).to_have_value(name.partition(".")[0])
    dialog.locator("form[enctype] [type=submit]").click()


def add_block(page, name):
    page.locator("[data-streamfield-stream-container] .c-sf-add-button").last.click()
    page.get_by_role("option", name=re.compile(f"^{name}")).click()


def add_audio(page):
    add_block(page, "Audio")
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
    expect(block.locator(".recorder__state")).to_contain_text("Lista · ")
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
