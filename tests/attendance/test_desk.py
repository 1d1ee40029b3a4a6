"""Who finds which session: the list, the home of the admin, the way from a module."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from curriculum.attendance.domain.scheduling import postpone_session
from curriculum.people.domain.provisioning import add_member
from tests.factories.attendance import lead_of, make_held_session, make_session
from tests.factories.learning import make_lesson, make_module, make_programme
from tests.factories.people import (
    make_coordinator,
    make_partner,
    make_superuser,
    make_trainer,
    make_user,
)
from tests.factories.reports import make_period

pytestmark = pytest.mark.django_db

PLACE = "Casa de la esquina azul"


def address(name, *args):
    return reverse(f"curriculum_attendance_admin:{name}", args=args)


def hours_from_now(hours):
    return timezone.now() + datetime.timedelta(hours=hours)


def ahead(**kwargs):
    """A session of tomorrow, at seventeen minutes past."""
    return make_session(**{"starts_at": hours_from_now(26).replace(minute=17), **kwargs})


def found(client, query=""):
    """References in the list, in their order."""
    rows = client.get(address("index") + query).context["object_list"]
    return [session.reference for session in rows]


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def coordinator(client, partner):
    coordinator = make_coordinator(partner=partner)
    client.force_login(coordinator)
    return coordinator


def test_staff_see_the_sessions_of_their_own_partner(client, partner, coordinator):
    own = make_session(partner=partner)
    make_session()

    assert found(client) == [own.reference]


def test_other_partners_session_answers_as_one_that_never_was(client, coordinator):
    session = make_session()

    theirs = client.get(address("session", session.pk))
    never = client.get(address("session", uuid.uuid4()))

    assert (theirs.status_code, never.status_code) == (404, 404)


@pytest.mark.parametrize("name", ["index", "index_results", "plan"])
def test_staff_without_a_partner_find_no_desk(client, name):
    editor = make_user()
    editor.groups.add(make_partner().trainers)
    client.force_login(editor)

    assert client.get(address(name)).status_code == 404


def test_who_runs_the_installation_sees_all(client):
    sessions = {make_session().reference, make_session().reference}
    client.force_login(make_superuser())

    assert set(found(client)) == sessions


def test_colleague_sees_the_day_but_neither_hour_nor_place_of_what_lies_ahead(client, partner):
    session = ahead(partner=partner, modules=[make_module(title="Voto libre")])
    client.force_login(make_trainer(partner=partner))

    page = client.get(address("index")).content.decode()

    assert session.reference in page
    assert f'datetime="{session.local_date:%Y-%m-%d}"' in page
    assert (PLACE in page, ":17" in page) == (False, False)


def test_lead_sees_hour_and_place_in_the_list(client, partner):
    session = ahead(partner=partner)
    client.force_login(lead_of(session))

    page = client.get(address("index")).content.decode()

    assert (PLACE in page, ":17" in page) == (True, True)


@pytest.mark.parametrize("words", ["VOTO", "reference", "esquina"])
def test_session_is_found_by_module_code_and_place(client, partner, coordinator, words):
    session = ahead(partner=partner, modules=[make_module(title="El voto es tuyo")])
    make_session(partner=partner, place="Otro lugar")

    assert found(client, f"?q={session.reference if words == 'reference' else words}") == [
        session.reference
    ]


def test_colleague_cannot_find_out_the_place_by_searching(client, partner):
    ahead(partner=partner)
    client.force_login(make_trainer(partner=partner))

    assert found(client, "?q=esquina") == []


def test_held_session_is_found_by_the_title_under_which_it_was_taught(client, partner, coordinator):
    module = make_module(title="Voto libre")
    session = make_held_session(partner=partner, modules=[module])
    module.delete()

    assert found(client, "?q=voto") == [session.reference]


def test_list_is_narrowed_by_status(client, partner, coordinator):
    make_session(partner=partner)
    held = make_held_session(partner=partner)

    assert found(client, "?status=held") == [held.reference]


def test_list_is_narrowed_by_month_and_period(client, partner, coordinator):
    old = make_session(partner=partner, starts_at=hours_from_now(-24 * 400))
    make_session(partner=partner)
    period = make_period(starts_on=old.local_date, ends_on=old.local_date)

    assert found(client, f"?month={old.local_date:%Y-%m}") == [old.reference]
    assert found(client, f"?period={period.pk}") == [old.reference]


def test_list_is_narrowed_by_state(client, partner, coordinator):
    make_session(partner=partner, state="CMX")
    north = make_session(partner=partner, state="SON")

    assert found(client, "?state=SON") == [north.reference]


def test_list_is_narrowed_by_programme_and_module(client, partner, coordinator):
    first, second = make_module(), make_module()
    make_session(partner=partner, modules=[first])
    session = make_session(partner=partner, modules=[second])

    assert found(client, f"?module={second.translation_key}") == [session.reference]
    assert found(client, f"?programme={second.get_parent().translation_key}") == [session.reference]


def test_list_is_narrowed_by_who_facilitates(client, partner, coordinator):
    session = make_session(partner=partner)
    mine = make_session(partner=partner, by=coordinator)

    assert found(client, f"?facilitator={lead_of(session).pk}") == [session.reference]
    assert found(client, "?whose=mine") == [mine.reference]


def test_filters_offer_nothing_of_another_partner(client, partner, coordinator):
    make_session(partner=partner, state="CMX")
    stranger = make_session(state="SON", modules=[make_module(title="Ajeno")])

    filters = client.get(address("index")).context["filters"].form

    assert [code for code, _label in filters.fields["state"].choices if code] == ["CMX"]
    assert "Ajeno" not in str(filters)
    assert lead_of(stranger).username not in str(filters)


@pytest.mark.parametrize(
    "query", ["?month=x", "?module=x", "?period=0", "?facilitator=0", "?ordering=place", "?p=99"]
)
def test_nonsense_in_the_address_is_no_error(client, partner, coordinator, query):
    make_session(partner=partner)

    assert client.get(address("index") + query).status_code == 200


def test_list_begins_with_what_comes_last(client, partner, coordinator):
    dates = [hours_from_now(24 * days) for days in (-3, 2, -9)]
    old, new, older = (make_session(partner=partner, starts_at=at).reference for at in dates)

    assert found(client) == [new, old, older]
    assert found(client, "?ordering=local_date") == [older, old, new]


def test_sessions_of_one_day_do_not_stand_in_the_order_of_their_hours(client, partner):
    for hour in (22, 18, 20):
        make_session(partner=partner, starts_at=hours_from_now(72).replace(hour=hour))
    client.force_login(make_trainer(partner=partner))

    assert found(client) == sorted(found(client))


def test_empty_list_offers_to_plan(client, coordinator):
    page = client.get(address("index_results")).content.decode()

    assert f'class="button" href="{address("plan")}"' in page


def test_search_without_a_match_leads_back_to_all(client, partner, coordinator):
    make_session(partner=partner)

    page = client.get(address("index_results") + "?q=zzz").content.decode()

    assert f'href="{address("index")}"' in page
    assert f'class="button" href="{address("plan")}"' not in page


def test_list_is_cut_into_pages(client, partner, coordinator):
    lead = make_trainer(partner=partner)
    for _number in range(31):
        make_session(partner=partner, by=lead)

    assert (len(found(client)), len(found(client, "?p=2"))) == (30, 1)


def test_list_costs_the_same_at_one_session_and_at_three(
    client, partner, coordinator, django_assert_max_num_queries
):
    make_held_session(partner=partner, modules=[make_module()])
    found(client)
    with django_assert_max_num_queries(40) as one:
        found(client)
    for _number in range(2):
        make_held_session(partner=partner, modules=[make_module()])
    with django_assert_max_num_queries(40) as three:
        found(client)

    assert len(three) == len(one)


def home_of(client, user):
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_home_tells_the_trainer_of_the_next_sessions(client, partner):
    session = ahead(partner=partner, modules=[make_module(title="Voto libre")])

    page = home_of(client, lead_of(session))

    assert address("session", session.pk) in page
    assert "Voto libre" in page
    assert PLACE not in page


def test_home_does_not_say_what_is_for_women_only(client, partner):
    module = make_module(title="Sin miedo", programme=make_programme(access="women_only"))
    session = ahead(partner=partner, modules=[module], audience="women_only")

    page = home_of(client, lead_of(session))

    assert session.reference in page
    assert "Sin miedo" not in page


def test_home_tells_a_coordinator_what_waits_to_be_closed(client, partner):
    waiting = make_session(partner=partner)
    held = make_held_session(partner=partner)
    put_off = make_session(partner=partner)
    with scopes_disabled():
        postpone_session(session=put_off, by=lead_of(put_off), reason="Huelga")
    stranger = make_session()

    page = home_of(client, make_coordinator(partner=partner))

    shown = [
        session.reference
        for session in (waiting, held, put_off, stranger)
        if session.reference in page
    ]
    assert shown == [waiting.reference]


def test_home_of_a_colleague_is_quiet(client, partner):
    sessions = [ahead(partner=partner), make_session(partner=partner)]

    page = home_of(client, make_trainer(partner=partner))

    assert [s for s in sessions if s.reference in page] == []
    assert address("plan") in page


def test_home_costs_the_same_at_one_session_and_at_three(
    client, partner, django_assert_max_num_queries
):
    lead = make_trainer(partner=partner)
    make_session(partner=partner, by=lead, modules=[make_module()])
    ahead(partner=partner, by=lead, modules=[make_module()])
    home_of(client, lead)
    with django_assert_max_num_queries(80) as one:
        home_of(client, lead)
    for _number in range(2):
        make_session(partner=partner, by=lead, modules=[make_module()])
        ahead(partner=partner, by=lead, modules=[make_module()])
    with django_assert_max_num_queries(80) as three:
        home_of(client, lead)

    assert len(three) == len(one)


def test_module_in_the_page_tree_leads_to_its_plan(client):
    module = make_module()
    lesson = make_lesson(module=module)
    client.force_login(make_superuser())
    way = f"{address('plan')}?module={module.pk}"

    edited = client.get(reverse("wagtailadmin_pages:edit", args=[module.pk])).content.decode()
    listed = client.get(reverse("wagtailadmin_explore", args=[module.get_parent().pk]))
    other = client.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()

    assert (way in edited, way in listed.content.decode()) == (True, True)
    assert address("plan") + "?" not in other


def test_somebody_who_works_for_two_partners_sees_both(client, partner, coordinator):
    other = make_partner()
    add_member(partner=other, user=coordinator, role="trainer")
    ahead(partner=partner, starts_at=hours_from_now(26).replace(minute=18))
    theirs = ahead(partner=other)

    page = client.get(address("index")).content.decode()

    assert len(found(client)) == 2
    assert theirs.reference in page
    assert ":17" not in page
