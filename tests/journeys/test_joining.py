"""A coordinator invites somebody, who joins on a phone, and is out the moment she is removed."""

from urllib.parse import urlsplit

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
    picture(phone, "refused")
    assert phone.locator(".error").count() > 0
    phone.fill("[name=password1]", PASSWORD)
    phone.fill("[name=password2]", PASSWORD)
    phone.click("main button")
    assert phone.url == f"{school.url}/admin/"

    office.goto(f"{school.url}/admin/curriculum/people/")
    office.click("text=nueva")
    office.click("text=Quitar del equipo")
    office.click("main button.serious")
    picture(office, "removed")
    phone.goto(f"{school.url}/admin/")
    assert phone.url.startswith(f"{school.url}/admin/login/")


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

    assert office.goto(link).status == 404
