"""Published lessons that somebody should look at, found in the database."""

from django.db.models import Exists, OuterRef, Q

from ..models import CitedIn, LawReview
from .cautions import oldest_law_date

#: Code of a caution and the condition under which a published lesson bears it.
REASONS = {
    "no-citation": lambda on: Q(is_cited=False),
    "no-date": lambda on: Q(valid_as_of=None),
    "old-law": lambda on: Q(valid_as_of__lt=oldest_law_date(on=on)),
    "over-date": lambda on: Q(review_by__lte=on),
    "law-changed": lambda on: Q(waits=True),
}


def lessons_to_look_at(*, model, on, reason=None):
    """Queryset of the published lessons of ``model`` that bear one of ``REASONS`` on the day ``on``.

    With ``reason``, of those that bear this one. Each is annotated with ``is_cited``
    and ``waits`` (for a review after a change of the law).
    """
    cited = CitedIn.objects.filter(page=OuterRef("pk"))
    waiting = LawReview.objects.open().filter(page=OuterRef("pk"))
    wanted = Q()
    for code in [reason] if reason else REASONS:
        wanted |= REASONS[code](on)
    pages = model.objects.live().annotate(is_cited=Exists(cited), waits=Exists(waiting))
    return pages.filter(wanted)


def modules_to_look_at(*, model, reason=None):
    """Queryset of the published modules of ``model`` that wait for a review.

    A module bears no date of its own, so a change of the law is its only reason.
    """
    waiting = LawReview.objects.open().filter(page=OuterRef("pk"))
    modules = model.objects.live().annotate(waits=Exists(waiting)).filter(waits=True)
    return modules if reason in {None, "law-changed"} else modules.none()
