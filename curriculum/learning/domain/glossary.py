"""Words explained where they stand: the first time a text uses them, without script."""

import re
import unicodedata
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe

from curriculum.caching import shared

from ..models import GlossaryTerm
from .markup import Markup

#: Words are not explained inside of these.
UNTOUCHED = {"a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "caption", "th", "label"}
UNTOUCHED |= {"blockquote", "figcaption", "script", "style", "svg", "title", "textarea", "dt"}
#: An explanation can stand at the end of these, and behind a paragraph.
CONTAINERS = {"li", "td", "dd", "div", "section", "article", "details", "aside"}
VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "source",
    "track",
    "wbr",
}
#: A block's own heading, which is not a heading element.
HEADING_CLASS = "label"


class Glossary(list):
    """Terms in alphabetical order, and how they are found in a text."""

    @cached_property
    def by_form(self):
        return {form.casefold(): term for term in self for form in forms_of(term=term)}

    @cached_property
    def pattern(self):
        return pattern_of(forms=self.by_form)


def terms(*, locale):
    """The ``Glossary`` of one locale (a ``Locale`` or its id)."""
    pk = getattr(locale, "pk", locale)
    return shared(("glossary", pk), lambda: _glossary(pk))


def _glossary(locale):
    found = GlossaryTerm.objects.filter(locale=locale)
    return Glossary(sorted(found, key=lambda term: place_in_alphabet(term.term)))


def by_letter(*, terms):
    """Terms that are in alphabetical order, under their letters: ``[(letter, terms)]``."""
    return [(letter, list(group)) for letter, group in groupby(terms, key=_letter)]


def _letter(term):
    first = unicodedata.normalize("NFC", term.term)[:1].upper()
    return first if first == "Ñ" else folded(first)[:1].upper()


def folded(text):
    """Without accents and capitals, so that «Años» and «anos» are one."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def place_in_alphabet(text):
    """For sorting, which databases do each in their own way. Ñ comes after N, as a letter of its own."""
    return folded(unicodedata.normalize("NFC", text.casefold()).replace("ñ", "n~"))


def explained(*, html, terms):
    """``html`` with the first occurrence of each term as a button that opens its definition.

    ``terms`` is a ``Glossary``. ``html`` is trusted markup (rendered blocks) and stays as it is but for what
    is added. Only whole words in text are found, whatever their case; never in
    headings, links, quotations or names of blocks.
    """
    return mark_safe(_Explainer(terms).rewritten(html) if terms else html)


def forms_of(*, term):
    """The term itself and its other forms."""
    forms = [term.term, *term.variants.splitlines()]
    return [" ".join(form.split()) for form in forms if form.strip()]


#: Quotation marks and full stops beside a term stand in its button: a box to browsers and no word,
#: behind which they would break the line.
MARKS = r"[^\w\s]*"


def pattern_of(*, forms):
    """A regular expression that finds whole words and phrases in a text, the longest first.

    Its groups are ``before``, ``term`` and ``after``: the word with the marks that belong to it.
    """
    longest_first = sorted(forms, key=len, reverse=True)
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest_first)
    return re.compile(
        rf"(?P<before>{MARKS})(?<!\w)(?P<term>{words})(?!\w)(?P<after>{MARKS})", re.IGNORECASE
    )


class _Explainer(Markup):
    """Writes out what it reads and adds explanations to it."""

    def __init__(self, glossary):
        super().__init__()
        self.forms = glossary.by_form
        self.pattern = glossary.pattern
        self.open = []
        self.seen = set()
        self.waiting = []

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        if tag not in VOID:
            is_heading = HEADING_CLASS in (dict(attrs).get("class") or "").split()
            self.open.append((tag, is_heading or tag in UNTOUCHED))

    def handle_endtag(self, tag):
        if tag in CONTAINERS:
            self.put_explanations()
        self.out.append(f"</{tag}>")
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag == "p":
            self.put_explanations()

    def handle_data(self, data):
        is_untouched = any(untouched for _tag, untouched in self.open)
        self.out.append(data if is_untouched else self.pattern.sub(self.explain, data))

    def explain(self, match):
        term = self.forms.get(" ".join(match["term"].split()).casefold())
        if term is None or term.pk in self.seen:
            return match[0]
        self.seen.add(term.pk)
        self.waiting.append(term)
        return (
            f'<button class="term" type="button" popovertarget="g-{term.pk}">'
            f"{match['before']}<span>{match['term']}</span>{match['after']}</button>"
        )

    def put_explanations(self):
        for term in self.waiting:
            self.out.append(
                render_to_string("curriculum/learning/explanation.html", {"term": term})
            )
        self.waiting = []

    def close(self):
        super().close()
        self.put_explanations()
