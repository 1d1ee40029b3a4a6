"""What a misspelt word was meant to be, among the words that anybody may read."""

import re
from collections import Counter
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count, Max, Sum
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from curriculum.languages import primary

from .. import stemming
from . import finding

#: At most so many letters may differ, by the length of the word.
SLIPS = ((4, 0), (8, 1), (100, 2))
KEPT_FOR = int(timedelta(days=7).total_seconds())
SUGGESTIONS = 3

#: Letters that sound alike in the Spanish of Mexico, as people write who write little.
SOUNDS = {
    "es": [
        (re.compile(pattern), instead)
        for pattern, instead in (
            (r"(?<![cs])h", ""),
            (r"v", "b"),
            (r"z|c(?=[ei])", "s"),
            (r"qu(?=[ei])|c(?!h)|k", "k"),
            (r"x", "ks"),
            (r"g(?=[ei])", "j"),
            (r"gu(?=[ei])", "g"),
            (r"ll", "y"),
            (r"ss+", "s"),
            (r"n(?=[bp])", "m"),
        )
    ]
}


def known_words(*, locale):
    """``{folded word: (as it is mostly written, how often)}`` of all that search may find.

    What the pages hold is kept in the cache for as long as the same are public.
    """
    key = f"curriculum.vocabulary.{locale.pk}.{_edition(locale)}"
    counts = cache.get(key)
    if counts is None:
        counts = _counted(finding.texts_of_pages(locale=locale))
        cache.set(key, counts, KEPT_FOR)
    return {**counts, **_counted(finding.texts_of_records(locale=locale))}


def corrected(*, words, locale):
    """``(best, others)``: the words with each unknown one put right, and other such lists.

    The lists are as long as ``words``; without a likely correction ``best``
    equals ``words``. At most ``SUGGESTIONS`` others.
    """
    known = known_words(locale=locale)
    language = locale.language_code
    likely = [_likely(word, known, language) for word in words]
    best = [options[0] for options in likely]
    others = [
        [*best[:place], option, *best[place + 1 :]]
        for place, options in enumerate(likely)
        for option in options[1:]
    ]
    return best, others[:SUGGESTIONS]


def _edition(locale):
    """Changes with whatever is published, taken down, listed, hidden or written anew."""
    pages = finding.pages(locale=locale).order_by()
    figures = pages.aggregate(Count("pk"), Sum("pk"), Max("last_published_at"))
    return "-".join(str(figures[name]) for name in sorted(figures)).replace(" ", "_")


def _counted(found):
    written = {}
    for names, texts in found:
        for text in (*names, *texts):
            for word in stemming.words(text):
                written.setdefault(stemming.folded(word), Counter())[word] += 1
    return {
        folded: (forms.most_common(1)[0][0], forms.total()) for folded, forms in written.items()
    }


def _likely(word, known, language):
    """The word itself where it is known, else the words nearest to it, else the word itself."""
    folded = stemming.folded(word)
    slips = next(number for length, number in SLIPS if len(folded) <= length)
    if folded in known or word.isdigit():
        return [word]
    heard = _sound(folded, language)
    near = process.extract(
        folded, list(known), scorer=DamerauLevenshtein.distance, score_cutoff=slips + 1, limit=200
    )
    alike = [
        (DamerauLevenshtein.distance(heard, _sound(other, language)), distance, other)
        for other, distance, _place in near
    ]
    options = [
        (by_sound, distance, -known[other][1], other)
        for by_sound, distance, other in alike
        if distance <= slips or by_sound < max(slips, 1)
    ]
    found = [known[other][0] for *_rank, other in sorted(options)]
    # One of each stem, the likeliest: its other forms would find the same.
    apart = {}
    for likely in stemming.telling(found, language):
        apart.setdefault(stemming.stem(likely, language), likely)
    return [*apart.values()][: SUGGESTIONS + 1] or [word]


def _sound(word, language):
    for pattern, instead in SOUNDS.get(primary(language), ()):
        word = pattern.sub(instead, word)
    return word
