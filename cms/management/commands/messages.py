from django.conf import settings
from django.core.management.base import BaseCommand

from cms import catalogues


class Command(BaseCommand):
    help = (
        "Brings the catalogues below locale/ up to the strings in the code and compiles them. "
        "With --compile, only compiles."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--compile", action="store_true", help="Only write the .mo files.")

    def handle(self, *, compile, **options):
        if not compile:
            catalogues.update(settings.BASE_DIR)
            for language, gaps in catalogues.missing(settings.BASE_DIR).items():
                self.stdout.write(f"{language}: {len(gaps)} without a translation")
        catalogues.compile_all(settings.BASE_DIR)
