"""What a phone sends: once, twice, cut off, in the wrong order, at the same moment, by the wrong hand."""

import datetime
import json
import logging
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled

from curriculum.attendance.domain.counting import tally_of
from curriculum.attendance.models import TallyConflict, TallyEntry
from tests.factories.attendance import lead_of, make_held_session
from tests.factories.people import make_coordinator, make_partner, make_trainer
from tests.factories.reports import make_period

pytestmark = pytest.mark.django_db


def address(session):
    return reverse("curriculum_attendance_admin:entries", args=[session.pk])


def tap(**kwargs):
    return {
        "id": str(uuid.uuid4()),
        "dimension": "arrival",
        "value": "returning",
        "delta": 1,
        "captured_at": timezone.now().isoformat(),
        **kwargs,
    }


def undo(entry):
    return tap(value=entry["value"], delta=-entry["delta"], undoes=entry["id"])


def send(client, session, *entries, body=None, **headers):
    body = json.dumps({"entries": entries}) if body is None else body
    return client.post(address(session), body, content_type="application/json", headers=headers)


def outcomes(response):
    return [(a["outcome"], a["code"]) for a in response.json()["answers"]]


def total_of(session):
    with scopes_disabled():
        return tally_of(session=session).total


@pytest.fixture
def phone(lead):
    return lead


def test_batch_is_answered_item_by_item_with_the_counts(phone, session):
    batch = [tap(value="first_time"), tap(), tap(dimension="gender", value="women")]

    response = send(phone, session, *batch)

    assert response.json() == {
        "answers": [
            {"id": item["id"], "outcome": "stored", "code": "", "message": ""} for item in batch
        ],
        "counts": {"arrival": {"first_time": 1, "returning": 1}, "gender": {"women": 1}},
        "is_open": True,
        "conflicts": [],
    }
    assert "no-store" in response.headers["Cache-Control"]


def test_batch_that_is_sent_twice_is_recorded_once(phone, session):
    batch = [tap() for _ in range(300)]

    send(phone, session, *batch)
    again = send(phone, session, *batch)

    assert outcomes(again) == [("duplicate", "")] * 300
    assert total_of(session) == 300


def test_undo_may_arrive_before_what_it_undoes(phone, session):
    entry = tap()

    assert outcomes(send(phone, session, undo(entry))) == [("stored", "")]
    assert outcomes(send(phone, session, entry, tap())) == [("stored", "")] * 2
    assert total_of(session) == 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_body_that_was_cut_off_leaves_nothing_behind(phone, session, share):
    body = json.dumps({"entries": [tap() for _ in range(50)]})

    response = send(phone, session, body=body[: int(len(body) * share)])

    assert (response.status_code, response.json()["code"]) == (400, "malformed")
    assert total_of(session) == 0


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "null",
        '{"entries": {}}',
        '{"entries": [], "entries": []}',
        '{"entries": [{"delta": NaN}]}',
        '{"entries": [{"delta": Infinity}]}',
        '{"entries": [' + "9" * 5000 + "]}",
        '{"entries": ' + "[" * 100_000,
        b'{"entries": ["\xff"]}',
    ],
    ids=["list", "null", "object", "twice", "nan", "infinity", "digits", "deep", "bytes"],
)
def test_what_is_no_batch_is_refused_whole(phone, session, body):
    response = send(phone, session, body=body)

    assert (response.status_code, response.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"id": "1"}, "malformed"),
        ({"id": None}, "malformed"),
        ({"undoes": "later"}, "malformed"),
        ({"delta": "1"}, "malformed"),
        ({"delta": True}, "malformed"),
        ({"delta": 1.0}, "malformed"),
        ({"delta": 10**300}, "step-too-large"),
        ({"captured_at": "yesterday"}, "malformed"),
        ({"captured_at": "2026-11-22T10:00:00"}, "malformed"),
        ({"captured_at": "0001-01-01T00:00:00+14:00"}, "malformed"),
        ({"value": "\ud800"}, "malformed"),
        ({"value": "a\x00"}, "malformed"),
        ({"dimension": "sector", "value": "x" * 61}, "malformed"),
        ({"dimension": "sector", "value": "no-such"}, "unknown-value"),
        ({"dimension": "name", "value": "Juana"}, "unknown-value"),
    ],
)
def test_one_bad_item_does_not_hold_up_the_rest(phone, session, fields, code):
    response = send(phone, session, tap(**fields), tap())

    assert outcomes(response) == [("refused", code), ("stored", "")]
    assert total_of(session) == 1


@pytest.mark.parametrize("years", [-20, 10])
def test_phone_whose_clock_is_years_off_is_believed(phone, session, years):
    moment = timezone.now() + datetime.timedelta(days=365 * years)

    response = send(phone, session, tap(captured_at=moment.isoformat()))

    assert outcomes(response) == [("stored", "")]


def test_item_that_is_no_object_is_refused_alone(phone, session):
    assert outcomes(send(phone, session, "Juana", 7, None, tap())) == [
        ("refused", "malformed"),
        ("refused", "malformed"),
        ("refused", "malformed"),
        ("stored", ""),
    ]


def test_what_nobody_asked_for_is_not_kept(phone, session):
    send(phone, session, tap(name="Juana Canario", recorded_by=1))

    with scopes_disabled():
        entry = TallyEntry.objects.values().get(session=session)
    assert "Juana Canario" not in str(entry)
    assert entry["recorded_by_id"] == lead_of(session).pk


def test_free_text_does_not_come_to_rest_as_a_conflict(phone, session):
    entry = tap()
    send(phone, session, entry)

    response = send(phone, session, {**entry, "dimension": "sector", "value": "Juana Canario"})

    assert outcomes(response) == [("refused", "unknown-value")]
    with scopes_disabled():
        assert not TallyConflict.objects.exists()


def test_same_id_with_another_content_is_told_as_a_conflict(phone, session):
    entry = tap()
    send(phone, session, entry)

    response = send(phone, session, {**entry, "value": "first_time"}, tap())

    assert outcomes(response) == [("conflict", "conflict"), ("stored", "")]
    with scopes_disabled():
        kept = TallyConflict.objects.get(session=session)
    assert response.json()["conflicts"] == [
        reverse("curriculum_attendance_admin:conflict", args=[kept.pk])
    ]
    assert total_of(session) == 2


def test_more_than_a_batch_holds_is_refused_whole(phone, session):
    response = send(phone, session, *[tap() for _ in range(501)])

    assert (response.status_code, response.json()["code"]) == (413, "too-many")
    assert total_of(session) == 0


def test_body_over_the_limit_is_not_read(phone, session):
    response = send(phone, session, body=" " * (256 * 1024 + 1))

    assert (response.status_code, response.json()["code"]) == (413, "too-many")


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"],
)
def test_only_json_is_taken(phone, session, content_type):
    body = json.dumps({"entries": [tap()]})

    response = phone.post(address(session), body, content_type=content_type)

    assert response.status_code == 415
    assert total_of(session) == 0


def test_packed_body_is_not_unpacked(phone, session):
    assert send(phone, session, tap(), **{"Content-Encoding": "gzip"}).status_code == 415


def test_counts_as_they_stand(phone, session):
    send(phone, session, tap(), tap(value="first_time"))

    answer = phone.get(address(session)).json()

    assert answer["counts"] == {"arrival": {"returning": 1, "first_time": 1}}
    assert answer["is_open"] is True
    assert len(answer["csrf"]) > 30


@pytest.mark.parametrize("method", ["get", "post"])
def test_session_of_another_partner_does_not_exist(client, session, method):
    client.force_login(make_coordinator(partner=make_partner()))
    ask = getattr(client, method)
    form = {"data": json.dumps({"entries": [tap()]}), "content_type": "application/json"}

    hidden = ask(address(session), **(form if method == "post" else {}))
    nowhere = ask(
        reverse("curriculum_attendance_admin:entries", args=[uuid.uuid4()]),
        **(form if method == "post" else {}),
    )

    assert (hidden.status_code, nowhere.status_code) == (404, 404)
    assert hidden.content == nowhere.content
    assert total_of(session) == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_colleague_who_does_not_run_the_session_may_not_count(client, session, method):
    client.force_login(make_trainer(partner=session.partner))

    response = client.get(address(session)) if method == "get" else send(client, session, tap())

    assert (response.status_code, response.json()["code"]) == (403, "not-yours")
    assert total_of(session) == 0


def test_facilitator_who_was_taken_off_counts_no_more(phone, session):
    send(phone, session, tap())
    with scopes_disabled():
        session.facilitations.all().delete()

    assert send(phone, session, tap()).status_code == 403
    assert total_of(session) == 1


def test_nobody_counts_without_signing_in(client, session):
    assert send(client, session, tap()).status_code == 302
    assert total_of(session) == 0


def test_token_against_forged_requests_is_needed(session):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(lead_of(session))

    forged = send(client, session, tap())
    token = client.get(address(session)).json()["csrf"]
    honest = send(client, session, tap(), **{"X-CSRFToken": token})

    assert (forged.status_code, honest.status_code) == (403, 200)
    assert total_of(session) == 1


def test_closed_session_takes_no_more(client):
    session = make_held_session(total=5)
    client.force_login(lead_of(session))

    response = send(client, session, tap())

    assert outcomes(response) == [("refused", "session-closed")]
    assert response.json()["is_open"] is False
    assert total_of(session) == 5


def test_closed_period_takes_no_more(phone, session):
    with scopes_disabled():
        make_period(starts_on=session.local_date, ends_on=session.local_date, status="closed")

    response = send(phone, session, tap())

    assert outcomes(response) == [("refused", "period-closed")]
    assert total_of(session) == 0


def test_no_log_line_tells_what_was_sent(phone, session, caplog):
    caplog.set_level(logging.DEBUG)

    send(phone, session, tap(value="Juana Canario"), tap())
    send(phone, session, body='{"Juana Canario": ')

    assert "Canario" not in caplog.text


def test_query_count_does_not_grow_with_the_batch(phone, session, django_assert_max_num_queries):
    with django_assert_max_num_queries(28):
        send(phone, session, *[tap() for _ in range(200)])
