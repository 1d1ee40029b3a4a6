"""One package for all tests, made once from a school that is forgotten again."""

import gc
import re
import shutil
import warnings
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client

from curriculum.handover.domain.packing import pack
from curriculum.handover.domain.unpacking import open_package

from .school import build_school, live_pages

RECORDING = re.compile(r"/(?:sound|documents)/\d+/")


class Forgotten(Exception):
    """Undoes the school."""


@pytest.fixture(scope="session")
def origin(django_db_setup, django_db_blocker):
    """``package`` (bytes) and ``html`` (``{key: (address, page as it is read)}``)."""
    made, html = BytesIO(), {}
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                build_school()
                pack(to=made)
                html = read_all()
                raise Forgotten
        except Forgotten:
            pass
    shutil.rmtree(django_settings.MEDIA_ROOT)
    return SimpleNamespace(package=made.getvalue(), html=html)


def read_all():
    """Pages as they are read, but for the number that a database gave a recording."""
    client = Client()
    with warnings.catch_warnings():
        # Wagtail leaves the temporary files open in which it makes smaller pictures.
        warnings.simplefilter("ignore", ResourceWarning)
        html = {
            key: (page.url, RECORDING.sub("/sound/n/", client.get(page.url).content.decode()))
            for key, page in live_pages().items()
        }
        gc.collect()
    return html


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Files of one test are not in another one's way."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture
def package_bytes(origin):
    return origin.package


@pytest.fixture
def package(package_bytes):
    with open_package(BytesIO(package_bytes)) as package:
        yield package
