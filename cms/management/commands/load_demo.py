import logging
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.demo import load_demo


class Command(BaseCommand):
    help = (
        "Loads the demo: two partners, three people, the demo curriculum and a season of "
        "sessions. Again it adds what is missing and changes nothing that somebody has edited. "
        "Refuses where DEBUG is off: its people and sessions are invented."
    )

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError(
                "The demo invents people and sessions, so it does not load where DEBUG is off. "
                "Use cms.settings.dev, or import the content alone with `manage.py import_content`."
            )
        if options["verbosity"] < 2:
            logging.getLogger("wagtail").setLevel(logging.WARNING)  # a line a page
        for line in load_demo(content=Path(__file__).resolve().parents[2] / "content"):
            self.stdout.write(line)
