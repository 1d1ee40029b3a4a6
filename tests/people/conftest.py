import pytest
from django.db import transaction

from tests.indexing import switched

from .world import make_world


@pytest.fixture(scope="module")
def world(unindexed, django_db_setup, django_db_blocker):
    """Two partners, made once a module; each test rolls back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with switched(on=True):
            made = make_world()
        yield made
        transaction.set_rollback(True)
