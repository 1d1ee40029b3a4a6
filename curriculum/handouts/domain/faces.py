"""What the faces of paper hold, and what becomes of the rest: emoji, other scripts, signs.

A character without a glyph would be drawn by whatever face a server happens to have, or as an
empty box, with which a file is no PDF/A. Spanish, English and the orthographies of Mexico's
languages are all there.
"""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

#: Every character of the four faces, as in a regular expression (tests/handouts/test_faces.py).
HELD = (
    r"\x20-\x7e\xa0-\u036f\u1e00-\u1eff\u2000-\u2064\u2066-\u2071\u2074-\u208e\u2090-\u209c"
    r"\u20a0-\u20bf\u2113\u2116\u2122\u25cc\u2c60-\u2c7f\ua720-\ua7bf\ua7c2-\ua7ca"
    r"\ua7f5-\ua7ff\ufffd"
)
#: What turns the direction of a line: it belongs to scripts that are not there.
TURNS = r"\u200e\u200f\u202a-\u202e\u2066-\u2069"
MISSING = re.compile(rf"(?:[^\n\r\t{HELD}]|[{TURNS}])+")
#: Kinds of characters without which a sentence says the same: pictures, and what is not seen.
SPARED = {"So", "Sk", "Mn", "Me", "Cf", "Cc", "Cn", "Co", "Cs"}
#: What is never seen by itself, so that nobody needs to hear of it: controls, and how emoji look.
UNSEEN, LOOKS = {"Cf", "Cc"}, re.compile(r"[\ufe00-\ufe0f\u20e3]")
OMISSION = "[…]"
#: A letter with its mark (á) and a second mark that is drawn before it, as below the letter. Laid out,
#: the two marks change places, and the file no longer knows which letters it shows. A joiner that
#: nobody sees, and that is not in the file, keeps them apart.
JOINER = "\u034f"
LOWER = "".join(
    chr(code) for code in range(0x300, 0x370) if 0 < unicodedata.combining(chr(code)) < 230
)
MARKED_TWICE = re.compile(rf"[\u00c0-\u024f\u1e00-\u1eff](?=[{LOWER}])")


def printable(*, html, sheet):
    """``html`` without what no face holds; ``sheet`` is told which characters of which block.

    Pictures and invisible characters go; in the place of letters, numbers and signs stands «[…]».
    """
    html = MARKED_TWICE.sub(_kept_apart, unicodedata.normalize("NFC", html))
    if not MISSING.search(html):
        return html
    told = set()
    for name, block in sheet.blocks:
        with sheet.naming(name):
            told |= _warn(sheet, _missing(block))
    _warn(sheet, [character for character in _missing(html) if character not in told])
    return MISSING.sub(_in_its_place, html)


def _kept_apart(match):
    marks = unicodedata.normalize("NFD", match[0])[1:]
    return f"{match[0]}{JOINER}" if marks else match[0]


def _in_its_place(match):
    kinds = {unicodedata.category(character) for character in match[0]}
    return "" if kinds <= SPARED else OMISSION


def _missing(html):
    """The characters that somebody would miss, each once, in order."""
    found = dict.fromkeys(LOOKS.sub("", "".join(MISSING.findall(html))))
    return [character for character in found if unicodedata.category(character) not in UNSEEN]


def _warn(sheet, characters):
    if characters:
        sheet.warn(
            _("Paper has no letters for these characters, and leaves them out: %(characters)s"),
            characters=" ".join(characters),
        )
    return set(characters)
