"""Readers' pages kept ready to be sent; ``README.md`` beside this file explains it."""

from .marking import KeptPage, kept, offer, own
from .sharing import shared
from .store import ANYTHING
from .tags import expire, expire_all, is_on, moment, note, note_until, tell

__all__ = [
    "ANYTHING",
    "KeptPage",
    "expire",
    "expire_all",
    "is_on",
    "kept",
    "moment",
    "note",
    "note_until",
    "offer",
    "own",
    "shared",
    "tell",
]
