"""The least that Django can be: one view, no middleware, the bytes of a page from memory."""

import os
from pathlib import Path

from django.http import HttpResponse
from django.urls import path

SECRET_KEY = "for tests"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
MIDDLEWARE = []
USE_I18N = False
CONTENT = Path(os.environ.get("VAR_DIR", ".")) / "page.html"
_page = CONTENT.read_bytes() if CONTENT.exists() else b""


def page(request):
    return HttpResponse(_page)


urlpatterns = [path("", page), path("health/", page)]
