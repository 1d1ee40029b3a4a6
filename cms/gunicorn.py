"""``gunicorn -c python:cms.gunicorn cms.wsgi``: an access log without addresses or queries."""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
bind = os.environ.get("BIND", "127.0.0.1:8000")
accesslog = "-"
access_log_format = '{"method": "%(m)s", "path": "%(U)s", "status": %(s)s, "seconds": %(L)s}'
