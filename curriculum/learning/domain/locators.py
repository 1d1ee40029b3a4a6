"""Whether two locators name the same place in a law: ``390 Bis``, ``371, frac. IX``, ``66 a 69``.

Pure: nothing here asks the database. A locator is what stands behind the colon
of a citation. Articles, lists and ranges of them, parts and fractions are read,
in Spanish and English; anything else (a press cutting, a thesis, a convention)
is one whole and equals only itself.

``390``, ``390 Bis`` and ``390 Ter`` are three articles, and so are ``330`` and
``330-A``: laws add articles by letters. In the Constitution a letter is a part
of its article (``123-A``). ``330-I`` can be read as an article or as fraction I
of article 330; both readings count, since a notice too many is closed with one
click and a notice too few is never seen.
"""

import re
from dataclasses import dataclass

#: Sources in which a letter behind an article is a part of it.
PARTED = {"CPEUM"}
LATIN = (
    "BIS", "TER", "QUATER", "QUINQUIES", "SEXIES", "SEPTIES", "OCTIES", "NONIES", "DECIES",
)  # fmt: skip
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

SUFFIX = r"(?:\s+(?P<suffix>BIS|TER|QU[AÁ]TER|QUINQUIES|SEXIES|SEPTIES|OCTIES|NONIES|DECIES)\b)?"
ARTICLE = re.compile(
    r"(?P<kind>[TC]?)(?P<number>\d+)(?:O\b\.?|º|°)?(?:-(?P<letter>[A-Z])\b)?"
    + SUFFIX
    + r"(?=$|[\s,;–§-])"
)
FRACTION = re.compile(r"-?(?P<roman>[IVXLC]+)\b" + SUFFIX)
LABEL = re.compile(
    r"(?:ARTS?\b\.?|ART[IÍ]CULOS?\b|ARTICLES?\b|TRANSITORI[OA]S?\b|TRANSITORY\b"
    r"|FRACS?\b\.?|FRACCI[OÓ]N(?:ES)?\b|SECS?\b\.?|SECTIONS?\b)"
)
RANGE = re.compile(r"(?:AL?\b|TO\b|HASTA\b|–|-)")
GAP = re.compile(r"(?:[\s,;]|Y\b|E\b|AND\b)+")
#: Smaller than a fraction: whoever cites or changes it, cites or changes what it stands in.
DETAIL = re.compile(
    r"(?:P[AÁ]RR\w*|PARAGRAPHS?|§|INCISOS?|INC\b|NUMERAL(?:ES)?|APARTADO|[UÚ]LTIMO|PRIMER\w*"
    r"|SEGUNDO|TERCER\w*|CUARTO|QUINTO|LAST|FIRST|SECOND)[^;]*"
)


@dataclass(frozen=True)
class Extent:
    """From one article to another, and of one article perhaps from one fraction to another.

    Articles are ``(kind, number, letter, rank of Bis, Ter …)``; fractions
    ``(number, rank)`` or None for the whole article; ``part`` is "" for all parts.
    """

    first: tuple
    last: tuple
    part: str = ""
    fraction: tuple | None = None
    last_fraction: tuple | None = None

    def meets(self, other):
        """Whether both have something in common."""
        return (
            self.first[0] == other.first[0]
            and self.first <= other.last
            and other.first <= self.last
            and (not self.part or not other.part or self.part == other.part)
            and _overlap(self, other)
        )


def touches(*, changed, cited, source=""):
    """Whether a citation of ``cited`` rests on what a change of ``changed`` changed.

    Both are locators in the same ``source`` (its code). "" is the whole law. A
    change of a whole article touches its fractions, that of a fraction touches
    citations of this fraction and of the whole article.
    """
    if not changed.strip() or not cited.strip() or _words(changed) == _words(cited):
        return True
    changes, citations = extents(changed, source=source), extents(cited, source=source)
    return any(one.meets(other) for one in changes for other in citations)


def is_read(locator):
    """Whether ``locator`` names articles (True) or is one whole in words (False)."""
    return bool(extents(locator))


def extents(locator, *, source=""):
    """The list of ``Extent`` that a locator names; empty when it names no article.

    What follows an article and is not understood is taken for a detail of it:
    the whole article counts.
    """
    text = _words(locator)
    reading = _Reading(source)
    while text:
        if gap := GAP.match(text):
            text = text[gap.end() :]
        elif taken := reading.take(text):
            text = text[taken:]
        else:
            reading.widen()
            break
    return reading.found


class _Reading:
    """What has been read of one locator so far."""

    def __init__(self, source):
        self.source = source
        self.found = []
        self.is_range = False
        self.is_transitory = False

    def take(self, text):
        """Read one piece from the start of ``text``; how long it was, 0 if it is none."""
        if self.found and (match := DETAIL.match(text)):
            return match.end()
        if match := LABEL.match(text):
            self.is_transitory = match[0].startswith("TRANS")
            return match.end()
        if match := ARTICLE.match(text):
            self._article(match)
            return match.end()
        if self.found and (match := FRACTION.match(text)):
            self._fraction(match)
            return match.end()
        if self.found and (match := RANGE.match(text)):
            self.is_range = True
            return match.end()
        return 0

    def widen(self):
        """Something is not understood: the last article counts as a whole."""
        if self.found:
            last = self.found.pop()
            self.found.append(Extent(last.first, last.last, last.part))

    def _article(self, match):
        letter, rank = match["letter"] or "", _rank(match["suffix"])
        part = ""
        follows = match.string[match.end() :]
        if letter and (self.source in PARTED or re.match(r"-[IVXLC]+\b", follows)):
            letter, part = "", letter
        kind = "T" if self.is_transitory else match["kind"]
        place = (kind, int(match["number"]), letter, rank)
        if self.is_range and self.found and self.found[-1].first[0] == place[0]:
            first = self.found.pop().first
            self.found.append(Extent(min(first, place), max(first, place)))
        else:
            self.found.append(Extent(place, place, part))
        if letter in {"I", "V", "X"} and not rank:
            whole = (kind, int(match["number"]), "", 0)
            fraction = (_value(letter), 0)
            self.found.insert(-1, Extent(whole, whole, "", fraction, fraction))
        self.is_range = False

    def _fraction(self, match):
        fraction = (_value(match["roman"]), _rank(match["suffix"]))
        last = self.found[-1]
        if self.is_range and last.fraction:
            first = self.found.pop().fraction
            self.found.append(
                Extent(last.first, last.last, last.part, min(first, fraction), max(first, fraction))
            )
        else:
            if last.fraction is None:
                self.found.pop()
            self.found.append(Extent(last.first, last.last, last.part, fraction, fraction))
        self.is_range = False


def _overlap(one, other):
    if one.fraction is None or other.fraction is None:
        return True
    return one.fraction <= other.last_fraction and other.fraction <= one.last_fraction


def _words(text):
    return " ".join(text.upper().split())


def _rank(suffix):
    return LATIN.index(suffix.replace("Á", "A")) + 1 if suffix else 0


def _value(roman):
    values = [ROMAN[letter] for letter in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
