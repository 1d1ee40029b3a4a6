"""What the editor shows beside a page as it is written. One place for form and live update."""

import datetime
from itertools import pairwise

from django.template.loader import render_to_string
from django.utils import timezone

from ..mixins import ModuleMixin
from ..story_mixins import StoryMixin
from . import cautions, outline, readability, texts

#: No clock time is known yet, so times count from the beginning of the session.
START = datetime.time(0)


def reading(page):
    """How easy each part of the page is to read, beside what is aimed at."""
    parts = []
    for who, paragraphs, least in texts.prose_of(page=page):
        ease = readability.reading_ease(paragraphs=paragraphs, language=page.locale.language_code)
        is_for_workers = least == readability.FOR_WORKERS or isinstance(page, StoryMixin)
        parts.append({"who": who, "ease": ease, "least": least, "is_for_workers": is_for_workers})
    return {
        "parts": parts,
        "is_measured": readability.is_measured(language=page.locale.language_code),
        "minimum_words": readability.MINIMUM_WORDS,
    }


def plan(page):
    """The rows of the session plan with their times, and the total against the duration."""
    rows = list(page.session_plan.all())
    timed, end = outline.schedule(rows=rows, starts_at=START)
    times = [start for start, _row in timed] + [end]
    planned = outline.planned_minutes(rows=rows)
    return {
        "times": " ".join(f"{_clock(at)}–{_clock(to)}" for at, to in pairwise(times)),
        "has_rows": bool(rows),
        "planned": planned,
        "duration": page.duration_minutes,
        "difference": planned - (page.duration_minutes or 0),
        "short": outline.planned_minutes(rows=[row for row in rows if row.is_in_short_version]),
    }


def _clock(time):
    return f"{time.hour}:{time:%M}"


def caution(page):
    return {"cautions": cautions.cautions_of(page=page, on=timezone.localdate())}


def glance(page):
    """The three in one line: reading ease for workers, the plan's total, how many cautions."""
    found = reading(page)
    ease, least = next(
        ((part["ease"], part["least"]) for part in found["parts"] if part["is_for_workers"]),
        (None, None),
    )
    shown = {**found, **caution(page), "ease": ease, "least": least}
    if isinstance(page, ModuleMixin):
        shown |= {**plan(page), "has_plan": True}
    return shown


KINDS = {"glance": glance, "reading": reading, "plan": plan, "cautions": caution}


def advise(*, kind, page):
    """The HTML of one kind of advice (a key of ``KINDS``) on a page, saved or not."""
    return render_to_string(f"curriculum/learning/advice/{kind}.html", KINDS[kind](page))
