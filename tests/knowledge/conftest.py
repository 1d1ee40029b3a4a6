import pytest
from django_scopes import scopes_disabled


@pytest.fixture
def unscoped():
    """As a command runs: no partner's scope. Requests open their own."""
    with scopes_disabled():
        yield
