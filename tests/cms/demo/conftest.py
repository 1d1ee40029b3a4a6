"""The demo: loaded once for all that ask something of it."""

import io
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings
from django_scopes import scopes_disabled

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import Order
from curriculum.pages.models import ProgrammePage
from tests.indexing import switched

PROGRAMMES = ("LLR", "CBA", "WOM")

#: A machine that does other work at the same time is no fault of a sheet.
PATIENCE = 900


@pytest.fixture(scope="package")
def load():
    """``load()``: what the command says when it runs once more."""

    def run():
        out = io.StringIO()
        call_command("load_demo", stdout=out, skip_checks=True)
        return out.getvalue()

    return run


@pytest.fixture(scope="package")
def demo(load, unindexed, django_db_setup, django_db_blocker, tmp_path_factory):
    """What ``load_demo`` says the first time; tests work in savepoints above it."""
    folder = tmp_path_factory.mktemp("demo")
    with (
        override_settings(
            DEBUG=True,
            VAR_DIR=folder,
            MEDIA_ROOT=folder / "media",
            CURRICULUM_HANDOUTS_SECONDS=PATIENCE,
        ),
        django_db_blocker.unblock(),
        switched(on=True),
        transaction.atomic(),
    ):
        yield load()
        transaction.set_rollback(True)
    assert folder != settings.VAR_DIR


@pytest.fixture
def loaded(demo, db):
    """What ``load_demo`` printed the first time."""
    with scopes_disabled():
        yield demo


@pytest.fixture(scope="package")
def readers(demo, django_db_blocker):
    """``{code: a programme's book as it is usually printed}``."""
    found = {}
    with django_db_blocker.unblock():
        for code in PROGRAMMES:
            page = ProgrammePage.objects.get(code=code, locale__language_code="es-mx")
            made = Order(document=documents.get("programme-reader"), subject=page).printed()
            found[code] = SimpleNamespace(page=page, pdf=made.content, pages=made.pages)
    return found
