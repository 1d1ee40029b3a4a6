import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from curriculum.handover.domain.packing import pack
from curriculum.refusals import Refused


class Command(BaseCommand):
    help = (
        "Writes everything that is published, and what was learned, into one package (a zip file)."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        # Written beside and renamed, so that no half package ever bears the name.
        beside = file.with_name(f".{file.name}.part")
        try:
            with beside.open("w+b") as target:
                manifest = pack(to=target)
                target.flush()
                os.fsync(target.fileno())
            beside.replace(file)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        finally:
            beside.unlink(missing_ok=True)
        for code, count in sorted(manifest["counts"].items()):
            self.stdout.write(f"{count:6} {code}")
        for page in manifest["left_out"]:
            self.stdout.write(
                f"left out ({page['reason']}): {page['kind']} {page['locale']} {page['title']}"
            )
        self.stdout.write(f"{file}: {file.stat().st_size} bytes")
