"""A coordinator invites somebody, who joins on a phone, and is out the moment she is removed."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from .conftest import PHONE, sign_in

PASSWORD = "cuatro frascos de frijol"


def test_invited_person_joins_and_is_removed(school, open_page, picture):
    office = open_page()
    sign_in(office, school, "coordinator")
    office.goto(f"{school.url}/admin/curriculum/people/invite/")
    office.click("main button.button")
    link = school.url + urlsplit(office.input_value("#invitation-link")).path
    picture(office, "link")

    phone = open_page(PHONE, javascript=False)
    phone.goto(link)
    phone.fill("[name=username]", "nueva")
    phone.fill("[name=password1]", "corta")
    phone.fill("[name=password2]", "corta")
    phone.click("main button")
    expect(phone.locator(".error").first).to_be_visible()
    picture(phone, "refused")
    phone.fill("[name=password1]", PASSWORD)
    phone.fill("[name=password2]", PASSWORD)
    phone.click("main button")
    expect(phone).to_have_url(f"{school.url}/admin/")

    office.goto(f"{school.url}/admin/curriculum/people/")
    office.click("text=nueva")
    office.click("text=Quitar del equipo")
    office.click("main button.serious")
    expect(office).to_have_url(f"{school.url}/admin/curriculum/people/")
    picture(office, "removed")
    phone.goto(f"{school.url}/admin/")
    expect(phone).to_have_url(re.compile(f"^{school.url}/admin/login/"))


def test_link_that_was_used_leads_nowhere(school, open_page):
    office = open_page(expected_errors=["404"])
    sign_in(office, school, "coordinator")
    office.goto(f"{school.url}/admin/curriculum/people/invite/")
    office.click("main button.button")
    link = school.url + urlsplit(office.input_value("#invitation-link")).path
    phone = open_page(PHONE, expected_errors=["404"])
    phone.goto(link)
    for name, value in (("username", "nueva"), ("password1", PASSWORD), ("password2", PASSWORD)):
        phone.fill(f"[name={name}]", value)
    phone.click("main button")
    expect(phone).to_have_url(f"{school.url}/admin/")

    assert office.goto(link).status == 404
