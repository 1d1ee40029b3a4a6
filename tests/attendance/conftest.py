import pytest
from django_scopes import scopes_disabled

from tests.factories.attendance import lead_of, make_session


@pytest.fixture
def unscoped():
    """As a command runs: no partner's scope. Requests open their own."""
    with scopes_disabled():
        yield


@pytest.fixture
def session():
    return make_session()


@pytest.fixture
def lead(client, session):
    client.force_login(lead_of(session))
    return client
