"""What changed in the law, as readers are told: newest first, with what rests on it here."""

from collections import defaultdict
from dataclasses import dataclass

from curriculum.caching import note, note_until

from ..enums import ReviewOutcome
from ..fields import said_in
from ..models import LawReview, LegalChange
from . import shown
from .outline import listed_pages
from .references import name_of, written


@dataclass(frozen=True)
class News:
    """One change: its place in words, its summary and the language of that, and its pages.

    ``pages`` are ``(page, whether somebody has compared it since)`` in their order.
    """

    change: LegalChange
    place: str
    summary: str
    language: str
    pages: tuple


def news(*, locale):
    """A list of ``News`` for readers of one locale, whatever day it takes effect, newest first.

    Only pages that may be found are named: published, public, listed, and of
    no discreet programme.
    """
    pages = listed_pages(locale=locale)
    reviews = defaultdict(list)
    found = LawReview.objects.exclude(outcome=ReviewOutcome.NOT_CITED)
    found = found.filter(page__in=pages).select_related("page__locale").order_by("page__path")
    for review in found:
        reviews[review.change_id].append((review.page, review.closed_on is not None))
    told = [
        _news(change, locale.language_code, tuple(reviews[change.pk]))
        for change in LegalChange.objects.filter(withdrawn_on=None).select_related("source")
    ]
    note(f"law-news:{locale.pk}", shown=shown.law_news(news=told))
    for item in told:
        if item.change.is_ahead:
            note_until(item.change.takes_effect_at)
    return told


def place_of(*, change):
    """Where it changes, as people write it: «LFT, art. 390 Bis»; the whole law by its name."""
    if change.locator:
        return written(citations=[str(change)])
    return name_of(source=change.source.code)


def _news(change, language, pages):
    summary, said = said_in(change.summary, language)
    return News(change, place_of(change=change), summary, said, pages)
