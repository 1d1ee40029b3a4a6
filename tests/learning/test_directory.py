import datetime

import pytest

from curriculum.learning.domain import directory
from tests.factories import learning as make

pytestmark = pytest.mark.django_db


def test_whole_country_comes_first_then_each_state():
    federal = make.make_help_contact(name="PROFEDET")
    both = make.make_help_contact(name="Centro", states=["SLP", "QUE"])

    assert directory.by_place(locale=federal.locale) == [
        ("", "", [federal]),
        ("QUE", "Querétaro", [both]),
        ("SLP", "San Luis Potosí", [both]),
    ]


def test_number_that_nobody_called_is_not_shown(client):
    make.make_help_contact(name="Sin marcar", phone="55 0000 0001")
    make.make_help_contact(
        name="Marcado", phone="55 0000 0002", verified_on=datetime.date(2026, 11, 1)
    )

    html = client.get("/ayuda/").content.decode()

    assert "Sin marcar" in html
    assert "0001" not in html
    assert 'href="tel:5500000002"' in html


def test_directory_costs_the_same_at_one_office_and_at_three(client, django_assert_num_queries):
    make.make_help_contact(states=["QUE"])
    client.get("/ayuda/")
    with django_assert_num_queries(2):
        client.get("/ayuda/")

    make.make_help_contact()
    make.make_help_contact(states=["SLP"])

    with django_assert_num_queries(2):
        client.get("/ayuda/")
