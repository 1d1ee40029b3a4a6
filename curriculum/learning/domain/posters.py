"""How large a key message stands on a poster: as large as it fits, whoever wrote it."""

from curriculum.handouts.editions import Paper

#: Class of the message, and for how many letters and lines it has room: as print.css sets it,
#: at .56 em a letter and with as much left below as the longest of our notices takes.
LETTER = [
    ("", 16, 6),
    ("long", 21, 8),
    ("longer", 26, 10),
    ("longest", 34, 13),
    ("endless", 49, 18),
]
LARGE = [("", 14, 7), ("long", 18, 9), ("longer", 22, 11), ("longest", 30, 14), ("endless", 43, 20)]
ROOM = {Paper.TABLOID: LARGE, Paper.TILED: LARGE}
#: A capital takes so much of the room of a small letter.
CAPITAL = 1.3


def size_of(*, text, paper):
    """The class that sets ``text`` as large as it fits on a poster of ``paper``."""
    room = ROOM.get(paper, LETTER)
    fitting = (name for name, letters, lines in room if _fits(text, letters, lines))
    return next(fitting, room[-1][0])


def _fits(text, letters, lines):
    words = [_width(word) for word in text.split()]
    if any(word > letters for word in words):
        return False
    taken, used = 0, letters
    for word in words:
        used += 1 + word
        if used > letters:
            taken, used = taken + 1, word
    return taken <= lines


def _width(word):
    return sum(CAPITAL if letter.isupper() else 1 for letter in word)
