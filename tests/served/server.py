"""Gunicorn in a process of its own over a folder with a database."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120
#: Static files of other packages; readers' pages load none of them.
OTHERS = ("wagtail*", "admin", "django_*", "rest_*", "taggit*")


def environment_of(folder, **more):
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.served.settings",
        "VAR_DIR": str(folder / "var"),
        "MEDIA_DIR": str(folder / "media"),
        "PYTHONPATH": str(ROOT),
        **more,
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def collect_static(folder):
    """The package's own static files, hashed and compressed as in production."""
    ignored = [part for name in OTHERS for part in ("--ignore", name)]
    done = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0", *ignored],
        cwd=ROOT,
        env=environment_of(folder),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


class gunicorn:
    """Serves a folder on a free port, as the README says to; stopped by its id."""

    def __init__(self, folder, *, application="cms.wsgi", health="/health/", **variables):
        self.folder, self.variables = folder, variables
        self.application, self.health = application, health

    def __enter__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        variables = {"BIND": f"127.0.0.1:{self.port}", **self.variables}
        self.log = (self.folder / f"gunicorn-{self.port}.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "python:cms.gunicorn", self.application],
            cwd=self.variables.get("FOLDER", ROOT),
            env=environment_of(self.folder, **variables),
            stdout=self.log,
            stderr=self.log,
        )
        wait_for(f"{self.url}{self.health}", self.process)
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()
        self.log.close()


def wait_for(address, process):
    patience = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < patience:
        assert process.poll() is None, "the server stopped"
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


class nginx:
    """nginx with the shipped configuration before a server, and files of the same bytes beside it."""

    def __init__(self, folder, *, port):
        self.folder, self.upstream = folder, port

    def __enter__(self):
        self.port, self.static_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.static_url = f"http://127.0.0.1:{self.static_port}"
        (self.folder / "nginx").mkdir(exist_ok=True)
        configuration = self.folder / "nginx" / "nginx.conf"
        configuration.write_text(
            configuration_of(self.folder, self.port, self.upstream, self.static_port)
        )
        self.process = subprocess.Popen(
            ["nginx", "-c", str(configuration), "-g", "daemon off;"],
            stderr=subprocess.DEVNULL,
        )
        wait_for(f"{self.url}/health/", self.process)
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()


def configuration_of(folder, port, upstream, static_port):
    """A whole configuration: ``cms/nginx.conf`` with its values, in the frame that Debian gives it."""
    shipped = (ROOT / "cms" / "nginx.conf").read_text()
    values = {
        "CACHE": folder / "nginx" / "cache",
        "GUNICORN": f"127.0.0.1:{upstream}",
        "LISTEN": f"127.0.0.1:{port}",
        "HOST": "127.0.0.1",
        "LOG": folder / "nginx" / "access.log",
        "STATIC": folder / "var" / "static",
        "MEDIA": folder / "media",
        "PRIVATE": folder / "var" / "private",
    }
    for name, value in values.items():
        shipped = shipped.replace(f"<{name}>", str(value))
    user = "user root;" if os.geteuid() == 0 else ""
    return f"""
{user}
worker_processes 2;
pid {folder}/nginx/nginx.pid;
error_log {folder}/nginx/error.log;
events {{ worker_connections 512; }}
http {{
include /etc/nginx/mime.types;
sendfile on;
tcp_nopush on;
open_file_cache max=100;
{shipped}
server {{ listen 127.0.0.1:{static_port}; root {folder}/var/pages; gzip on; access_log off; }}
}}
"""
