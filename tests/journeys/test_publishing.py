"""A trainer writes, looks at it on screen and on paper, and submits; a coordinator publishes."""

import datetime
import re

from playwright.sync_api import expect

from tests.handouts.pdfs import text_of

from .conftest import OFFICE, PHONE, sign_in

HOME, SECTION = "Cuaderno abierto", "Unión de Demostración"
PROGRAMME = "Conoce tus derechos"
MODULE = "La reforma laboral en palabras sencillas"
LESSON = "De las juntas a los tribunales"
SENTENCE = "Pide siempre tu acuse de recibo."
NOTICE = "Hablaremos de despidos."
#: Lets the time come for which something was scheduled.
MAKE_DUE = """
import datetime
from django.utils import timezone
from wagtail.models import Revision
due = timezone.now() - datetime.timedelta(minutes=1)
revision = Revision.objects.get(approved_go_live_at__isnull=False)
revision.content["go_live_at"] = due.isoformat()
revision.approved_go_live_at = due
revision.save()
"""


def test_publishing_a_module_and_its_lesson(school, open_page, picture):
    # Wagtail saves by itself while one writes, and answers 400 to what is not complete yet.
    trainer, coordinator = (open_page(OFFICE, expected_errors=["400"]) for _person in range(2))
    reader = open_page(PHONE, javascript=False)
    sign_in(trainer, school, "trainer")
    module = write_module(trainer, school, picture)
    lesson = write_lesson(trainer, school, picture)
    look_at_it_on_screen_and_paper(trainer, picture)
    submit(trainer)
    assert_reads(reader, lesson, SENTENCE, is_there=False)

    sign_in(coordinator, school, "coordinator")
    compare_and_approve(coordinator, picture)
    assert_reads(reader, lesson, SENTENCE)

    schedule(coordinator, school, picture)
    assert_reads(reader, module, NOTICE, is_there=False)
    school.manage("shell", "-c", MAKE_DUE)
    school.manage("publish_scheduled")
    assert_reads(reader, module, NOTICE)
    look_at_the_history(coordinator, school, picture)


def write_module(page, school, picture):
    """The plan is warned about as it is written. Returns the address that readers know."""
    open_editor(page, school, PROGRAMME, MODULE)
    row = page.locator("#inline_child_session_plan-1")
    expect(row.locator(".curriculum-row__time")).to_have_text("0:15–0:40")
    row.locator("[data-panel-toggle]").first.click()
    page.fill("[name=session_plan-1-minutes]", "45")
    expect(glance(page).locator(".is-low", has_text="170")).to_be_visible()
    expect(page.locator("#inline_child_session_plan-2 .curriculum-row__time")).to_have_text(
        "1:00–1:35"
    )
    picture(page, "plan-too-long", full=False)
    page.fill("[name=duration_minutes]", "170")
    expect(glance(page).locator(".is-low", has_text="170")).to_have_count(0)
    page.fill("[name=content_warning]", NOTICE)
    save_draft(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    picture(page, "module", full=False)
    page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})
    return public_address(page)


def write_lesson(page, school, picture):
    """Reading ease follows the text. Returns the address that readers know."""
    open_editor(page, school, PROGRAMME, MODULE, LESSON)
    reading = page.locator("[data-curriculum-advice=reading]")
    before = reading.inner_text()
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {SENTENCE}")
    expect(reading).not_to_have_text(before)
    picture(page, "lesson", full=False)
    save_draft(page)
    return public_address(page)


def look_at_it_on_screen_and_paper(page, picture):
    page.click("[data-side-panel-toggle=preview]")
    for mode in ("", "paper-lesson-handout", "paper-facilitator-guide"):
        page.select_option("[data-side-panel=preview] select", mode)
        shown = page.frame_locator(f"[data-side-panel=preview] iframe[src*='mode={mode}&']")
        expect(shown.locator("body")).to_contain_text(SENTENCE)
        expect(page.locator("[data-side-panel=preview] iframe")).to_have_count(1)
        picture(page, f"preview-{mode or 'web'}", full=False)
        if mode:
            pdf = page.request.get(shown.locator("a[href$='.pdf']").evaluate("link => link.href"))
            assert SENTENCE in " ".join(text_of(pdf.body()).split())
    page.click("[data-side-panel-toggle=preview]")


def submit(page):
    more_actions(page).locator("[name=action-submit]").click()
    expect(page.locator(".messages")).to_contain_text(LESSON)


def compare_and_approve(page, picture):
    """From the list on the coordinator's home."""
    waiting = page.locator("tr", has_text=LESSON)
    picture(page, "home")
    edit = waiting.get_by_role("link", name=LESSON).evaluate("link => link.href")
    waiting.locator("button[data-w-dropdown-target=toggle]").click()
    waiting.locator("a[href*='/compare/live...']").click()
    expect(page.locator(".comparison .addition").first).to_contain_text(SENTENCE)
    picture(page, "comparison")
    page.goto(edit)
    approve = "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])"
    more_actions(page).locator(approve).click()
    expect(page.locator(".messages")).to_contain_text(LESSON)


def schedule(page, school, picture):
    open_editor(page, school, PROGRAMME, MODULE)
    page.click("[data-side-panel-toggle=status]")
    page.click("[data-a11y-dialog-show=schedule-publishing-dialog]")
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    page.fill("[name=go_live_at]", f"{tomorrow:%Y-%m-%d} 08:00")
    picture(page, "schedule", full=False)
    # By the keyboard: the calendar lies over the button.
    page.locator("#schedule-publishing-dialog [type=submit]").press("Enter")
    more_actions(page).locator("[name=action-publish]").click()
    expect(page.locator(".messages")).to_contain_text(MODULE)


def look_at_the_history(page, school, picture):
    open_editor(page, school, PROGRAMME, MODULE, LESSON)
    page.locator("header a[href$='/history/']").first.click()
    for person in ("Facilitadora", "Coordinadora"):
        expect(page.locator("tr", has_text=person).first).to_be_visible()
    picture(page, "history")


def open_editor(page, school, *titles):
    """Walks down the page tree and opens the editor of the last title."""
    page.goto(f"{school.url}/admin/pages/")
    for title in [HOME, SECTION, *titles[:-1]]:
        row = page.locator("tr", has=page.get_by_role("link", name=re.compile(title)))
        row.locator("td.children a").click()
    page.locator("td.title").get_by_role("link", name=re.compile(f"^{titles[-1]}")).click()
    expect(glance(page)).to_be_visible()


def glance(page):
    return page.locator("[data-curriculum-advice=glance]")


def save_draft(page):
    page.locator("footer button.action-save").first.click()
    expect(page.locator(".messages")).to_be_visible()


def more_actions(page):
    page.locator("footer .w-dropdown__toggle").click()
    return page.locator("footer .w-dropdown__content")


def public_address(page):
    return page.locator("header a[target=_blank][rel=noreferrer]").last.evaluate(
        "link => link.href"
    )


def assert_reads(page, address, text, *, is_there=True):
    page.goto(address)
    expect(page.locator("main")).to_be_visible()
    assert (text in page.locator("body").inner_text()) == is_there
