import pytest
from django.db import connection
from django.db.utils import OperationalError


@pytest.mark.django_db
def test_health_endpoint_reveals_nothing(client):
    response = client.get("/health/")

    assert (response.status_code, response.content) == (200, b"ok")
    assert response.cookies == {}


@pytest.mark.django_db
def test_health_says_unavailable_without_a_database(client):
    def refuse(execute, *args):
        raise OperationalError("no database")

    with connection.execute_wrapper(refuse):
        response = client.get("/health/")

    assert (response.status_code, response.content) == (503, b"unavailable")
