"""A trainer closes a session, says what it taught, and her coordinator reads it beside the module."""

from playwright.sync_api import expect

from .conftest import PHONE, sign_in

WORDS = "Con un recibo de verdad se entendió a la primera."


def close_what_waits(page, school):
    """The demo has one session of yesterday that was counted and not closed."""
    sign_in(page, school, "trainer")
    page.click("#sessions-waiting-section a[href*='/attendance/']")
    page.wait_for_url("**/attendance/**")
    page.goto(f"{page.url}close/")
    page.click("form .btn--go")
    page.wait_for_url("**/knowledge/debrief/**")


def test_what_a_session_taught_stands_beside_its_module(school, open_page, picture):
    phone = open_page(PHONE)
    close_what_waits(phone, school)
    phone.fill("[name=learned]", "Llamar al 442 123 4567")
    phone.click("main button.button")
    expect(phone.locator("main")).to_contain_text("nadie")
    picture(phone, "refused")
    phone.fill("[name=learned]", WORDS)
    phone.check("[name=themes] >> nth=0")
    phone.click("main button.button")
    phone.wait_for_url("**/attendance/**")

    office = open_page()
    sign_in(office, school, "coordinator")
    office.goto(f"{school.url}/admin/curriculum/knowledge/?q=entendio+recibo")
    expect(office.locator("#listing-results")).to_contain_text(WORDS)
    picture(office, "list")
    office.click(f"#listing-results a:has-text('{WORDS}')")
    office.click("main dd a:has-text('Editar')")
    learning = office.locator(".curriculum-learning").first
    learning.scroll_into_view_if_needed()
    expect(learning).to_contain_text(WORDS)
    picture(office, "editor", full=False)


def test_question_after_closing_can_be_skipped(school, open_page):
    phone = open_page(PHONE)
    close_what_waits(phone, school)

    phone.click("form a:has-text('Saltar')")

    phone.wait_for_url("**/attendance/**")
