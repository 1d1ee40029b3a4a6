"""Words as search compares them: whatever their case, accents and endings.

A text becomes tokens of plain ASCII letters and digits, two for each word: one
for the word as it is written, one for its stem; and a title one for all of it. No text holds such tokens by
itself, so that whoever asks for tokens is answered only from what was made
into tokens, and nothing that a person types can be read as an operator.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from curriculum.languages import primary

#: Of a language's code, its stemmer. Words of other languages are compared whole.
STEMMERS = {"es": "spanish", "en": "english"}
#: What tokens begin with, and no word does. The digit keeps PostgreSQL, whatever language it is set
#: up for, from taking them for words and cutting off endings.
WRITTEN, STEM, WHOLE = "zq1", "zq2", "zq3"
#: A word of the title counts as much as so many in the text.
TITLE_WEIGHT = 3

#: Words that stand in nearly every text, and say nothing beside others.
COMMON = {
    "es": "a al ante como con cual cuando de del desde donde e el ella ellas ellos en entre es esa "
    "ese eso esta este esto ha han hay la las le les lo los me mi mis muy ni no nos o para pero por "
    "porque que quien se si sin sobre son su sus te ti tu tus u un una uno unas unos y ya yo",
    "en": "a about an and are as at be but by can do does for from has have how i if in into is it "
    "its me my no not of on or our so that the their them they this to was we were what when where "
    "which who why will with you your",
}
COMMON = {language: set(text.split()) for language, text in COMMON.items()}

#: Letters and digits, with marks that have no letter of their own (a̱) and apostrophes inside.
WORD = re.compile(r"[^\W_](?:[\u0300-\u036f'’]*[^\W_])*[\u0300-\u036f]*")
APOSTROPHES = str.maketrans("", "", "'’ʼꞌ")
NOT_ASCII = re.compile(r"[^a-z0-9]")
#: Plurals first, which Snowball leaves in short words («años»). One ending at a time, the e of
#: «clase» among them, so that «clases», «país» and «países» come down to the same.
PLURALS = ((re.compile(r"ces$"), "z"), (re.compile(r"(?<=[lnrdjys])es$|(?<=[aeiou])se?$"), ""))
SHORTEST_STEM = 3
#: Stems of one word whose forms no ending explains: the first stands for all. *Ley* is no form of *leer*.
FAMILIES = {
    "es": "desp despedi desped despid, eleg elig eligi elegi elij, leer lei lee leyeron, "
    "ped pid pidi pedi, segu sig sigu sigui",
    "en": "woman women, child children, man men",
}
FAMILIES = {
    language: {stem: family.split()[0] for family in families.split(",") for stem in family.split()}
    for language, families in FAMILIES.items()
}
#: Snowball knows this ending by its accent alone.
ION = re.compile(r"(?<=[cs])ion$")


def clean(text):
    """``text`` as it is meant: full-width letters as plain ones, nothing that cannot be seen.

    Controls, zero-width and direction marks, lone surrogates and unassigned
    characters go; every kind of white space becomes one space.
    """
    kept = (
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFKC", text)
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return " ".join("".join(kept).split())


def words(text):
    """The words and numbers of a text, in lower case and composed form, in order."""
    return [match[0].translate(APOSTROPHES) for match in WORD.finditer(clean(text).casefold())]


def folded(word):
    """Without accents: ``negociacion``, and ``ano`` for ``año``."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=20_000)
def stem(word, language):
    """What a word shares with its other forms: ``trabaj`` for ``trabajadoras``.

    Accents go first, since many people write without them.
    """
    word = folded(word)
    name = STEMMERS.get(primary(language))
    if name is None or word.isdigit():
        return word
    if name == "spanish":
        word = ION.sub("ión", _singular(word))
    # A new one each time, for it keeps the word while it works and threads would share it.
    found = folded(snowballstemmer.stemmer(name).stemWord(word))
    return FAMILIES[primary(language)].get(found, found)


def _singular(word):
    for ending, instead in PLURALS:
        while len(shorter := ending.sub(instead, word)) >= SHORTEST_STEM and shorter != word:
            word = shorter
    return word


def telling(words, language):
    """Those of some words that are not in nearly every text."""
    common = COMMON.get(primary(language), set())
    return [word for word in words if folded(word) not in common]


def written_token(word):
    """One for each way of writing: ``ano`` and ``año`` differ."""
    return WRITTEN + _ascii(word)


def stem_token(word, language):
    return STEM + _ascii(stem(word, language))


def whole_token(words, language):
    """One for a whole title, so that what bears just the words asked for comes first."""
    return WHOLE + "".join(_ascii(stem(word, language)) for word in telling(words, language))


def _ascii(word):
    return NOT_ASCII.sub(lambda match: f"q{ord(match[0]):x}", word)


def tokens(*, names, texts, language):
    """What the index keeps of a page or record: the tokens of its words, as one string.

    ``names`` are its title and others that it goes by.
    """
    names = [words(name) for name in names]
    found = [word for name in names for word in name] * TITLE_WEIGHT
    found += [word for text in texts for word in words(text)]
    kept = [f"{written_token(word)} {stem_token(word, language)}" for word in found]
    return " ".join([*(whole_token(name, language) for name in names), *kept])
