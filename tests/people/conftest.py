import pytest
from django.db import transaction

from .world import make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two partners, made once a module; each test rolls back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
