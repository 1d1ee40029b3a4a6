"""Codes that are read aloud and typed from paper: Douglas Crockford's base 32."""

import secrets

#: Without I, L, O and U, which are misread or spell words.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Check characters: with a prime number of them each wrong and each exchanged digit is noticed.
CHECKS = f"{DIGITS}*~$=U"
_MISREAD = str.maketrans("OIL", "011")


def random_digits(number):
    """So many digits, of 5 bits each, that nobody can guess."""
    return "".join(secrets.choice(DIGITS) for _digit in range(number))


def as_printed(typed):
    """In capitals, and with the digit in place of each letter that is taken for it."""
    return typed.upper().translate(_MISREAD)


def check_of(digits):
    """The check character of ``digits``: their number modulo 37."""
    number = 0
    for digit in digits:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return CHECKS[number % len(CHECKS)]
