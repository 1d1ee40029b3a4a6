"""The code on a card that somebody keeps: random, readable aloud, and wrong when mistyped."""

from curriculum.handouts.domain.crockford import DIGITS, as_printed, check_of, random_digits

LENGTH = 10
#: What a code is written with, between its groups.
BETWEEN = str.maketrans("", "", " -·")


def new_code():
    """Ten random characters (50 bits) and their check character. Nobody can guess whose it is."""
    body = random_digits(LENGTH)
    return body + check_of(body)


def read_code(typed):
    """The code that somebody typed or scanned, or None when it is none: a slip is noticed."""
    code = as_printed(typed.strip().translate(BETWEEN))
    body, check = code[:-1], code[-1:]
    if len(body) != LENGTH or any(character not in DIGITS for character in body):
        return None
    return code if check == check_of(body) else None


def spoken(code):
    """In groups, as it is printed and read aloud."""
    return f"{code[:4]} {code[4:7]} {code[7:]}"
