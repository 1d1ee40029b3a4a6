"""The page of one session, and what may be done from there."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from wagtail.models import ModelLogEntry

from curriculum.attendance.enums import Status
from curriculum.attendance.models import TrainingSession
from curriculum.handouts.base import documents
from curriculum.learning.domain.addresses import short_url
from curriculum.reports.models import ReportingPeriod
from tests.factories.attendance import (
    lead_of,
    make_counts,
    make_held_session,
    make_session,
)
from tests.factories.learning import make_module, make_programme
from tests.factories.people import make_coordinator, make_trainer
from tests.factories.reports import make_period

pytestmark = pytest.mark.django_db

PLACE = "Casa de la esquina azul"
MOVES = ["postpone", "cancel", "suspend", "reopen"]


def address(name, session):
    return reverse(f"curriculum_attendance_admin:{name}", args=[session.pk])


def tomorrow_at_five():
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    return tomorrow.replace(hour=23, minute=17, second=0, microsecond=0)


def page_for(client, user, session):
    client.force_login(user)
    return client.get(address("session", session)).content.decode()


def status_of(session):
    with scopes_disabled():
        found = TrainingSession.objects.get(pk=session.pk)
    return found.status


def put_off(session, verb):
    """What a session looks like after ``verb``, said by its lead."""
    from curriculum.attendance.domain import scheduling

    with scopes_disabled():
        getattr(scheduling, f"{verb}_session")(
            session=session, by=lead_of(session), reason="Huelga"
        )


def test_lead_sees_hour_and_place_of_what_lies_ahead(client):
    session = make_session(state="CHH", starts_at=tomorrow_at_five())

    page = page_for(client, lead_of(session), session)

    assert PLACE in page
    assert "5:17" in page


def test_coordinator_sees_hour_and_place_of_what_lies_ahead(client):
    session = make_session(state="CHH", starts_at=tomorrow_at_five())

    page = page_for(client, make_coordinator(partner=session.partner), session)

    assert (PLACE in page, "5:17" in page) == (True, True)


def test_colleague_sees_neither_hour_nor_place_nor_counts_nor_a_way_to_change_it(client):
    session = make_session(
        state="CHH", starts_at=tomorrow_at_five(), modules=[make_module(title="Voto libre")]
    )
    make_counts(session, total=17)

    page = page_for(client, make_trainer(partner=session.partner), session)

    assert "Voto libre" in page
    for secret in (PLACE, "5:17", "17:17", "23:17", ">17<", address("change", session), "?start="):
        assert secret not in page


@pytest.mark.parametrize("name", ["change", "postpone", "cancel", "suspend", "reopen"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_colleague_may_do_nothing_to_it(client, method, name):
    session = make_session()
    client.force_login(make_trainer(partner=session.partner))

    response = getattr(client, method)(address(name, session), {"reason": "x"}, follow=True)

    assert PLACE not in response.content.decode()
    assert status_of(session) == Status.PLANNED


@pytest.mark.parametrize("name", ["session", "change", *MOVES])
@pytest.mark.parametrize("method", ["get", "post"])
def test_coordinator_of_another_partner_finds_nothing_there(client, method, name):
    session = make_session()
    client.force_login(make_coordinator())

    response = getattr(client, method)(address(name, session), {"reason": "x"})

    assert response.status_code == (405 if (method, name) == ("post", "session") else 404)
    assert status_of(session) == Status.PLANNED


def test_guide_booklet_and_tally_sheet_are_one_click_away(client):
    module = make_module()
    session = make_session(state="CHH", starts_at=tomorrow_at_five(), modules=[module])

    page = page_for(client, lead_of(session), session)

    key = f"{module.translation_key.hex}-es-mx"
    for sheet in ("facilitator-guide", "session-plan", "module-handout"):
        assert documents.get(sheet).dialogue_url(key) in page
    assert documents.get("tally-sheet").dialogue_url(session.pk.hex) in page
    assert "?start=17%3A17" in page


def test_short_address_is_told_where_readers_do_not_find_the_module(client):
    hidden = make_module(programme=make_programme(access="women_only", is_listed=False))
    listed = make_module()
    session = make_session(modules=[hidden, listed], audience="women_only")

    page = page_for(client, lead_of(session), session)

    assert short_url(page=hidden) in page
    assert short_url(page=listed) not in page


def test_module_that_is_gone_keeps_the_name_it_was_taught_under(client):
    module = make_module(title="Voto libre")
    session = make_held_session(modules=[module])
    lead = lead_of(session)
    module.delete()

    assert "Voto libre" in page_for(client, lead, session)


def test_counts_are_told_to_the_lead(client):
    session = make_session()
    make_counts(session, total=31, first_time=13, gender={"women": 29, "not_asked": 2})

    page = page_for(client, lead_of(session), session)

    for number in (31, 13, 29):
        assert f"<dd>{number}</dd>" in page


def test_history_says_who_did_what_and_why(client):
    session = make_session()
    put_off(session, "postpone")

    page = page_for(client, make_trainer(partner=session.partner), session)

    assert "Huelga" in page
    assert lead_of(session).username in page


def test_page_costs_the_same_at_one_facilitator_and_at_three(client, django_assert_max_num_queries):
    session = make_session(modules=[make_module()])
    client.force_login(lead_of(session))
    page = address("session", session)
    client.get(page)
    with django_assert_max_num_queries(60) as one:
        client.get(page)
    with scopes_disabled():
        for _number in range(2):
            session.facilitations.create(user=make_trainer(partner=session.partner), role="co")
    with django_assert_max_num_queries(60) as three:
        client.get(page)

    assert len(three) == len(one)


def test_session_put_off_waits_with_its_reason(client):
    session = make_session()
    client.force_login(lead_of(session))

    response = client.post(address("postpone", session), {"reason": "Huelga", "time": "10:00"})

    assert response.url == address("session", session)
    assert status_of(session) == Status.POSTPONED


def test_session_put_off_to_a_new_day_is_planned_for_then(client):
    session = make_session(state="CMX")
    client.force_login(lead_of(session))

    client.post(
        address("postpone", session), {"reason": "Huelga", "day": "2026-12-20", "time": "18:30"}
    )

    with scopes_disabled():
        moved = TrainingSession.objects.get()
    assert (moved.status, f"{moved.local_start:%Y-%m-%d %H:%M}") == ("planned", "2026-12-20 18:30")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"reason": "Huelga", "day": "2026-12-20", "time": ""}, "time"),
        ({"reason": "Huelga", "day": "mañana"}, "day"),
    ],
)
def test_mistake_when_postponing_is_shown_at_its_field(client, typed, field):
    session = make_session()
    client.force_login(lead_of(session))

    response = client.post(address("postpone", session), typed)

    assert list(response.context["form"].errors) == [field]
    assert status_of(session) == Status.PLANNED


def test_session_is_not_put_off_into_a_closed_period(client):
    session = make_session()
    day = datetime.date(2026, 12, 20)
    make_period(starts_on=day, ends_on=day, status=ReportingPeriod.Status.CLOSED)
    client.force_login(lead_of(session))

    response = client.post(
        address("postpone", session), {"reason": "Huelga", "day": day, "time": "18:30"}
    )

    assert list(response.context["form"].errors) == ["day"]


@pytest.mark.parametrize(("verb", "status"), [("cancel", "cancelled"), ("suspend", "suspended")])
def test_session_that_ends_before_its_time_has_a_reason_and_no_place(client, verb, status):
    session = make_session()
    client.force_login(lead_of(session))

    client.post(address(verb, session), {"reason": "Amenazas en la puerta"})

    with scopes_disabled():
        ended = TrainingSession.objects.get()
    assert (ended.status, ended.reason, ended.place) == (status, "Amenazas en la puerta", "")


def test_cancelling_what_was_counted_is_refused_in_words(client):
    session = make_session()
    make_counts(session, total=5)
    client.force_login(lead_of(session))

    response = client.post(address("cancel", session), {"reason": "Huelga"})

    assert response.context["form"].non_field_errors()
    assert "Huelga" in response.content.decode()
    assert status_of(session) == Status.PLANNED


@pytest.mark.parametrize("verb", ["cancel", "suspend"])
def test_what_has_ended_is_not_ended_again(client, verb):
    session = make_session()
    put_off(session, "cancel")
    client.force_login(lead_of(session))

    shown = client.get(address(verb, session))
    sent = client.post(address(verb, session), {"reason": "Otra vez"})

    assert shown.url == address("session", session)
    assert sent.context["form"].non_field_errors()


def test_coordinator_reopens_what_was_closed_by_mistake(client):
    session = make_held_session(total=9)
    client.force_login(make_coordinator(partner=session.partner))

    shown = client.get(address("reopen", session))
    client.post(address("reopen", session), {"reason": "Faltaba contar una mesa"})

    assert shown.status_code == 200
    assert status_of(session) == Status.PLANNED
    logged = ModelLogEntry.objects.filter(action="curriculum.session.reopen").get()
    assert logged.data == {"reason": "Faltaba contar una mesa"}


def test_lead_may_not_reopen(client):
    session = make_held_session()
    lead = lead_of(session)

    page = page_for(client, lead, session)
    client.post(address("reopen", session), {"reason": "x"})

    assert address("reopen", session) not in page
    assert status_of(session) == Status.HELD


def test_session_of_a_closed_period_is_not_reopened(client):
    session = make_held_session()
    make_period(
        starts_on=session.local_date,
        ends_on=session.local_date,
        status=ReportingPeriod.Status.CLOSED,
    )
    client.force_login(make_coordinator(partner=session.partner))

    response = client.post(address("reopen", session), {"reason": "x"})

    assert response.context["form"].non_field_errors()
    assert status_of(session) == Status.HELD


@pytest.mark.parametrize("verb", [None, "postpone", "cancel", "suspend"])
def test_page_is_there_in_every_status(client, verb):
    session = make_session(modules=[make_module()], accommodations=["childcare"], expected=12)
    if verb:
        put_off(session, verb)
    client.force_login(make_coordinator(partner=session.partner))

    page = client.get(address("session", session)).content.decode()

    assert ('id="counts-section"' in page) == (verb in {None, "postpone"})
    assert (address("count", session) in page) == (verb in {None, "postpone"})
    assert (address("reopen", session) in page) == (verb in {"cancel", "suspend"})
