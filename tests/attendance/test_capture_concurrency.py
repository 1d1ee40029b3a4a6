"""Several phones at the same moment, each on a connection of its own.

SQLite takes one writer at a time; there the journeys show it with a real server.
"""

import json
import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django_scopes import scopes_disabled

from curriculum.attendance.models import TrainingSession
from tests.factories.attendance import lead_of, make_session

from .screens import address, signed_in, tally
from .test_capture_entries import tap, undo

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="needs several writers: PostgreSQL"
    ),
]


def at_once(*requests):
    """Send each ``(session, entries)`` from a thread of its own; returns their JSON answers."""
    start = threading.Barrier(len(requests))
    answers = [None] * len(requests)

    def phone(index, session, entries):
        client = clients[index]
        start.wait()
        try:
            body = json.dumps({"entries": entries})
            response = client.post(
                address("entries", session), body, content_type="application/json"
            )
            answers[index] = response.json()
        finally:
            connection.close()

    clients = [Client() for _ in requests]
    for client, (session, _entries) in zip(clients, requests, strict=True):
        client.force_login(lead_of(session))
    threads = [
        threading.Thread(target=phone, args=(index, *request))
        for index, request in enumerate(requests)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def outcomes(answers):
    return sorted(item["outcome"] for answer in answers for item in answer["answers"])


def test_same_batch_from_several_requests_at_once_is_recorded_once():
    session = make_session()
    batch = [tap() for _ in range(60)]

    answers = at_once(*[(session, batch)] * 4)

    assert outcomes(answers) == ["duplicate"] * 180 + ["stored"] * 60
    assert tally(session).total == 60


def test_phones_at_several_doors_lose_nothing():
    session = make_session()

    at_once(*[(session, [tap() for _ in range(50)]) for _door in range(4)])

    assert tally(session).total == 200


def test_two_who_undo_the_same_tap_at_once_take_it_back_once():
    session = make_session()
    entry = tap()
    at_once((session, [entry, tap()]))

    answers = at_once((session, [undo(entry)]), (session, [undo(entry)]))

    assert outcomes(answers) == ["refused", "stored"]
    assert tally(session).total == 1


def test_same_id_in_two_sessions_at_once_is_kept_in_one():
    """The other one is told of a conflict, or to send again and then of a conflict."""
    one, other, entry = make_session(), make_session(), tap()

    answers = at_once((one, [entry]), (other, [entry]))
    late = other if tally(one).total else one
    if any(answer.get("code") == "busy" for answer in answers):
        answers = [answer for answer in answers if "answers" in answer]
        answers += at_once((late, [entry]))

    assert outcomes(answers) == ["conflict", "stored"]
    assert tally(one).total + tally(other).total == 1


def test_phone_that_meets_a_long_lock_is_told_to_send_again():
    session, batch = make_session(), [tap(), tap()]
    locked, done = threading.Event(), threading.Event()

    def hold():
        with scopes_disabled(), transaction.atomic():
            TrainingSession.objects.select_for_update().get(pk=session.pk)
            locked.set()
            done.wait(20)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait(20)
    client = signed_in(lead_of(session))
    body = json.dumps({"entries": batch})
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '300ms'")
    refused = client.post(address("entries", session), body, content_type="application/json")
    done.set()
    holder.join()
    again = client.post(address("entries", session), body, content_type="application/json")
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")

    assert (refused.status_code, refused.json()["code"]) == (503, "busy")
    assert int(refused.headers["Retry-After"]) > 0
    assert outcomes([again.json()]) == ["stored", "stored"]
    assert tally(session).total == 2
