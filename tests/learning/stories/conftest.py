import pytest

from tests.people.world import make_side


@pytest.fixture
def side():
    return make_side("propia")
