"""Counts in plain words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def gap_words(missing, *, is_begun=True):
    """How a one-way tally stands against the total: complete, short of answers, or over."""
    if not is_begun:
        return _("Not asked yet. You can leave it like this.")
    if missing > 0:
        return missing_words(missing)
    if missing < 0:
        return excess_words(-missing)
    return _("Complete.")


def missing_words(number, written=None):
    """``written`` stands where the number would: a screen that counts by itself fills it in."""
    return ngettext(
        "%(number)s person is still without an answer.",
        "%(number)s people are still without an answer.",
        number,
    ) % {"number": number if written is None else written}


def excess_words(number, written=None):
    return ngettext(
        "%(number)s answer more than people came.",
        "%(number)s answers more than people came.",
        number,
    ) % {"number": number if written is None else written}
