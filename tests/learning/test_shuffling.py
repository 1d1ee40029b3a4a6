"""Forms A and B of the same questions: pure, and the same every time."""

import uuid
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.learning.domain.shuffling import crossed, form_a, form_b, lettered

KEYS = st.uuids(version=4)


def make_item(options=3, correct=1, key=None):
    return SimpleNamespace(
        options=[f"respuesta {n}" for n in range(1, options + 1)],
        correct_option=correct,
        translation_key=key or uuid.uuid4(),
    )


items = st.lists(
    st.integers(2, 6).flatmap(
        lambda options: st.builds(
            make_item, st.just(options), st.integers(1, options), st.uuids(version=4)
        )
    ),
    min_size=1,
    max_size=8,
)


def test_form_a_keeps_the_order_of_the_curriculum():
    first, second = make_item(correct=2), make_item(options=4)

    on_a = form_a([first, second])

    assert [(question.number, question.item) for question in on_a] == [(1, first), (2, second)]
    assert [(o.letter, o.text) for o in on_a[0].options] == [
        ("A", "respuesta 1"),
        ("B", "respuesta 2"),
        ("C", "respuesta 3"),
    ]
    assert on_a[0].right.letter == "B"


@given(items)
def test_both_forms_ask_the_same_and_are_right_in_the_same_words(given_items):
    for pair in crossed(given_items):
        item = pair.a.item
        assert pair.b.item is item
        assert {o.text for o in pair.a.options} == {o.text for o in pair.b.options}
        assert pair.a.right.text == pair.b.right.text == item.options[item.correct_option - 1]
        assert [(a.text, a.place) for a, _b in pair.options] == [
            (b.text, b.place) for _a, b in pair.options
        ]


@given(items)
def test_no_option_keeps_its_letter_and_no_question_its_place(given_items):
    for pair in crossed(given_items):
        assert all(a.letter != b.letter for a, b in pair.options)
        assert len(given_items) == 1 or pair.a.number != pair.b.number


@given(items)
def test_numbers_and_letters_run_on_without_a_gap(given_items):
    for form in (form_a(given_items), form_b(given_items)):
        assert [question.number for question in form] == list(range(1, len(given_items) + 1))
        for question in form:
            letters = "".join(option.letter for option in question.options)
            assert "ABCDEF".startswith(letters)


@given(KEYS, st.integers(2, 6))
def test_the_order_rests_on_the_translation_key_alone(key, options):
    spanish, english = make_item(options=options, key=key), make_item(options=options, key=key)
    english.options = [f"answer {n}" for n in range(options)]

    def places(item):
        return [option.place for option in form_b([item])[0].options]

    assert places(spanish) == places(english) == places(spanish)


def test_the_orders_differ_from_question_to_question():
    many = [make_item(options=4, key=uuid.UUID(int=n)) for n in range(20)]

    assert len({tuple(o.place for o in question.options) for question in form_b(many)}) == 3


@pytest.mark.parametrize("options", [0, 1])
def test_a_draft_without_a_choice_is_no_trouble(options):
    item = make_item(options=options, correct=5)

    (pair,) = crossed([item])

    assert len(pair.options) == options
    assert pair.a.right is None
    assert lettered(item) == pair.a.options
