"""Exit, exit and erase, and the page that says what a phone remembers."""

import pytest

from tests.factories import learning as make

pytestmark = pytest.mark.django_db
EXIT = "https://clima.example/"


@pytest.fixture(autouse=True)
def way_out(settings):
    settings.CURRICULUM_EXIT_URL = EXIT


@pytest.mark.parametrize("address", ["/borrar/", "/en/erase/"])
def test_quick_exit_clears(client, address):
    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, EXIT)
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize(
    ("site", "is_erased"),
    [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False)],
)
def test_no_other_site_empties_a_phone(client, site, is_erased):
    response = client.get("/borrar/", headers={"Sec-Fetch-Site": site})

    assert response["Location"] == EXIT
    assert ("Clear-Site-Data" in response) is is_erased


@pytest.mark.parametrize("address", ["/privacidad/", "/en/privacy/"])
def test_privacy_page_is_as_neutral_as_any(client, address):
    html = client.get(address).content.decode()

    assert "data-erase" in html
    assert "<title>Priva" in html


@pytest.mark.parametrize(
    "address", ["/", "/glosario/", "/ayuda/", "/privacidad/", "/no-existe/", "/l/nnnnnnnn/"]
)
def test_quick_exit_works_without_js(client, address):
    make.make_home()

    html = client.get(address).content.decode()

    assert f'href="{EXIT}" rel="noreferrer" data-exit>' in html
    assert 'href="/borrar/"' in html
