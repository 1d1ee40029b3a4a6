"""Curricula from YAML files: programmes, modules and lessons in several languages.

**The curriculum file** says everything in its first language, and the short
texts in each. Its keys:

- ``meta``: ``schema_version`` (1), ``status``, ``drafted_on``, ``valid_as_of``, ``languages``
  (``source``, ``secondary``), ``licence_suggestion``, ``legal_review``, ``law_snapshot``,
  ``conventions`` (with ``review_flags``), ``open_points``, ``disclaimer`` and
  ``attendance_note``; optionally ``code`` (by default the file's name) and ``sectors``,
  the sectors' names in the first language.
- ``sources``: the laws that are cited, by their code.
- ``programmes``, each with ``modules``, each with ``lessons``. A programme may have
  ``listed``, ``discreet``, ``discreet_title``, ``discreet_summary`` and ``drawing``; one for
  women only is unlisted and discreet unless it says otherwise.

**The file of a translation** has one entry a code: what the curriculum file says in its
first language only (bodies, session plans, options, sections of the handout, names of
sectors). Its lists go with the curriculum's, entry by entry. Optionally ``meta`` with
``law_snapshot``, ``conventions`` and ``review_flags``.

``shapes`` and ``translated_shapes`` declare every key. Lessons are Markdown
(``markdown`` says what becomes which block).

``scripts`` describes the folder with what facilitators say and do, one file a module, and
``words`` the file of a glossary and a help directory. All files are plain YAML,
without anchors and aliases (``&``, ``*``).

An import is all or nothing. Pages are published, so that they have history
and snapshots. Importing again changes what changed in the files and nothing
else: what a person has edited, taken down or deleted since stays as it is, and
is told.
"""

from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from .. import snapshots
from .curriculum import read_curriculum
from .memory import Memory, Outcome
from .pages import PageWriter
from .problems import ImportRefused
from .records import RecordWriter
from .sections import find_section, in_each_language
from .texts import Texts
from .words import import_words

__all__ = ["ImportRefused", "Outcome", "import_curriculum", "import_words"]


def import_curriculum(*, path, translations=None, scripts=None, below=None, dry_run=False):
    """Import a curriculum file and its translations (``{"en": path}``); return the ``Outcome``.

    ``scripts`` is the folder with the facilitators' scripts, if there are any. ``below`` is
    the section's id, slug or path; it may be left out where there is one section only. With
    ``dry_run`` everything is tried and nothing kept.

    Raises ``ImportRefused`` with every problem found in the files, and
    ``LearningRefused`` for a section that cannot be told.
    """
    curriculum = read_curriculum(path=path, translations=translations or {}, scripts=scripts)
    texts = Texts(curriculum, colophon_code=slugify(Path(path).stem)[:60])
    outcome = Outcome(warnings=curriculum.warnings)
    with transaction.atomic():
        with snapshots.deferred():
            _write(texts, curriculum, below, outcome)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _write(texts, curriculum, below, outcome):
    section = find_section(below=below, language=next(iter(curriculum.languages.values())))
    sections = in_each_language(section=section, languages=curriculum.languages)
    locales = {language: page.locale for language, page in sections.items()}
    records = RecordWriter(locales=locales, outcome=outcome)
    for record in texts.records():
        records.write(record)
    records.settle()
    memory = Memory(scope=str(section.translation_key))
    pages = PageWriter(sections=sections, records=records.found, memory=memory, outcome=outcome)
    before = {}
    for programme in texts.programmes():
        written = pages.write(programme, sections, before)
        before |= {language: page for language, page in written.items() if page}
    gone = memory.not_asked_for({"programme", "module", "lesson"})
    outcome.gone += [str(record) for record in gone]
