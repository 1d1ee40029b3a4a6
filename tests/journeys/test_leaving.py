"""A partner leaves with everything: carried away by button, brought into an empty site."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest

from .conftest import OFFICE, School, make_empty, manage, serving, sign_in

WORD = "operator of the second school"
#: What a page may tell of the database that it comes from: a glossary term's number.
NUMBERS = re.compile(r"\bg-\d+")
DONE = "progress[value='100']"
#: Milliseconds: 146 pages are published and then compared with the package.
PATIENCE = 120_000


@pytest.fixture
def empty(tmp_path, migrated_database, monkeypatch):
    """A second site, with nothing in it but the person who runs it."""
    folder = tmp_path / "empty"
    make_empty(folder, migrated_database)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", WORD)
    manage(
        folder, "createsuperuser", "--noinput", "--username=operator", "--email=o@example.invalid"
    )
    with serving(folder) as url:
        yield School(folder, url, {"operator": WORD})


def carry_away(page, school, path, picture):
    sign_in(page, school, "coordinator")
    page.goto(f"{school.url}/admin/curriculum/handover/")
    picture(page, "before")
    page.click("form[action$='/export/'] button")
    with page.expect_download() as download:
        page.click("a[href$='/download/']")
    picture(page, "carried-away")
    assert re.fullmatch(r"curriculum-\d{4}-\d\d-\d\d\.zip", download.value.suggested_filename)
    download.value.save_as(path)


def look_at(page, school, path):
    """Uploads a package and waits for what it would add and change."""
    page.goto(f"{school.url}/admin/curriculum/handover/")
    page.set_input_files("input[name=package]", path)
    page.click("form[enctype] button")
    page.wait_for_selector(f"{DONE}, .help-critical")


def addresses_of(school):
    with urlopen(f"{school.url}/sitemap.xml") as answer:
        found = re.findall(r"<loc>http://[^/]+(/[^<]*)</loc>", answer.read().decode())
    discreet = "/cuaderno/cuaderno-3/"
    return [
        *found,
        "/cuaderno/",
        discreet,
        f"{discreet}modulo-2/leccion-3/",
        "/glosario/",
        "/ayuda/",
    ]


def pages_of(school, addresses):
    def read(path):
        with urlopen(school.url + path) as answer:
            html = answer.read().decode().replace(school.url.removeprefix("http://"), "")
        return NUMBERS.sub("g", html.replace(school.url.rsplit(":")[-1], ""))

    with ThreadPoolExecutor(2) as readers:
        return dict(zip(addresses, readers.map(read, addresses), strict=True))


def test_a_partner_leaves_with_everything(school, empty, open_page, picture, tmp_path):
    package = tmp_path / "package.zip"
    carry_away(open_page(OFFICE), school, package, picture)
    there = open_page(OFFICE)
    sign_in(there, empty, "operator")

    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(Path(package).read_bytes()[:-2000])
    look_at(there, empty, damaged)
    assert there.locator(".help-critical").is_visible()
    assert there.locator("form[action*='/handover/import/']").count() == 0
    picture(there, "damaged")

    look_at(there, empty, package)
    picture(there, "plan")
    there.click("form[action*='/handover/import/'] button")
    there.wait_for_selector(DONE, timeout=PATIENCE)
    there.wait_for_selector("details")
    picture(there, "brought-in")

    addresses = addresses_of(school)
    assert len(addresses) > 100
    assert pages_of(empty, addresses) == pages_of(school, addresses)

    look_at(there, empty, package)
    assert there.locator("form[action*='/handover/import/']").count() == 0
    assert there.locator("details").count() == 0
    picture(there, "again")
