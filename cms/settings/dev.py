"""On one's own machine: debugging, a secret that protects nothing, mail on the console."""

from .base import *  # noqa: F403
from .base import LOGGING, MIDDLEWARE, STORAGES

DEBUG = True
SECRET_KEY = "only for development: production refuses to start without its own"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [*MIDDLEWARE, "cms.middleware.NotFoundPageMiddleware"]

# Thousands of lines of each task's steps and each page's publication would push what the demo
# says, its passwords above all, off the console. The worker sets its loggers' levels itself.
LOGGING = {
    **LOGGING,
    "handlers": {
        **LOGGING["handlers"],
        "problems": {**LOGGING["handlers"]["console"], "level": "WARNING"},
    },
    "loggers": {
        **LOGGING["loggers"],
        "django_tasks": {"handlers": ["problems"], "propagate": False},
        "wagtail": {"handlers": ["problems"], "propagate": False},
    },
}
