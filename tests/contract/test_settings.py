import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection

from .rooms import ROOT

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "k3" + "".join(chr(97 + n % 26) for n in range(0, 600, 7)) + "Qz81",
    "ALLOWED_HOSTS": "school.example.org",
    "BASE_URL": "https://school.example.org",
}


def manage(*arguments, **variables):
    kept = {k: v for k, v in os.environ.items() if k not in {*PRODUCTION, "DATABASE_URL"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **variables},
        capture_output=True,
        text=True,
    )


def test_check_is_clean():
    call_command("check", fail_level="WARNING")


def test_check_deploy_is_clean_under_production_settings(tmp_path):
    done = manage(
        "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, VAR_DIR=str(tmp_path)
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"])
def test_production_refuses_to_start_without(name, tmp_path):
    variables = {**PRODUCTION, "VAR_DIR": str(tmp_path)}
    del variables[name]

    done = manage("check", **variables)

    assert done.returncode != 0
    assert f"Set the environment variable {name}" in done.stderr


def test_check_is_clean_in_the_languages_of_the_samples(tmp_path):
    done = manage(
        "check",
        "--fail-level",
        "WARNING",
        VAR_DIR=str(tmp_path),
        DJANGO_SETTINGS_MODULE="cms.settings.samples",
    )

    assert done.returncode == 0, done.stderr


def test_folder_for_data_is_made_when_it_is_missing(tmp_path):
    done = manage(
        "check",
        "--fail-level",
        "ERROR",
        VAR_DIR=str(tmp_path / "not" / "there"),
        DJANGO_SETTINGS_MODULE="cms.settings.dev",
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["django_tasks", "wagtail"])
def test_console_of_the_demo_shows_problems_and_no_steps(name, tmp_path):
    """The passwords stay in sight, also where a worker has set the level of its logger."""
    done = manage(
        "shell",
        "--no-imports",
        "-c",
        f"import logging; log = logging.getLogger('{name}'); log.setLevel('INFO');"
        "log.info('a step'); log.error('a problem')",
        VAR_DIR=str(tmp_path),
        DJANGO_SETTINGS_MODULE="cms.settings.dev",
    )

    assert "a problem" in done.stderr
    assert "a step" not in done.stderr


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a profile of SQLite's")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 20000)],
)
def test_pragma_profile(pragma, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


def test_sqlite_file_is_written_ahead_and_immediate(tmp_path):
    done = manage(
        "shell",
        "--no-imports",
        "-c",
        "from django.db import connection as c; k = c.cursor();"
        "print(k.execute('PRAGMA journal_mode').fetchone()[0], c.transaction_mode)",
        VAR_DIR=str(tmp_path),
        DJANGO_SETTINGS_MODULE="cms.settings.dev",
    )

    assert done.stdout.split() == ["wal", "IMMEDIATE"], done.stderr
