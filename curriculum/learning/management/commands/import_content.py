import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from curriculum.learning.domain import findables
from curriculum.learning.domain.importing import import_curriculum, import_words
from curriculum.refusals import Refused


class Command(BaseCommand):
    help = (
        "Imports a curriculum from a YAML file and the files with its translations: all or "
        "nothing, and again without harm. Pages that somebody has edited since are left alone "
        "and named. The documentation of curriculum.learning.domain.importing describes the files."
    )

    def add_arguments(self, parser):
        parser.add_argument("curriculum", help="YAML file with the curriculum")
        parser.add_argument(
            "--translation",
            action="append",
            default=[],
            metavar="LANGUAGE=FILE",
            help="YAML file with a translation, as en=curriculum-en.yaml; may be repeated",
        )
        parser.add_argument("--english", metavar="FILE", help="The same as --translation en=FILE")
        parser.add_argument(
            "--scripts",
            metavar="FOLDER",
            help="Folder with the facilitators' scripts, a YAML file a module",
        )
        parser.add_argument(
            "--words", metavar="FILE", help="YAML file with a glossary and a help directory"
        )
        parser.add_argument(
            "--below",
            metavar="SECTION",
            help="Id, slug or path of the section to import into; needed where there are several",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, and do nothing"
        )

    def handle(
        self, *, curriculum, translation, english, scripts, words, below, dry_run, **options
    ):
        translations = dict(self.pair(text) for text in translation)
        if english:
            translations["en"] = english
        if options["verbosity"] < 2:
            logging.getLogger("wagtail").setLevel(logging.WARNING)  # a line a page
        try:
            with transaction.atomic(), findables.unindexed():
                outcomes = [
                    import_curriculum(
                        path=curriculum,
                        translations=translations,
                        scripts=scripts,
                        below=below,
                        dry_run=dry_run,
                    )
                ]
                if words:
                    outcomes.append(import_words(path=words, dry_run=dry_run))
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        for outcome in outcomes:
            self.tell(outcome)
        if dry_run:
            self.stdout.write("This was a trial: nothing was written.")
        elif any(outcome.created or outcome.updated for outcome in outcomes):
            findables.fill_indexes()

    def pair(self, text):
        language, equals, path = text.partition("=")
        if not (language and equals and path):
            raise CommandError(f"--translation {text}: write it as en=FILE")
        return language, path

    def tell(self, outcome):
        for warning in outcome.warnings:
            self.stdout.write(self.style.WARNING(f"Warning: {warning}"))
        for name, reason in outcome.left_alone:
            self.stdout.write(f"Left alone: {name}, {reason}")
        for name in outcome.gone:
            self.stdout.write(f"No longer in the file, left in place: {name}")
        for name in outcome.settled:
            self.stdout.write(f"No longer in the file, removed: {name}")
        self.stdout.write(
            f"{len(outcome.created)} created, {len(outcome.updated)} updated, "
            f"{len(outcome.unchanged)} unchanged, {len(outcome.left_alone)} left alone."
        )
