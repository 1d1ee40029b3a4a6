"""A code that says «this site printed this sheet» and nothing else: not what, when or for whom.

It is random digits and a keyed hash of them. Nothing is kept, so nothing can
be looked up, and there is nobody to whom a code could lead.
"""

import unicodedata

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from .crockford import DIGITS, as_printed, random_digits

#: 40 bits each: a million guesses hit upon a code with a chance of one in a million.
RANDOM, MAC = 8, 8
GROUP = 4
SALT = "curriculum.handouts.genuine"


def new_code():
    """A new code, in groups: ``7K4Q-MX29-TD0A-93HZ``."""
    random = random_digits(RANDOM)
    return grouped(random + _mac(random, settings.SECRET_KEY))


def is_genuine(code):
    """Whether this site gave the code that somebody typed; also under its earlier secret keys."""
    read = canonical(code)
    if len(read) != RANDOM + MAC:
        return False
    random, mac = read[:RANDOM], read[RANDOM:]
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(mac, _mac(random, key)) for key in keys)


def canonical(code):
    """Its digits as they are printed, however they were typed: small, spaced, O for 0; "" for none."""
    typed = unicodedata.normalize("NFKC", code)
    return as_printed("".join(letter for letter in typed if letter.isalnum()))


def grouped(code):
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def address_of(*, code="", language):
    """The absolute address at which a code is looked up, or where one is typed."""
    with override(language):
        path = (
            reverse("curriculum_handouts_reading:genuine", args=[code])
            if code
            else reverse("curriculum_handouts_reading:ask")
        )
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def _mac(random, key):
    """The hash's first bits as digits: each byte's lower five, which are as even as the whole."""
    digest = salted_hmac(SALT, random, secret=key, algorithm="sha256").digest()
    return "".join(DIGITS[byte & 31] for byte in digest[:MAC])
