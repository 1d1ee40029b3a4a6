"""Everything that somebody may print, as one list of lines."""

import unicodedata
from dataclasses import dataclass, field

from ..base import PrintRow, documents


@dataclass
class Line:
    """One subject with the documents that there are of it."""

    row: PrintRow
    documents: list = field(default_factory=list)

    @property
    def links(self):
        """``(document, address of its dialogue)`` of each."""
        return [(each, each.dialogue_url(self.row.key)) for each in self.documents]


def lines_for(*, user):
    """A ``Line`` for each subject that ``user`` may print anything of, in order."""
    lines = {}
    for document in documents:
        for row in document.rows(user):
            lines.setdefault(row.key, Line(row)).documents.append(document)
    return sorted(lines.values(), key=lambda line: line.row.sort)


def matching(lines, *, query="", group="", language="", code=""):
    """The lines that have every word of ``query`` in title or programme, and what else is asked."""
    words = folded(query).split()
    found = []
    for line in lines:
        row = line.row
        text = folded(f"{row.title} {row.group}")
        chosen = [document for document in line.documents if code in {"", document.code}]
        if (
            chosen
            and all(word in text for word in words)
            and group in {"", row.group}
            and language in {"", row.language}
        ):
            found.append(Line(row, chosen))
    return found


def folded(text):
    """Lower case without accents: «negociacion» finds «Negociación»."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
