import os
import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

#: Seconds between two looks for pages that are due to be published or taken down.
SCHEDULE_INTERVAL = 30


class Command(BaseCommand):
    help = (
        "Serves the reference site for a demonstration: the web server and a task worker, each in "
        "a process of its own, and the scheduled publishing. Stop it with Ctrl+C."
    )

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        if not settings.DEBUG:
            raise CommandError(
                "This serves with the development server. In production run gunicorn with "
                "cms.wsgi, and `manage.py db_worker`; the README says how."
            )
        # Paper carries this address as its way back.
        os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{port}")
        signal.signal(signal.SIGTERM, lambda *args: sys.exit(0))
        children = [
            self.start("runserver", f"127.0.0.1:{port}", "--noreload"),
            self.start("db_worker", "--interval", "1", "--no-reload"),
        ]
        try:
            self.keep_publishing(children)
        except KeyboardInterrupt:
            pass
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.wait()

    def publish(self):
        try:
            call_command("publish_scheduled", verbosity=0)
        except Exception as error:  # it is tried again, and nobody reads less meanwhile
            self.stderr.write(f"publish_scheduled: {error}")
        close_old_connections()

    def start(self, *command):
        return subprocess.Popen([sys.executable, sys.argv[0], *command])  # noqa: S603

    def keep_publishing(self, children):
        due = 0.0
        while all(child.poll() is None for child in children):
            if time.monotonic() >= due:
                self.publish()
                due = time.monotonic() + SCHEDULE_INTERVAL
            time.sleep(0.5)
        raise CommandError("A part of the demonstration stopped; the lines above say why.")
