"""A file's shape, declared: each kind reads a value, notes what is wrong, gives it back clean.

Why not pydantic, which Wagtail happens to install: its messages speak of types
and models, in English only; ours are read by whoever wrote the file.
"""

import datetime
import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...fields import Citation


class Text:
    """Text that is not empty, of at most ``limit`` characters."""

    def __init__(self, limit=None):
        self.limit = limit

    def read(self, value, spot):
        if not isinstance(value, str):
            return spot.error(_("should be text"))
        text = value.strip()
        if not text:
            return spot.error(_("is empty"))
        if self.limit and len(text) > self.limit:
            return spot.error(
                _("has %(length)d characters, %(limit)d at most")
                % {"length": len(text), "limit": self.limit}
            )
        return text


class Slug(Text):
    def read(self, value, spot):
        text = super().read(value, spot)
        if text is None:
            return None
        try:
            validate_slug(text)
        except ValidationError:
            return spot.error(_("should have only letters without accent, digits and hyphens"))
        return text


class Code(Text):
    """A code, as ``LLR-1.2``, used only once in the file: ``seen`` holds those before."""

    def __init__(self, limit, seen):
        super().__init__(limit)
        self.seen = seen

    def read(self, value, spot):
        text = super().read(value, spot)
        if text in self.seen:
            return spot.error(_("the code %(code)s is used twice") % {"code": text})
        self.seen.add(text)
        return text


class Number:
    def __init__(self, low, high):
        self.low, self.high = low, high

    def read(self, value, spot):
        if not isinstance(value, int) or isinstance(value, bool):
            return spot.error(_("should be a whole number"))
        if not self.low <= value <= self.high:
            return spot.error(
                _("should be between %(low)d and %(high)d") % {"low": self.low, "high": self.high}
            )
        return value


class Flag:
    def read(self, value, spot):
        return value if isinstance(value, bool) else spot.error(_("should be true or false"))


class Day:
    """A date, ``2026-11-22``, with or without quotes."""

    def read(self, value, spot):
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            return spot.error(_("should be a date as 2026-11-22"))


class Choice:
    """One of the words of ``choices``, given back as what the word stands for."""

    def __init__(self, choices):
        self.choices = choices

    def read(self, value, spot):
        if isinstance(value, str) and value in self.choices:
            return self.choices[value]
        return spot.error(
            _("“%(value)s” is not one of: %(choices)s")
            % {"value": value, "choices": ", ".join(self.choices)}
        )


class Cited:
    """A citation, ``LFT:390 Bis``, of one of the file's own ``sources``."""

    def __init__(self, sources):
        self.sources = sources

    def read(self, value, spot):
        try:
            citation = Citation.parse(value)
        except ValidationError as error:
            return spot.error(" ".join(error.messages))
        if citation.source not in self.sources:
            return spot.error(
                _("the source %(source)s is not described under “sources”")
                % {"source": citation.source}
            )
        return str(citation)


class Notes:
    """Texts, and lists and tables of texts, however deep: kept as they are."""

    def read(self, value, spot):
        if isinstance(value, dict):
            return {str(name): self.read(part, spot / name) for name, part in value.items()}
        if isinstance(value, list):
            return [self.read(part, spot[index]) for index, part in enumerate(value)]
        return Text().read(value, spot)


class ListOf:
    """A list; of ``exactly`` so many entries where it goes with the list at ``beside``."""

    def __init__(self, kind, *, at_least=0, at_most=None, exactly=None, beside=""):
        self.kind, self.at_least, self.at_most = kind, at_least, at_most
        self.exactly, self.beside = exactly, beside

    def read(self, value, spot):
        if not isinstance(value, list):
            return spot.error(_("should be a list"))
        length = len(value)
        if self.exactly is not None and length != self.exactly:
            spot.error(
                _("has %(length)d entries, but %(beside)s has %(exactly)d")
                % {"length": length, "beside": self.beside, "exactly": self.exactly}
            )
        if length < self.at_least:
            spot.error(
                ngettext(
                    "needs at least %(n)d entry", "needs at least %(n)d entries", self.at_least
                )
                % {"n": self.at_least}
            )
        if self.at_most is not None and length > self.at_most:
            spot.error(
                ngettext("may have %(n)d entry", "may have %(n)d entries", self.at_most)
                % {"n": self.at_most}
            )
        return [self.kind.read(part, spot[index]) for index, part in enumerate(value)]


class Table:
    """Names of the file's own choosing (``pattern``), each with a value of one kind."""

    def __init__(self, kind, *, pattern=r".+"):
        self.kind, self.pattern = kind, re.compile(pattern)

    def read(self, value, spot):
        if not isinstance(value, dict):
            return spot.error(_("should be a table of names and values"))
        for name in value:
            if not self.pattern.fullmatch(str(name)):
                (spot / name).error(_("is not a name that can be used here"))
        return {str(name): self.kind.read(part, spot / name) for name, part in value.items()}


class Maybe:
    """A key of a ``Record`` that may be left out, then taken as ``default``."""

    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default


class Record:
    """Named values; a name that is not declared is an error, and so is one that is missing.

    ``also(record, spot)`` looks at the whole once each value has been read.
    """

    def __init__(self, kinds, also=None):
        self.kinds, self.also = kinds, also

    def read(self, value, spot):
        if not isinstance(value, dict):
            return spot.error(_("should be a table of names and values"))
        for name in value:
            if name not in self.kinds:
                (spot / name).error(_("is not a key that is known here"))
        found = {}
        for name, kind in self.kinds.items():
            optional = isinstance(kind, Maybe)
            if name in value:
                found[name] = (kind.kind if optional else kind).read(value[name], spot / name)
            elif optional:
                found[name] = kind.default
            else:
                found[name] = (spot / name).error(_("is missing"))
        if self.also:
            self.also(found, spot)
        return found
