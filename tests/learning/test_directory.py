import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

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


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("800 911 7877", "8009117877"),
        ("+52 (55) 5998-2000", "+525559982000"),
        ("55 5998 2000, ext. 4820", "5559982000"),
        ("55 5998 2000 o 800 911 7877", "5559982000"),
        ("079", "079"),
    ],
)
def test_what_is_dialled_is_one_number_without_its_extension(written, dialled):
    contact = make.make_help_contact(phone=written, verified_on=datetime.date(2026, 11, 1))

    assert contact.dialled == dialled


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"verified_on": datetime.date(2026, 11, 1)}, "verified_on"),
        ({"phone": "55 0000 0001", "verified_on": datetime.date(2999, 1, 1)}, "verified_on"),
        ({"phone": "en la oficina"}, "phone"),
    ],
)
def test_number_and_the_day_on_which_it_was_called_belong_together(values, field):
    contact = make.make_help_contact(**values)

    with pytest.raises(ValidationError) as refused:
        contact.full_clean()

    assert list(refused.value.error_dict) == [field]


def test_each_state_is_reached_from_the_top(client):
    make.make_help_contact()
    make.make_help_contact(states=["QUE", "SLP"])

    html = client.get("/ayuda/").content.decode()

    for place in ("mx", "que", "slp"):
        assert f'<a href="#{place}">' in html
        assert f'<h2 id="{place}">' in html


def test_a_number_is_verified_once_for_all_languages(admin_client):
    spanish, english = make.make_locales()
    ours = make.make_help_contact(locale=spanish, name="Centro")
    theirs = make.make_help_contact(
        locale=english, name="Centre", translation_key=ours.translation_key
    )
    address = reverse("wagtailsnippets_curriculum_learning_helpcontact:edit", args=[ours.pk])
    form = {"name": "Otro", "need": "x", "what_it_does": "x", "sort_order": 1, "states": ["QUE"]}
    called = {"phone": "55 1234 5678", "verified_on": "2026-11-01", "website": ""}

    assert admin_client.post(address, {**form, **called}).status_code == 302

    theirs.refresh_from_db()
    assert (theirs.dialled, theirs.states, theirs.name) == ("5512345678", ["QUE"], "Centre")
    assert theirs.verified_on == datetime.date(2026, 11, 1)

    # What comes with another school is taken as it is.
    theirs.phone, theirs.verified_on = "", None
    theirs.save()
    ours.refresh_from_db()
    assert ours.dialled == "5512345678"
