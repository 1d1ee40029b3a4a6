import json
import logging
from datetime import timedelta

import pytest

from cms.logs import JSONFormatter, redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 192.168.10.4 again", "from *** again"),
        ("2001:db8:85a3::8a2e:370:7334", "***"),
        ("write to ana@example.org", "write to ***"),
        ("call +52 442 123 4567", "call ***"),
        ("job 123e4567-e89b-12d3-a456-426614174000", "job ***"),
        ("Not Found: /join/aB-3_x/", "Not Found: /join/***/"),
        (
            "GET /admin/password_reset/confirm/MQ/c8x-61f/ 200",
            "GET /admin/password_reset/confirm/*** 200",
        ),
        ("one\r\ntwo\x1b[31m", "one  two[31m"),
        ("12 lessons in 2026-11-24", "12 lessons in 2026-11-24"),
    ],
)
def test_log_redaction(text, expected):
    assert redact(text) == expected


def test_log_redaction_in_arguments_and_traces():
    try:
        raise ValueError("ana@example.org")
    except ValueError:
        import sys

        record = logging.LogRecord(
            "x", logging.ERROR, "file", 1, "from %s", ("10.0.0.1",), sys.exc_info()
        )

    line = json.loads(JSONFormatter().format(record))

    assert line["message"] == "from ***"
    assert line["trace"][-1] == "ValueError: ***"


def test_gunicorn_logs_no_key_to_a_door():
    from types import SimpleNamespace

    from gunicorn.config import Config

    from cms import gunicorn

    logger = gunicorn.logger_class(Config())
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    path = "/join/canario/"
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": path,
        "PATH_INFO": path,
        "SERVER_PROTOCOL": "HTTP/1.1",
    }
    request = SimpleNamespace(headers=[])

    atoms = logger.atoms(answer, request, environ, timedelta(seconds=1))

    assert "canario" not in gunicorn.access_log_format % logger.atoms_wrapper_class(atoms)


def test_gunicorn_logs_no_address():
    from cms import gunicorn

    assert not {"%(h)s", "%(q)s", "%(r)s", "%(f)s", "%(a)s"} & set(
        gunicorn.access_log_format.replace('"', " ").split()
    )
