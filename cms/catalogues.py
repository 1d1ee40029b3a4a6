"""The package's catalogues, extracted and compiled by Babel alone: no gettext tools needed."""

import io
import re
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_javascript
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

#: Complete always. Any other catalogue below ``locale/`` may be partial.
LANGUAGES = {"es_MX": "es_MX", "en": "en"}
METHODS = [
    ("**.py", "python"),
    ("**/templates/**.html", "cms.catalogues:extract_template"),
    ("**/templates/**.txt", "cms.catalogues:extract_template"),
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: ``templatize`` writes Python's old ``u''``, which JavaScript does not know.
UNICODE_PREFIX = re.compile(r"(gettext\(|, )u(?=['\"])")
#: The code speaks British English; the English catalogue says it as the lessons and dates do.
AMERICAN = {
    "cancelled": "canceled",
    "centre": "center",
    "labour": "labor",
    "licence": "license",
    "organisation": "organization",
    "practise": "practice",
    "programme": "program",
    "recognise": "recognize",
}
BRITISH = re.compile(rf"(?<!\()\b({'|'.join(AMERICAN)})", re.IGNORECASE)
HEADER = "# Strings of wagtail-curriculum. Brought up to date by ``make messages``."


def extract_template(fileobj, keywords, comment_tags, options):
    """Babel's extraction method for Django templates, on Django's own ``templatize``."""
    source = UNICODE_PREFIX.sub(r"\1", templatize(fileobj.read().decode()))
    return extract_javascript(
        io.BytesIO(source.encode()), keywords, comment_tags, {"encoding": "utf-8"}
    )


def extract(root):
    """A template catalogue of every string below ``root``'s ``curriculum`` and ``cms``."""
    catalogue = Catalog(project="wagtail-curriculum", charset="utf-8")
    for folder in ("curriculum", "cms"):
        found = extract_from_dir(root / folder, method_map=METHODS, keywords=KEYWORDS)
        for filename, _line, message, comments, context in sorted(
            found, key=lambda f: (f[0], f[1])
        ):
            catalogue.add(
                message,
                locations=[(f"{folder}/{Path(filename).as_posix()}", None)],
                auto_comments=comments,
                context=context,
            )
    return catalogue


def path_of(root, language):
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read(root, language):
    """The committed catalogue of a language; an empty one where there is none yet."""
    path = path_of(root, language)
    if not path.exists():
        return Catalog(
            locale=LANGUAGES[language],
            project="wagtail-curriculum",
            header_comment=HEADER,
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=cldr(language))


def cldr(language):
    """A language as CLDR knows it; None for one that it does not, such as ``nah``."""
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def partial(root):
    """The languages whose catalogues say what they can: their strings fall back on another."""
    found = sorted(path.parts[-3] for path in root.glob("locale/*/LC_MESSAGES/django.po"))
    return [language for language in found if language not in LANGUAGES]


def update(root):
    """Bring the catalogues up to the strings in the code. English translates itself."""
    template = extract(root)
    for language in LANGUAGES:
        catalogue = read(root, language)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        if language == "en":
            for message in catalogue:
                if message.id:
                    message.string = american(message.id)
        write(root, language, catalogue)
    for language in partial(root):
        catalogue = read(root, language)
        said = {(message.id, message.context) for message in template}
        for message in list(catalogue):
            if message.id and (message.id, message.context) not in said:
                catalogue.delete(message.id, message.context)
        write(root, language, catalogue)


def write(root, language, catalogue):
    path = path_of(root, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, omit_header=False)


def american(text):
    """``text`` (or each text of a plural) in American spelling; placeholders stay as they are."""
    if isinstance(text, tuple):
        return tuple(american(part) for part in text)
    return BRITISH.sub(_respelled, text)


def _respelled(match):
    word = AMERICAN[match[0].lower()]
    return word.capitalize() if match[0][0].isupper() else word


def compile_all(root):
    """Write the ``.mo`` files that Django reads, the site's own words for Wagtail among them."""
    for folder in (root, root / "cms"):
        for path in folder.glob("locale/*/LC_MESSAGES/*.po"):
            with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_po(source, locale=cldr(path.parts[-3])))


def missing(root):
    """``{language: [message ids]}`` of strings in the code without a translation."""
    template = extract(root)
    gaps = {}
    for language in LANGUAGES:
        catalogue = read(root, language)
        gaps[language] = [
            message.id
            for message in template
            if message.id and not _is_translated(catalogue.get(message.id, message.context))
        ]
    return gaps


def _is_translated(message):
    if message is None:
        return False
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(strings)
