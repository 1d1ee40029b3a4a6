import re

import pytest
from django.core.management import call_command

from .rooms import ROOT

MIGRATIONS = sorted(
    path
    for folder in ("curriculum", "cms")
    for path in (ROOT / folder).rglob("migrations/[0-9]*.py")
)


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_names_of_migrations_tell(path):
    assert re.fullmatch(r"\d{4}_[a-z0-9_]+", path.stem)
    assert not re.search(r"_auto_|_alter_.*_and_more", path.stem)


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_migrations_have_a_way_back(path):
    text = path.read_text()

    assert text.count("RunPython(") == len(re.findall(r"RunPython\([^()]+,\s*[^()]+\)", text))
