"""The glossary, the help directory and the themes from one YAML file, in several languages.

Its keys:

- ``schema_version`` (1), and ``languages``, as ``[es, en]``.
- ``glossary``: entries with ``code``, ``term`` and ``definition`` in each language, and
  optionally ``variants``: in each language a list of other forms of the term.
- ``help``: institutions with ``code``, ``name``, ``need`` and ``what_it_does`` in each
  language, and optionally ``states`` and ``website``. Their order is the directory's.
  Telephone numbers are entered by whoever called them, with the day, and not here.
- ``themes``: subjects that run through modules and learnings, with ``code`` and ``name`` in
  each language.

As with a curriculum an import is all or nothing, and again it leaves alone
what a person has edited or deleted since.
"""

from pathlib import Path

from django.db import transaction
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale

from ...models import GlossaryTerm, HelpContact, Theme
from .memory import Outcome
from .problems import Problems, Spot
from .reading import load
from .records import RecordWriter
from .schema import Choice, Code, ListOf, Maybe, Record, Text
from .shapes import SCHEMA_VERSION, STATES, Version, limit
from .texts import RecordTexts

CODE_LIMIT = 60


def import_words(*, path, dry_run=False):
    """Import a file of words; return the ``Outcome``.

    With ``dry_run`` everything is tried and nothing kept. Raises
    ``ImportRefused`` with every problem found in the file.
    """
    words = read_words(path=path)
    outcome = Outcome()
    with transaction.atomic():
        locales = {
            language: Locale.objects.get_or_create(language_code=code)[0]
            for language, code in words["languages"].items()
        }
        writer = RecordWriter(locales=locales, outcome=outcome)
        for texts in records_of(words):
            writer.write(texts)
        writer.settle()
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def read_words(*, path):
    """The file as its shape read it; ``languages`` maps ``es`` to ``es-mx``."""
    problems = Problems()
    spot = Spot(problems, Path(path).name)
    raw = load(path, spot)
    problems.refuse_if_any()
    known = {code.split("-")[0]: code for code in get_content_languages()}
    named = raw.get("languages") if isinstance(raw, dict) else None
    languages = [name for name in named if name in known] if isinstance(named, list) else []
    words = _shape(languages, known).read(raw, spot)
    problems.refuse_if_any()
    return {**words, "languages": {language: known[language] for language in languages}}


def _shape(languages, known):
    def says(size):
        return Record({language: Text(size) for language in languages})

    def entry(**kinds):
        return {"code": Code(CODE_LIMIT, seen=set()), **kinds}

    term = entry(
        term=says(limit(GlossaryTerm, "term")),
        definition=says(limit(GlossaryTerm, "definition")),
        variants=Maybe(Record({language: ListOf(Text()) for language in languages}), {}),
    )
    contact = entry(
        name=says(limit(HelpContact, "name")),
        need=says(limit(HelpContact, "need")),
        what_it_does=says(limit(HelpContact, "what_it_does")),
        states=Maybe(ListOf(Choice(STATES)), []),
        website=Maybe(Text(limit(HelpContact, "website")), ""),
    )
    return Record(
        {
            "schema_version": Version(SCHEMA_VERSION),
            "languages": ListOf(Choice(known), at_least=1),
            "glossary": Maybe(ListOf(Record(term)), []),
            "help": Maybe(ListOf(Record(contact)), []),
            "themes": Maybe(ListOf(Record(entry(name=says(limit(Theme, "name"))))), []),
        }
    )


def records_of(words):
    for entry in words["glossary"]:
        values = {
            language: {
                "term": entry["term"][language],
                "definition": entry["definition"][language],
                "variants": "\n".join(entry["variants"].get(language, [])),
            }
            for language in words["languages"]
        }
        yield RecordTexts(GlossaryTerm, entry["code"], values, known_by="term")
    for position, entry in enumerate(words["help"], start=1):
        values = {
            language: {
                "name": entry["name"][language],
                "need": entry["need"][language],
                "what_it_does": entry["what_it_does"][language],
                "states": [str(state) for state in entry["states"]],
                "website": entry["website"],
                "sort_order": position * 10,
            }
            for language in words["languages"]
        }
        yield RecordTexts(HelpContact, entry["code"], values, known_by="name")
    for entry in words["themes"]:
        values = {
            language: {"code": entry["code"], "name": entry["name"][language]}
            for language in words["languages"]
        }
        yield RecordTexts(Theme, entry["code"], values)
