"""Reading the environment. The README's table names every variable that is read here."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# trusted_schema stays on: SQLite calls JSON_VALID, on which every JSON column rests, unsafe without it.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON;"
)


def text(name, default=""):
    return os.environ.get(name, default)


def required(name):
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}; the README says to what.")
    return value


def listed(name, default=""):
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def database(url):
    """Django's ``DATABASES`` entry for ``sqlite:///path`` or ``postgres://user:word@host:port/name``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(parts.path[1:] or "var/db.sqlite3"))
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", "") or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            # Compiling a wide query takes a thousand times as long as running it once.
            "OPTIONS": {"options": "-c jit=off", **query},
        }
    raise ImproperlyConfigured("DATABASE_URL begins with sqlite:/// or postgres://")


def sqlite(path):
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }
