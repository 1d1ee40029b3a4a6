"""A real browser against a server in a process of its own, on a copy of a seeded database.

The school is seeded once; each journey works on a copy, so that none sees what
another did. Pictures are kept below ``var/pictures``, which git ignores.
"""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Error, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "var" / "pictures"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"]
#: A server, and a job behind a page, may take their time on a busy machine.
PATIENCE_SECONDS = 120
expect.set_options(timeout=30_000)
#: Where the way out leads, the only place beyond this machine.
EXIT = "https://smn.conagua.gob.mx/es/"
#: Width and height of a cheap phone and of an office screen.
PHONE, OFFICE = (360, 740), (1280, 900)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)
    # First, since each takes long: none is left for the end while the other process idles.
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)


@dataclass
class School:
    """A served site: its address, its people's passwords, and a way to run commands on it."""

    folder: Path
    url: str
    passwords: dict

    def manage(self, *arguments, check=True):
        return manage(self.folder, *arguments, check=check)


def manage(folder, *arguments, check=True):
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment_of(folder),
        capture_output=True,
        text=True,
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def environment_of(folder):
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "VAR_DIR": str(folder / "var"),
        "MEDIA_DIR": str(folder / "media"),
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture(scope="session")
def seed(tmp_path_factory, migrated_database):
    """A folder with the migrated and loaded demo, copied for each journey. All processes share it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "seed"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the other process waits for the one that loads it
        if not (folder / "passwords.json").exists():
            make_empty(folder, migrated_database)
            out = manage(folder, "load_demo").stdout
            (folder / "passwords.json").write_text(json.dumps(passwords_in(out)))
    return folder


def make_empty(folder, migrated_database):
    """A site's folder as ``migrate`` leaves it, which finds next to nothing to do."""
    (folder / "var").mkdir(parents=True)
    (folder / "media").mkdir()
    shutil.copy(migrated_database, folder / "var" / "db.sqlite3")
    manage(folder, "migrate", "--verbosity", "0")


def passwords_in(out):
    """``{user name: password}`` from what ``load_demo`` printed."""
    found = {}
    for line in out.splitlines():
        words = line.split()
        if len(words) >= 2 and words[0] in {"trainer", "coordinator", "other-trainer"}:
            found[words[0]] = words[-1]
    return found


@pytest.fixture
def school(seed, tmp_path):
    """A served copy of the seeded demo."""
    with served_copy(seed, tmp_path / "school") as school:
        yield school


@contextmanager
def served_copy(seed, folder):
    shutil.copytree(seed, folder)
    with serving(folder) as url:
        yield School(folder, url, json.loads((folder / "passwords.json").read_text()))


@pytest.fixture(scope="module")
def school_of_the_file(seed, tmp_path_factory):
    """A served copy in which the journeys of one file change what none of them minds."""
    with served_copy(seed, tmp_path_factory.mktemp("file") / "school") as school:
        yield school


@pytest.fixture(scope="package")
def standing_school(seed, tmp_path_factory):
    """A served copy that journeys only look at."""
    with served_copy(seed, tmp_path_factory.mktemp("standing") / "school") as school:
        yield school


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class serving:
    """Serves a folder's site, with a task worker; stops both by their ids.

    Without a ``port`` on a free one; with one it takes the place of a server that went away.
    """

    def __init__(self, folder, port=None):
        self.folder, self.port = folder, port

    def __enter__(self):
        port = self.port or free_port()
        self.log = (self.folder / "server.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve_demo", "--port", str(port)],
            cwd=ROOT,
            env=environment_of(self.folder),
            stdout=self.log,
            stderr=self.log,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            self.wait_for(f"{url}/health/")
        except BaseException:
            self.__exit__()
            raise
        return url

    def wait_for(self, address):
        patience = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < patience:
            assert self.process.poll() is None, (self.folder / "server.log").read_text()
            try:
                with urlopen(address, timeout=2):
                    return
            except (URLError, OSError):
                time.sleep(0.25)
        raise AssertionError("the server did not answer")

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()
        self.log.close()


@pytest.fixture(scope="package")
def chromium():
    """Closed behind the last journey: while it runs, Django takes its thread for an asynchronous one."""
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        except Error as error:
            reason = f"no browser: {str(error).splitlines()[0]}"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens pages in a browser context of their own: ``open_page(size, javascript=True)``.

    A message on the console that is an error, and a request that leaves this
    machine, fail the journey.
    """
    contexts, troubles = [], []

    def opened(size=OFFICE, *, javascript=True, expected_errors=()):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            locale="es-MX",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                message.type == "error"
                and not any(expected in message.text for expected in expected_errors)
                and troubles.append(f"{page.url}: {message.text} {message.location.get('url')}")
            ),
        )
        page.on(
            "request",
            lambda request: (
                request.url.startswith("http")
                and not request.url.startswith(("http://127.0.0.1", EXIT))
                and troubles.append(f"left this machine: {request.url}")
            ),
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def picture(request):
    """Keeps a picture: ``picture(page, "lesson")`` writes ``<journey>-lesson-<width>.png``."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    journey = request.node.name.removeprefix("test_")

    def keep(page, name, *, full=True):
        width = page.viewport_size["width"]
        page.screenshot(path=PICTURES / f"{journey}-{name}-{width}.png", full_page=full)

    return keep


def sign_in(page, school, who):
    page.goto(f"{school.url}/admin/login/")
    page.fill("input[name=username]", who)
    page.fill("input[name=password]", school.passwords[who])
    page.click("button[type=submit]")
    page.wait_for_url(f"{school.url}/admin/")
