"""Documentation is kept true by tests: what exists is named in it."""

import re

import pytest
from django.apps import apps

from curriculum.conf import DEFAULTS

from .rooms import ROOT

README = (ROOT / "README.md").read_text() if (ROOT / "README.md").exists() else ""
ROOMS = sorted(path for path in (ROOT / "curriculum").iterdir() if (path / "apps.py").exists())
COMMANDS = sorted(
    path
    for folder in ("curriculum", "cms")
    for path in (ROOT / folder).rglob("management/commands/[!_]*.py")
)
SETTINGS_FILES = [*sorted((ROOT / "cms").glob("settings/*.py")), ROOT / "cms" / "gunicorn.py"]
VARIABLES = sorted(
    {
        name
        for path in SETTINGS_FILES
        for name in re.findall(
            r'(?:environment\.(?:text|listed|required|number)|environ\.get)\(\s*"([A-Z_]+)"',
            path.read_text(),
        )
    }
)
TARGETS = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
CHECKS = sorted(
    {
        code
        for path in (ROOT / "curriculum").rglob("*.py")
        for code in re.findall(r"curriculum\.[EW]\d{3}", path.read_text())
    }
)


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_readme_names_every_setting(name):
    assert f"`CURRICULUM_{name}`" in README


@pytest.mark.parametrize("name", VARIABLES)
def test_readme_names_every_environment_variable(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", TARGETS)
def test_readme_names_every_make_target(name):
    assert f"make {name}" in README


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_readme_names_every_command(path):
    assert f"`{path.stem}" in README


@pytest.mark.parametrize("code", CHECKS)
def test_readme_names_every_check(code):
    assert f"`{code}`" in README


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.name)
def test_every_room_has_a_page_of_its_own(path):
    text = (path / "README.md").read_text()

    assert 10 < len(text.splitlines()) <= 120


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.name)
def test_readme_leads_to_every_room(path):
    assert f"(curriculum/{path.name}/README.md)" in README


def test_readme_can_be_read_in_one_sitting():
    assert len(README.splitlines()) <= 250


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\.github/pictures/[\w.-]+", README))))
def test_readme_shows_light_pictures(path):
    assert 0 < (ROOT / path).stat().st_size < 150_000


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([\w./-]+\.md)\)", README))))
def test_readme_points_at_pages_that_exist(path):
    assert (ROOT / path).exists()


def test_version_stands_in_the_changelog():
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.M)[1]

    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text()


def test_there_is_no_empty_room():
    for config in apps.get_app_configs():
        if config.name.startswith("curriculum."):
            code = [
                p for p in (ROOT / config.name.replace(".", "/")).rglob("*.py") if p.stat().st_size
            ]
            assert len(code) > 1, config.name
