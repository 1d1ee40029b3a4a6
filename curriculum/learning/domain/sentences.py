"""The sentence in which words stand, with the words marked."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from .. import stemming

#: A sentence ends before the next begins: «art. 371» is none, «art. Nadie» would be; nor is «3o. Ter».
SENTENCE_END = re.compile(r"(?<=[.!?…])(?<!\d[oaº]\.)\s+(?=[^\W\d_a-záéíóúñü]|[¿¡«“\"(])")
#: Longer ones are cut to about so many characters around what was found.
LONGEST = 240


def sentence_with(*, texts, words, language):
    """The sentence of ``texts`` that holds most of the words, marked up; "" when none does.

    A word as it was asked for weighs more than another form of it, and an
    earlier sentence more than a later one.
    """
    stems = {stemming.stem(word, language) for word in words}
    best, best_weight = "", 0
    for sentence in _sentences(texts):
        weight = _weight(sentence, set(words), stems, language)
        if weight > best_weight:
            best, best_weight = sentence, weight
    return marked(text=_cut(best, stems, language), stems=stems, language=language)


def marked(*, text, stems, language):
    """``text`` escaped, with ``<mark>`` around each word that has one of the stems."""
    parts, end = [], 0
    for match in stemming.WORD.finditer(text):
        if _is_found(match[0], stems, language):
            parts += [escape(text[end : match.start()]), "<mark>", escape(match[0]), "</mark>"]
            end = match.end()
    # Every part is escaped above, but for our own two tags.
    return mark_safe("".join([*parts, escape(text[end:])]))


def _sentences(texts):
    for text in texts:
        yield from SENTENCE_END.split(" ".join(text.split()))


def _weight(sentence, words, stems, language):
    here = set(stemming.words(sentence))
    return 2 * len(stems & {stemming.stem(word, language) for word in here}) + len(words & here)


def _is_found(word, stems, language):
    return any(stemming.stem(part, language) in stems for part in stemming.words(word))


def _cut(sentence, stems, language):
    """Around the first word that was found, at spaces, with an ellipsis where something is left out."""
    if len(sentence) <= LONGEST:
        return sentence
    place = next(
        (m.start() for m in stemming.WORD.finditer(sentence) if _is_found(m[0], stems, language)), 0
    )
    start = max(0, min(place - LONGEST // 2, len(sentence) - LONGEST))
    start = sentence.find(" ", start) + 1 if start else 0
    end = start + LONGEST
    tail = "" if end >= len(sentence) else "…"
    shown = sentence[start:end] if not tail else sentence[start:end].rpartition(" ")[0]
    return ("…" if start else "") + (shown or sentence[start:end]) + tail
