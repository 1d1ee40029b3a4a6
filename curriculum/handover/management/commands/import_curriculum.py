from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from curriculum.handover.domain.bringing_in import apply_import, plan_import
from curriculum.handover.domain.unpacking import open_package
from curriculum.refusals import Refused


class Command(BaseCommand):
    help = "Brings a package in: says what it would add and change, then does it, all or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only say what it would do.")
        parser.add_argument("--yes", action="store_true", help="Do it without asking.")

    def handle(self, *, file, dry_run, yes, **options):
        try:
            with file.open("rb") as opened, open_package(opened) as package:
                plan = plan_import(package=package)
                self.show(plan)
                if dry_run or plan.does_nothing:
                    return
                if not yes and not self.agreed():
                    raise CommandError("Nothing was done. --yes does it without asking.")
                apply_import(package=package)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Done.")

    def show(self, plan):
        for change in plan.added:
            self.stdout.write(f"add     {change.resource.code}: {change.title}")
        for change in plan.changed:
            self.stdout.write(
                f"change  {change.resource.code}: {change.title} ({', '.join(change.fields)})"
            )
        for code in plan.unknown:
            self.stdout.write(f"left    {code}: this site has no room for it")
        self.stdout.write(
            f"{len(plan.added)} to add, {len(plan.changed)} to change, {plan.same} the same"
        )

    def agreed(self):
        try:
            return input("Do it? Type yes: ").strip().lower() in {"yes", "sí", "si"}
        except EOFError:
            return False
