"""A curriculum file and its translations, read, checked and put together."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_languages

from .problems import Problems, Spot
from .reading import load
from .schema import Choice, Maybe, Record
from .scripts import Scripts, read_scripts
from .shapes import CurriculumShape
from .translated_shapes import TranslationShape


@dataclass(frozen=True)
class Curriculum:
    """What the files say. ``source`` as its shape read it, ``translations`` by language,
    ``scripts`` of its modules.

    ``languages`` maps the key of each language in the files (``es``) to its
    content language (``es-mx``), the source's first.
    """

    source: dict
    translations: dict
    languages: dict
    warnings: list
    scripts: Scripts


def read_curriculum(*, path, translations, scripts=None):
    """Read ``path``, the files of ``translations`` (``{"en": path}``) and the folder ``scripts``.

    Raises ``ImportRefused`` with everything that is wrong in any of them.
    """
    problems = Problems()
    spot = Spot(problems, Path(path).name)
    raw = load(path, spot)
    problems.refuse_if_any()
    languages = _languages(raw, spot)
    problems.refuse_if_any()
    shape = CurriculumShape(
        languages=list(languages),
        sources=set(_inside(raw, "sources")),
        flags=set(_inside(raw, "meta", "conventions", "review_flags")),
    )
    source = shape.whole().read(raw, spot)
    _check_open_points(source, shape.seen, spot / "meta")
    read = _translations(translations, languages, source, spot)
    said = read_scripts(
        folder=scripts,
        languages=list(languages),
        source=source,
        file=spot.file,
        problems=problems,
    )
    problems.refuse_if_any()
    return Curriculum(source, read, languages, problems.warnings, said)


def _languages(raw, spot):
    named = {code: code for code in get_content_languages()}
    kinds = {"source": Choice(named), "secondary": Maybe(Choice(named))}
    place = spot / "meta" / "languages"
    found = Record(kinds).read(_inside(raw, "meta", "languages"), place)
    if spot.problems.errors:
        return {}
    return {code.split("-")[0]: code for code in found.values() if code}


def _translations(paths, languages, source, spot):
    _first, *others = languages
    for language in sorted(set(paths) - set(others)):
        (spot / "meta" / "languages").error(
            _("does not name the language of the translation that was given: %(language)s")
            % {"language": language}
        )
    read = {}
    for language in others:
        if language not in paths:
            spot.error(_("no file was given for its translation: %(l)s") % {"l": language})
            continue
        there = Spot(spot.problems, Path(paths[language]).name)
        raw = load(paths[language], there)
        if raw is not None:
            shape = TranslationShape(language=language, curriculum=source, file=spot.file)
            read[language] = shape.whole().read(raw, there)
    return read


def _check_open_points(source, codes, spot):
    points = (source["meta"] or {}).get("open_points") or []
    for index, point in enumerate(points):
        for n, code in enumerate((point and point["lessons"]) or []):
            if code is not None and code not in codes:
                ((spot / "open_points")[index] / "lessons")[n].error(
                    _("no lesson has the code %(code)s") % {"code": code}
                )


def _inside(raw, *names):
    """A table inside tables, or an empty one where something else stands in its place."""
    for name in names:
        raw = raw.get(name) if isinstance(raw, dict) else None
    return raw if isinstance(raw, dict) else {}
