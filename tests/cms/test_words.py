"""The demo's glossary and help directory: written from its lessons."""

from pathlib import Path

import pytest
import yaml

from cms import demo
from curriculum.learning.domain import glossary
from curriculum.learning.domain.importing.words import read_words
from curriculum.learning.models import GlossaryTerm

CONTENT = Path(demo.__file__).parents[1] / "content"


def lessons(language):
    """The text of every lesson in one language."""
    if language == "es":
        curriculum = yaml.safe_load((CONTENT / "curriculum.yaml").read_text())
        found = [
            lesson["body_es"]
            for programme in curriculum["programmes"]
            for module in programme["modules"]
            for lesson in module["lessons"]
        ]
    else:
        found = list(bodies(yaml.safe_load((CONTENT / "curriculum-en.yaml").read_text())))
    assert len(found) == 51
    return [f"<p>{text}</p>" for text in found]


def bodies(value):
    if isinstance(value, list):
        value = dict(enumerate(value))
    if isinstance(value, dict):
        for name, part in value.items():
            yield from [part] if name == "body" else bodies(part)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_word_is_explained_in_some_lesson(language):
    words = read_words(path=CONTENT / "words.yaml")
    terms = glossary.Glossary(
        GlossaryTerm(
            pk=number,
            term=entry["term"][language],
            variants="\n".join(entry["variants"].get(language, [])),
        )
        for number, entry in enumerate(words["glossary"])
    )

    pages = [glossary.explained(html=html, terms=terms) for html in lessons(language)]

    unused = [term.term for term in terms if not any(f'"g-{term.pk}"' in page for page in pages)]
    assert unused == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_there_are_sixty_words_and_each_is_short(language):
    words = read_words(path=CONTENT / "words.yaml")["glossary"]

    assert len({entry["term"][language].casefold() for entry in words}) == len(words) >= 60
    assert max(len(entry["definition"][language]) for entry in words) <= 400


def test_no_telephone_number_is_written_down():
    words = read_words(path=CONTENT / "words.yaml")

    said = [text for entry in words["help"] for text in entry["what_it_does"].values()]

    assert [text for text in said if any(letter.isdigit() for letter in text)] == []
