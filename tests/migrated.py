"""The database as all migrations leave it: made once, and a copy wherever a test begins with it."""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
#: What migrations read of the settings.
SAID_IN_SETTINGS = ("INSTALLED_APPS", "LANGUAGES", "LANGUAGE_CODE", "WAGTAIL_PAGE_MODEL")


def migrated(cache):
    """Path of a SQLite file in pytest's ``cache``, made anew whenever a migration has changed."""
    folder = cache.mkdir("migrated")
    path = folder / f"{fingerprint()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the other process waits for the one that makes it
        if not path.exists():
            for old in folder.glob("*.sqlite3*"):
                old.unlink()
            make(folder / "unfinished.sqlite3").rename(path)
    return path


def fingerprint():
    said = hashlib.sha256(repr([getattr(settings, name) for name in SAID_IN_SETTINGS]).encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            said.update(f"{config.label} {path.name}".encode() + path.read_bytes())
    return said.hexdigest()[:16]


def make(path):
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": f"sqlite:///{path}",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")  # one file, that can be copied
    return path


def fill(connection, path):
    """Copy the file into the database behind ``connection`` (Django's), if that is still empty."""
    if connection.introspection.table_names():
        return
    with closing(sqlite3.connect(path)) as source:
        source.backup(connection.connection)
