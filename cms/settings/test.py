"""Fast: a quick password hasher, tasks at once, everything written below a temporary folder."""

import tempfile
from pathlib import Path

from . import environment
from .base import *  # noqa: F403
from .base import LOGGING, STORAGES

SECRET_KEY = "for tests"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Converting is for the tests that are about it.
CURRICULUM_LEARNING_FFMPEG = ""
# So is printing what was published.
CURRICULUM_HANDOUTS_AHEAD = False

TEST_DIR = Path(tempfile.mkdtemp(prefix="curriculum-test-"))
MEDIA_ROOT = TEST_DIR / "media"
STATIC_ROOT = TEST_DIR / "static"
STATIC_ROOT.mkdir()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CURRICULUM_CACHING_SECONDS = 0  # but for tests/caching
DATABASES = {
    "default": environment.database(
        environment.text("DATABASE_URL", f"sqlite:///{TEST_DIR}/db.sqlite3")
    )
}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "curriculum_private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": TEST_DIR / "private"},
    },
}

# A line for every step of every task would bury what a failing test says.
LOGGING = {
    **LOGGING,
    "loggers": {**LOGGING["loggers"], "django_tasks": {"level": "WARNING"}},
}
