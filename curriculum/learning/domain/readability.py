"""How easy a text is to read.

Spanish: the perspicuity formula of Szigriszt Pazos (*Sistemas predictivos de
legibilidad del mensaje escrito: fórmula de perspicuidad*, Universidad
Complutense de Madrid, 1993), read on the INFLESZ scale of Barrio-Cantalejo and
others («Validación de la Escala INFLESZ», Anales del Sistema Sanitario de
Navarra 31(2), 2008): ``206.835 − 62.3·syllables/words − words/sentences``.

English: the reading ease of Flesch («A new readability yardstick», Journal of
Applied Psychology 32(3), 1948): ``206.835 − 84.6·syllables/words −
1.015·words/sentences``. English syllables are estimated from spelling.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from curriculum.languages import primary

#: At least this much for what workers read, and for what staff read.
FOR_WORKERS = 65
FOR_STAFF = 55
#: Research is not published below this: «normal», what an average adult reads without effort.
PLAIN = 55
#: Below this many words a figure says nothing.
MINIMUM_WORDS = 30

#: Lower bound and name of each band of INFLESZ.
INFLESZ = (
    (80, _("very easy")),
    (65, _("fairly easy")),
    (55, _("normal")),
    (40, _("somewhat hard")),
    (float("-inf"), _("very hard")),
)
FLESCH = (
    (80, _("very easy")),
    (70, _("fairly easy")),
    (60, _("normal")),
    (50, _("somewhat hard")),
    (float("-inf"), _("very hard")),
)

#: Figures such as «390» are read out in too many ways to be counted.
WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$|[»”\"')])")
STRONG = "aeoáéíóú"
VOWELS = re.compile(r"[aeiouáéíóúüy]+")
SILENT_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])")
ENGLISH_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class Reading:
    """The figure, its band in words, and what it was counted from."""

    score: int
    label: str
    words: int
    sentences: int
    syllables: int


def reading_ease(*, paragraphs, language):
    """The ``Reading`` of a list of texts, each of which ends a sentence.

    None for fewer than ``MINIMUM_WORDS`` words and for a language whose formula
    is not known here.
    """
    if not is_measured(language=language):
        return None
    syllables_in, factors, bands = FORMULAS[primary(language)]
    words = [word.lower() for text in paragraphs for word in WORD.findall(text)]
    if len(words) < MINIMUM_WORDS:
        return None
    sentences = sum(_sentences(text) for text in paragraphs)
    syllables = sum(syllables_in(word) for word in words)
    by_syllables, by_words = factors
    score = 206.835 - by_syllables * syllables / len(words) - by_words * len(words) / sentences
    label = next(name for bound, name in bands if score >= bound)
    return Reading(round(min(max(score, 0), 100)), label, len(words), sentences, syllables)


def is_measured(*, language):
    """Whether there is a formula for this language."""
    return primary(language) in FORMULAS


def _sentences(text):
    parts = SENTENCE_END.split(text)
    return sum(1 for part in parts if WORD.search(part))


def spanish_syllables(word):
    """Syllables of one lower-case Spanish word: diphthongs are one, hiatus two."""
    if word == "y":
        return 1
    word = SILENT_U.sub("", word)
    # A y is a vowel at the end («hoy») and a consonant everywhere else («mayo»).
    word = word[:-1].replace("y", "-") + word[-1:]
    return max(1, sum(_nuclei(run) for run in VOWELS.findall(word)))


def _nuclei(run):
    return max(1, sum(letter in STRONG for letter in run))


def english_syllables(word):
    """An estimate: groups of vowels, without a silent final e."""
    count = len(ENGLISH_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(1, count)


FORMULAS = {
    "es": (spanish_syllables, (62.3, 1.0), INFLESZ),
    "en": (english_syllables, (84.6, 1.015), FLESCH),
}
