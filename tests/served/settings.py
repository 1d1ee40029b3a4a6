"""As in production, but without a certificate: hashed and compressed static files, no debugging."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import LOGGING

SECRET_KEY = "for tests"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "tests.served.urls"
LOGGING = {**LOGGING, "root": {**LOGGING["root"], "level": "WARNING"}}
