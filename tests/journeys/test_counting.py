"""A trainer counts with one hand: taps, takes back, loses the network, and closes."""

import json
import shutil
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import OFFICE, PHONE, School, free_port, serving, sign_in

#: The browser reports by itself what a phone without a network gets.
NO_NETWORK = ["net::ERR", "503"]
PLAN = """
import datetime
from django.contrib.auth import get_user_model
from django.utils import timezone
from django_scopes import scopes_disabled
from curriculum.attendance.domain.scheduling import plan_session
from curriculum.people.domain.access import memberships_of
trainer = get_user_model().objects.get(username="trainer")
with scopes_disabled():
    session = plan_session(
        partner=memberships_of(trainer)[0].partner,
        by=trainer,
        state="QUE",
        starts_at=timezone.now() - datetime.timedelta(hours=2),
        planned_minutes=120,
    )
print("session", session.pk)
"""


@pytest.fixture
def school(school_of_the_file):
    """One for all: each journey counts in a session of its own."""
    return school_of_the_file


def plan_session(school):
    """A session that began two hours ago; returns the address of its page."""
    out = school.manage("shell", "-c", PLAN).stdout
    pk = next(line.split()[1] for line in out.splitlines() if line.startswith("session "))
    return f"{school.url}/admin/curriculum/attendance/{uuid.UUID(pk)}/"


def begin(page, school, session):
    sign_in(page, school, "trainer")
    page.goto(f"{session}count/")


def tap(page, what, times=1):
    for _ in range(times):
        page.click(f"[data-hit={what}]")


def expect_counts(page, *, total, first):
    expect(page.locator("[data-out=total]")).to_have_text(str(total))
    expect(page.locator("[data-out=first]")).to_have_text(str(first))


def expect_saved(page):
    expect(page.locator("[data-out=queue]")).to_have_text("", timeout=20_000)


def row(page, dimension, value):
    return page.locator(f"[data-dimension={dimension}] [data-value={value}]")


def test_counting_on_a_phone(school, open_page, picture):
    session = plan_session(school)
    page = open_page(PHONE)
    begin(page, school, session)

    tap(page, "returning", 3)
    tap(page, "first_time", 2)
    expect_counts(page, total=5, first=2)
    page.click("[data-undo]")
    expect_counts(page, total=4, first=1)
    tap(page, "not_asked")
    expect_counts(page, total=5, first=1)
    page.click("[data-dimension=gender] summary")
    for _ in range(4):
        row(page, "gender", "women").locator(".more").click()
    row(page, "gender", "women").locator(".less").click()
    expect(row(page, "gender", "women").locator("[data-number]")).to_have_text("3")
    expect(page.locator("[data-dimension=gender] [data-sum]")).to_contain_text("2")
    expect_saved(page)
    picture(page, "counted")

    page.reload()

    expect_counts(page, total=5, first=1)
    # Within a minute no order is kept, lest tallies be joined into people: the button says which.
    first = 0 if "primera vez" in page.inner_text("[data-undo]").lower() else 1
    page.click("[data-undo]")
    expect_counts(page, total=4, first=first)
    expect_saved(page)
    page.reload()
    expect_counts(page, total=4, first=first)

    page.goto(f"{session}close/")
    picture(page, "close")
    page.check("[name=fill]")
    page.click("form .btn--go")
    page.wait_for_url(lambda url: not url.endswith("/close/"))
    picture(page, "closed")
    page.goto(f"{session}count/")
    expect(page.locator("[data-hit=returning]")).to_be_disabled()


def test_counting_by_keyboard(school, open_page):
    page = open_page(PHONE)
    begin(page, school, plan_session(school))

    page.focus("[data-hit=returning]")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect_counts(page, total=3, first=1)
    expect(page.locator("[data-out=said]")).to_contain_text("3")
    for button in page.locator("[data-hits] button").all():
        assert button.bounding_box()["height"] >= 64
    expect_saved(page)


def test_two_phones_count_at_two_doors(school, open_page):
    session = plan_session(school)
    pages = [open_page(PHONE), open_page(PHONE)]
    for page in pages:
        begin(page, school, session)

    for _person in range(10):
        tap(pages[0], "returning")
        tap(pages[1], "first_time")
    for page in pages:
        expect_saved(page)

    for page in pages:
        page.reload()
        expect_counts(page, total=20, first=10)


def test_answer_that_is_lost_on_the_way_is_asked_for_again_and_recorded_once(school, open_page):
    session = plan_session(school)
    page = open_page(PHONE, expected_errors=NO_NETWORK)
    begin(page, school, session)
    lost = []

    def lose_the_answer(route):
        answer = route.fetch()
        if route.request.method == "POST" and len(lost) < 2:
            lost.append(answer.json())
            route.abort()
        else:
            route.fulfill(response=answer)

    page.route("**/entries/", lose_the_answer)
    tap(page, "first_time", 3)
    expect(page.locator("[data-again]")).to_be_visible()
    expect(page.locator("[data-out=queue]")).not_to_have_text("")
    expect_counts(page, total=3, first=3)
    expect_saved(page)

    assert lost[0]["counts"]["arrival"]["first_time"] >= 1
    page.reload()
    expect_counts(page, total=3, first=3)


def test_server_that_dies_in_the_middle_gets_what_it_missed(seed, tmp_path, open_page, picture):
    folder, port = tmp_path / "school", free_port()
    shutil.copytree(seed, folder)
    passwords = json.loads((folder / "passwords.json").read_text())
    page = open_page(PHONE, expected_errors=NO_NETWORK)
    with serving(folder, port) as url:
        school = School(folder, url, passwords)
        session = plan_session(school)
        begin(page, school, session)
        tap(page, "returning", 2)
        expect_saved(page)

    tap(page, "first_time", 4)
    expect(page.locator("[data-again]")).to_be_visible()
    expect_counts(page, total=6, first=4)
    picture(page, "unsaved", full=False)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]

    with serving(folder, port):
        page.click("[data-again]")
        expect_saved(page)
        page.reload()
        expect_counts(page, total=6, first=4)


def test_captive_portal_that_answers_with_a_page_loses_nothing(school, open_page):
    session = plan_session(school)
    page = open_page(PHONE, expected_errors=[*NO_NETWORK, "404"])
    begin(page, school, session)
    statuses = iter([200, 404])

    def portal(route):
        if status := next(statuses, None):
            route.fulfill(status=status, content_type="text/html", body="<h1>Wi-Fi</h1>")
        else:
            route.continue_()

    page.route("**/entries/", portal)
    tap(page, "returning", 2)
    expect(page.locator("[data-again]")).to_be_visible()
    expect_saved(page)
    page.reload()
    expect_counts(page, total=2, first=0)


def test_who_was_signed_out_is_told_and_loses_nothing(school, open_page, picture):
    session = plan_session(school)
    page = open_page(PHONE, expected_errors=["403"])
    begin(page, school, session)
    cookies = page.context.cookies()
    page.context.clear_cookies()

    tap(page, "returning", 2)
    expect(page.locator("[data-again]")).to_be_visible()
    picture(page, "signed-out", full=False)
    another = page.context.new_page()
    sign_in(another, school, "trainer")
    page.click("[data-again]")

    expect_saved(page)
    page.reload()
    expect_counts(page, total=2, first=0)
    assert {c["name"] for c in page.context.cookies()} == {c["name"] for c in cookies}


def test_totals_are_typed_without_a_script(school, open_page, picture):
    session = plan_session(school)
    page = open_page(PHONE, javascript=False)
    begin(page, school, session)

    page.click("noscript a")
    page.fill("[name=total]", "12")
    page.fill("[name=first_time]", "3")
    page.fill("[name=gender-women]", "10")
    page.click("form .btn--go")
    expect(page.locator("[name=gender-women]")).to_have_value("10")
    picture(page, "differs")
    page.fill("[name=gender-not_asked]", "2")
    page.click("form .btn--go")

    expect(page).to_have_url(session)
    page.goto(f"{session}count/")
    expect_counts(page, total=12, first=3)


def test_what_was_counted_is_in_the_report(school, open_page, picture):
    coordinator = open_page(OFFICE)
    sign_in(coordinator, school, "coordinator")
    sessions, attendances = figures(coordinator, school)
    session = plan_session(school)
    page = open_page(PHONE)
    begin(page, school, session)
    tap(page, "returning", 6)
    tap(page, "first_time", 5)
    expect_saved(page)
    assert figures(coordinator, school) == [sessions, attendances]

    page.goto(f"{session}close/")
    page.click("form .btn--go")
    page.wait_for_url(lambda url: not url.endswith("/close/"))

    assert figures(coordinator, school) == [sessions + 1, attendances + 11]
    picture(coordinator, "report")
    with coordinator.expect_download() as download:
        coordinator.click("a[href$='/csv/']")
    assert str(attendances + 11) in Path(download.value.path()).read_text("utf-8-sig")


def figures(page, school):
    """Sessions and attendances of the period in which today lies, as the report shows them."""
    page.goto(f"{school.url}/admin/curriculum/reports/")
    numbers = page.locator(".report-figures .number").all_inner_texts()
    return [int(numbers[0]), int(numbers[2])]
