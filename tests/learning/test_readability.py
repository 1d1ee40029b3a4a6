import pytest

from curriculum.learning.domain.readability import (
    MINIMUM_WORDS,
    english_syllables,
    reading_ease,
    spanish_syllables,
)
from curriculum.learning.domain.texts import prose_of
from tests.factories.learning import make_lesson, make_module

EASY = "La ley dice que nadie te obliga. Tú votas. El voto es tuyo. Nadie lo ve. " * 4
HARD = (
    "La representatividad sindical constituye presupuesto indispensable para la celebración "
    "de negociaciones colectivas jurídicamente vinculantes, independientemente de la "
    "denominación organizacional correspondiente y de las particularidades administrativas "
    "institucionalmente establecidas por la autoridad registradora competente."
)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("ley", 1),
        ("y", 1),
        ("mayo", 2),
        ("que", 1),
        ("guerra", 2),
        ("pingüino", 3),
        ("país", 2),
        ("aéreo", 4),
        ("ciudad", 2),
        ("cuidado", 3),
        ("conciliación", 4),
        ("sindicato", 4),
        ("trabajadora", 5),
        ("creer", 2),
        ("río", 2),
        ("huelga", 2),
        ("averigua", 4),
    ],
)
def test_spanish_syllables(word, syllables):
    assert spanish_syllables(word) == syllables


@pytest.mark.parametrize(("word", "syllables"), [("vote", 1), ("table", 2), ("worker", 2)])
def test_english_syllables_are_estimated(word, syllables):
    assert english_syllables(word) == syllables


def test_the_formula_of_szigriszt_pazos():
    # 40 words in 10 sentences of 4, each word of two syllables: 206.835 − 62.3·2 − 4.
    reading = reading_ease(
        paragraphs=["Casa mesa silla luna." for _ in range(10)], language="es-mx"
    )

    assert (reading.words, reading.sentences, reading.syllables) == (40, 10, 80)
    assert reading.score == round(206.835 - 124.6 - 4)
    assert str(reading.label) in {"fairly easy", "bastante fácil"}


def test_plain_words_read_easier_than_office_words():
    easy = reading_ease(paragraphs=[EASY], language="es-mx")
    hard = reading_ease(paragraphs=[HARD], language="es-mx")

    assert easy.score >= 80
    assert hard.score < 40


def test_each_item_of_a_list_ends_a_sentence():
    as_list = reading_ease(paragraphs=["una dos tres cuatro"] * 10, language="es-mx")

    assert as_list.sentences == 10


def test_figures_are_no_words_and_their_points_end_no_sentence():
    text = "El artículo 390 dice que hay 5.000 casos " * 6

    assert reading_ease(paragraphs=[text], language="es-mx").sentences == 1


@pytest.mark.parametrize("words", [0, MINIMUM_WORDS - 1])
def test_a_text_that_is_too_short_is_not_measured(words):
    assert reading_ease(paragraphs=["casa " * words], language="es-mx") is None


def test_a_language_without_a_formula_is_not_measured():
    assert reading_ease(paragraphs=[EASY], language="nah") is None


@pytest.mark.django_db
def test_what_facilitators_read_is_measured_apart():
    lesson = make_lesson(
        live=False,
        summary="Resumen.",
        body=[
            ("steps", {"steps": ["<p>Pide el aviso.</p>", "<p>Anota la fecha.</p>"]}),
            ("legal_quotation", {"quotation": "Nadie puede.", "citation": "LFT:358"}),
            ("facilitator_note", {"text": "<p>Deja tiempo.</p>"}),
        ],
    )

    workers, staff = prose_of(page=lesson)

    assert workers[1:] == (
        ["Resumen.", "Pide el aviso.", "Anota la fecha.", "Nadie puede."],
        65,
    )
    assert staff[1:] == (["Deja tiempo."], 55)


@pytest.mark.django_db
def test_a_module_has_prose_for_both():
    parts = prose_of(page=make_module(live=False, safety_note="No pidas nombres."))

    assert [least for _who, _texts, least in parts] == [65, 55]
