import zipfile

import pytest

pytestmark = pytest.mark.slow


def test_wheel_holds_the_package_and_not_the_site(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}

    assert tops == {"curriculum", f"{wheel.name.rsplit('-', 3)[0]}.dist-info"}


@pytest.mark.parametrize(
    "ending",
    [
        "curriculum/locale/es_MX/LC_MESSAGES/django.mo",
        "curriculum/locale/en/LC_MESSAGES/django.mo",
        "curriculum/templates/curriculum/base.html",
        "curriculum/static/curriculum/web.css",
        "curriculum/pages/templates/curriculum/pages/lesson_page.html",
        "/licenses/LICENSE",
    ],
)
def test_wheel_holds_catalogues_templates_and_static_files(wheel, ending):
    assert [n for n in zipfile.ZipFile(wheel).namelist() if n.endswith(ending)] != []


def test_wheel_holds_every_file_of_the_package(wheel):
    from .conftest import ROOT

    kept = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("curriculum/")}
    there = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "curriculum").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "locale" not in path.parts
    }

    assert there - kept == set()


def test_wheel_names_no_other_host(wheel):
    archive = zipfile.ZipFile(wheel)
    [metadata] = [n for n in archive.namelist() if n.endswith("METADATA")]

    head = archive.read(metadata).decode().split("\n\n")[0]

    assert "License-Expression: BSD-3-Clause" in head
    assert "http" not in head


def test_learning_only(host):
    """No attendance or people tables exist; a lesson opens."""
    host("learning_only", "check", "--fail-level", "WARNING")
    host("learning_only", "makemigrations", "--check", "--dry-run")
    host("learning_only", "migrate", "--verbosity", "0")

    out = host("learning_only", "shell", "--no-imports", "-c", "import teach; teach.with_pages()")

    assert out.splitlines()[-1] == "lesson opened, nobody counted"


def test_custom_base_page(host):
    """A host's own base page and its own concrete pages, without ``curriculum.pages``."""
    host("custom_base_page", "makemigrations", "--name", "initial", "courses")
    host("custom_base_page", "check", "--fail-level", "WARNING")
    host("custom_base_page", "makemigrations", "--check", "--dry-run")
    host("custom_base_page", "migrate", "--verbosity", "0")

    out = host("custom_base_page", "shell", "--no-imports", "-c", "import teach; teach.own_pages()")

    assert out.splitlines()[-1] == "lesson opened, nobody counted"
