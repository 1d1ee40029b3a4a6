"""Codes on cards: random, readable, and wrong when mistyped."""

import pytest

from curriculum.attendance.domain.cards import new_code, read_code, spoken
from curriculum.handouts.domain.crockford import DIGITS, check_of


def test_a_code_is_ten_random_characters_and_their_check():
    codes = {new_code() for _card in range(500)}

    assert len(codes) == 500
    for code in codes:
        assert len(code) == 11
        assert set(code[:10]) <= set(DIGITS)
        assert read_code(code) == code


def test_the_check_character_is_crockfords():
    """1234 in base 32 is 16J, and its check character D (crockford.com/base32.html)."""
    assert check_of("000000016J") == "D"


@pytest.mark.parametrize("typed", ["{}", " {} ", "{l}", "{groups}"])
def test_what_is_typed_is_read_as_it_was_meant(typed):
    code = "0123456789" + check_of("0123456789")

    assert read_code(typed.format(code, l=code.lower(), groups=spoken(code))) == code


def test_letters_that_look_like_digits_are_read_as_digits():
    code = "0110110110" + check_of("0110110110")

    assert read_code("OIIOIIOIIO" + code[-1]) == code


@pytest.mark.parametrize("place", range(10))
def test_every_wrong_character_is_noticed(place):
    code = "7K4QMX29TD" + check_of("7K4QMX29TD")

    for character in DIGITS:
        if character != code[place]:
            assert read_code(code[:place] + character + code[place + 1 :]) is None


@pytest.mark.parametrize("place", range(9))
def test_two_exchanged_characters_are_noticed(place):
    code = "7K4QMX29TD" + check_of("7K4QMX29TD")
    exchanged = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert read_code(exchanged) is None


@pytest.mark.parametrize("typed", ["", "7K4Q", "7K4QMX29TDUU", "7K4QMX29T!X"])
def test_what_is_no_code_is_none(typed):
    assert read_code(typed) is None
