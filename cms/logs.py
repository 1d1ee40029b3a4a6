"""Structured logs that say what happened and never to whom or from where."""

import json
import logging
import re
from datetime import UTC, datetime

#: E-mail addresses, UUIDs, IPv4 and IPv6 addresses, telephone numbers of ten digits or more.
PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+"
    r"|\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|(?<![\w:])(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{1,4}(?![\w:])"
    r"|\+?\d(?:[ .-]?\d){9,}"
)

#: The secret part of an invitation's and of a new password's address.
SECRET = re.compile(r"(?<=/join/)[^/\s\"?]+|(?<=/password_reset/confirm/)[^\s\"?]+")


def redact(text):
    """``text`` on one line, with every personal pattern and every secret as ``***``."""
    return (
        PERSONAL.sub("***", SECRET.sub("***", text))
        .replace("\r", " ")
        .replace("\n", " ")
        .replace("\x1b", "")
    )


class JSONFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and the trace of an error."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        if record.exc_info:
            trace = self.formatException(record.exc_info)
            line["trace"] = [redact(part) for part in trace.splitlines()]
        return json.dumps(line, ensure_ascii=False)
