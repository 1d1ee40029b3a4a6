"""A few warm processes that lay pages out, with limits: a rendering can be slow, large or hostile."""

import atexit
import json
import logging
import os
import subprocess
import sys
import threading
from multiprocessing import Pipe
from pathlib import Path

from django.utils.translation import gettext as _

from curriculum.conf import settings

from ..base import PrintRefused
from .libraries import LIBRARIES, missing_packages
from .sheets import SCHEME, package_files

RENDERING = Path(__file__).with_name("rendering.py")
MAX_PAGES = 300
#: Of the site's environment these alone reach the process: no key, password or address of a database.
ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE")

logger = logging.getLogger(__name__)
weasyprint_logger = logging.getLogger("weasyprint")


class Died(Exception):
    """The process is gone: killed by its limits, or by the system."""


class Renderer:
    """One process. It does one job after another, and is killed when one takes too long."""

    def __init__(self, *, megabytes):
        ours, theirs = Pipe()
        environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
        self.process = subprocess.Popen(  # noqa: S603  our own file, by its path
            [sys.executable, "-P", str(RENDERING), str(theirs.fileno()), str(megabytes)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        theirs.close()
        self.connection = ours

    @property
    def is_alive(self):
        return self.process.poll() is None

    def ask(self, job, files, *, seconds):
        """``(head, pdf)`` of a job; ``Died`` when the process went, ``TimeoutError`` when it was killed."""
        try:
            self.connection.send_bytes(json.dumps(job).encode())
            for content, _content_type in files.values():
                self.connection.send_bytes(content)
            if not self.connection.poll(seconds):
                raise TimeoutError
            return json.loads(self.connection.recv_bytes()), self.connection.recv_bytes()
        except (EOFError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise Died from error

    def end(self):
        self.connection.close()
        self.process.kill()
        self.process.wait()


class Press:
    """So many processes at the most; whoever asks for one more waits for its turn."""

    def __init__(self, *, processes):
        self.turns = threading.BoundedSemaphore(processes)
        self.idle = []
        self.lock = threading.Lock()

    def run(self, job, files, *, seconds, megabytes):
        if not self.turns.acquire(timeout=4 * seconds):
            raise PrintRefused(
                "busy", _("Too much is being printed at the moment. Try again in a minute.")
            )
        try:
            renderer = self.take(megabytes)
            try:
                answer = renderer.ask(job, files, seconds=seconds)
            except BaseException:
                renderer.end()
                raise
            with self.lock:
                self.idle.append(renderer)
            return answer
        finally:
            self.turns.release()

    def take(self, megabytes):
        with self.lock:
            while self.idle:
                renderer = self.idle.pop()
                if renderer.is_alive:
                    return renderer
                renderer.end()
        return Renderer(megabytes=megabytes)

    def close(self):
        """End the processes that wait. Those at work end with their job."""
        with self.lock:
            idle, self.idle = self.idle, []
        for renderer in idle:
            renderer.end()


_press = None
_press_lock = threading.Lock()


def the_press():
    """This process's press, made when it is first asked for."""
    global _press
    with _press_lock:
        if _press is None:
            _press = Press(processes=settings.HANDOUTS_PROCESSES)
        return _press


def close():
    """End this process's idle renderers, which would else wait for work."""
    if _press is not None:
        _press.close()


def _forget():
    """A child of this process must not talk to its parent's renderers."""
    global _press
    _press = None


os.register_at_fork(after_in_child=_forget)
atexit.register(close)


def print_html(*, html, sheet):
    """``(pdf, pages)`` of a whole HTML page that extends ``curriculum/handouts/print/base.html``.

    Refuses (``PrintRefused``) what cannot be printed; equal HTML and files give
    equal bytes on one installation.
    """
    files = {**package_files(), **sheet.files}
    seconds = settings.HANDOUTS_SECONDS
    job = {
        "html": html,
        "scheme": SCHEME,
        "files": [(address, content_type) for address, (_c, content_type) in files.items()],
        "blocks": sheet.blocks,
        "max_pages": MAX_PAGES,
        "seconds": seconds,
    }
    try:
        head, pdf = the_press().run(
            job, files, seconds=seconds, megabytes=settings.HANDOUTS_MEMORY_MB
        )
    except (Died, TimeoutError) as error:
        logger.error("A rendering was stopped by its limits")
        raise _too_much() from error
    for line in head["log"]:
        weasyprint_logger.warning("%s", line)
    if "failure" in head:
        raise _refusal(head)
    return pdf, head["pages"]


def _too_much():
    return PrintRefused(
        "too-much",
        _(
            "This sheet took too long or too much memory and was stopped. Try again; if it "
            "happens again, make it shorter or its pictures smaller."
        ),
    )


def _refusal(head):
    code = head["failure"]
    if code == "blocked-address":
        addresses = ", ".join(head["addresses"])[:200]
        logger.error("A print template asked for %s", addresses)
        return PrintRefused(
            code,
            _("The template of this sheet asks for a file that paper may not load: %(address)s")
            % {"address": addresses},
        )
    if code == "too-many-pages":
        return PrintRefused(
            code,
            _("This would be %(count)s pages; at most %(limit)s are printed.")
            % {"count": head["count"], "limit": MAX_PAGES},
        )
    if code == "too-deep":
        return PrintRefused(code, _too_deep(head["block"]))
    if code == "pango-missing":
        packages = " ".join(missing_packages() or LIBRARIES)
        return PrintRefused(
            code,
            _("This computer cannot print yet. These system packages are missing: %(packages)s")
            % {"packages": packages},
        )
    return _too_much()


def _too_deep(block):
    if block:
        return _(
            "%(block)s: its tables or lists lie too deep inside each other. Make it flatter."
        ) % {"block": block}
    return _("The text lies too deep inside tables or lists to be printed.")
