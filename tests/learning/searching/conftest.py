import pytest
from django.core.cache import cache

from tests.factories import learning as make


@pytest.fixture(autouse=True)
def fresh_cache(indexed):
    cache.clear()


@pytest.fixture
def module():
    """One whose own words get into no test's way."""
    tree = make.make_tree(
        modules=0, title="Programa", summary="Resumen.", audience="Todas las personas"
    )
    return make.make_module(
        programme=tree.programme, title="Módulo", summary="Resumen.", objectives=[], key_messages=[]
    )
