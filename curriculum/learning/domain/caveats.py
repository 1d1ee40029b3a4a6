"""What has not been verified, or will change: said openly on the pages that it touches."""

from django.utils.translation import gettext

from curriculum.caching import shared

from ..mixins import ModuleMixin
from ..models import OpenPoint
from .outline import lessons_of, programme_of


def open_points(*, codes, locale):
    """The open points of one locale that touch any of these lesson codes, in their order."""
    pk = getattr(locale, "pk", locale)
    points = shared(("points", pk), lambda: list(OpenPoint.objects.filter(locale=pk)))
    return touching(points=points, codes=codes)


def touching(*, points, codes):
    """Those of ``points`` that touch any of these lesson codes, in their order."""
    wanted = set(codes)
    return [point for point in points if not wanted.isdisjoint(point.lesson_codes)]


def for_workers(*, flags):
    """The review flags that readers' pages show: the rest stand in the guide."""
    return [flag for flag in flags if not flag.is_for_facilitators]


def legal_review(*, colophon):
    """The sentence that no lawyer has reviewed this content yet; "" when one has.

    It is the first of the colophon's own words: what follows them is for staff.
    Content without a colophon counts as not reviewed.
    """
    if colophon and colophon.is_legally_reviewed:
        return ""
    said = colophon.legal_review.strip() if colophon else ""
    first, full_stop, _rest = said.partition(". ")
    return (first + full_stop.strip()) or gettext("No labour lawyer has reviewed it yet.")


def law_read(*, colophon):
    """``{"texts_read", "changed_since"}``: lists of sentences from the colophon's ``law_snapshot``.

    Its texts stand under their codes, and under ``changed_after_snapshot`` what came later.
    """
    snapshot = colophon.law_snapshot if colophon else {}
    changed = snapshot.get("changed_after_snapshot", [])
    return {
        "texts_read": [text for text in snapshot.values() if isinstance(text, str)],
        "changed_since": [text for text in changed if isinstance(text, str)],
    }


def caveats_of(*, page):
    """``{"legal_review", "open_points"}`` and what ``law_read`` says, of a module or lesson.

    It may be saved or about to be written.
    """
    if not page.pk:
        return {
            "legal_review": legal_review(colophon=None),
            "open_points": [],
            **law_read(colophon=None),
        }
    is_module = isinstance(page, ModuleMixin)
    touched = lessons_of(module=page, live=False) if is_module else [page]
    programme = programme_of(page=page)
    colophon = programme.colophon if programme else None
    return {
        **law_read(colophon=colophon),
        "legal_review": legal_review(colophon=colophon),
        "open_points": open_points(
            codes=[lesson.code for lesson in touched], locale=page.locale_id
        ),
    }
