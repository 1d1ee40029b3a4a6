"""``gunicorn -c python:cms.gunicorn cms.wsgi``: an access log without addresses or queries."""

import os

from gunicorn.glogging import Logger

from cms.logs import redact


class AccessLogger(Logger):
    """Leaves out of a path what opens a door to whoever reads the log."""

    def atoms(self, resp, req, environ, request_time):
        atoms = super().atoms(resp, req, environ, request_time)
        return {**atoms, "U": redact(atoms["U"])}


workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
bind = os.environ.get("BIND", "127.0.0.1:8000")
accesslog = "-"
access_log_format = '{"method": "%(m)s", "path": "%(U)s", "status": %(s)s, "seconds": %(L)s}'
logger_class = AccessLogger
