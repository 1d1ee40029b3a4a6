from django.core.management.base import BaseCommand

from curriculum.jobs.housekeeping import tidy_up


class Command(BaseCommand):
    help = (
        "Deletes the jobs whose time is over, with their files, and fails those whose worker died."
    )

    def handle(self, **options):
        lost, expired = tidy_up()
        if options["verbosity"]:
            self.stdout.write(f"{expired} expired, {lost} interrupted")
