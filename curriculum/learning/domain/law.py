"""The law has a date: what rests on an article that changes, who has looked, what readers are told.

Recording a ``LegalChange`` opens a ``LawReview`` for each published page that
cites what changed, in every language. While one is open, the page bears a
notice. A review is closed by whoever may edit the page: at once, when the page
is right as it is, or by publishing a text that takes the change into account.
A change is over when its last review is closed. One that was recorded by mistake
is withdrawn: it is kept, and concerns nobody any more.
"""

from collections import defaultdict

import swapper
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.caching import shared

from ..enums import ReviewOutcome
from ..models import CitedIn, LawReview, LegalChange
from ..refusals import LearningRefused
from .contents import content_of, digest_of
from .locators import touches

Page = swapper.load_model("wagtailcore", "Page")

#: Sent with ``pages`` (ids) when the notice of pages came or went: for whoever keeps rendered pages.
notices_changed = Signal()

#: To change these is not to change the text.
NOT_TEXT = ("valid_as_of", "review_by", "confidence", "review_flags")


def notice_of(*, page):
    """The ``LegalChange`` of which readers of ``page`` are told, or None. One query.

    ``takes_effect_on`` is its day and ``is_ahead`` whether that is still to
    come. Of several, the last one that is in force, else the next one to come.
    """
    return notice_for(pages=[page])


def notice_for(*, pages):
    """As ``notice_of``, for what is read or printed together: a module with its lessons."""
    pks = [page.pk for page in pages if page.pk]
    if not pks:
        return None
    waiting = shared(("law",), _changes_by_page)
    changes = {change for pk in pks for change in waiting.get(pk, ())}
    found = sorted(changes, key=lambda change: (change.takes_effect_on, change.pk))
    in_force = [change for change in found if not change.is_ahead]
    return in_force[-1] if in_force else next(iter(found), None)


def change_heeded(*, page):
    """The last ``LegalChange`` that the published text has taken into account, or None. One query.

    Of a copy from before it nobody can tell that the law has changed but by this.
    """
    return shared(("law-heeded",), _changes_heeded).get(page.pk)


def _changes_heeded():
    rewritten = (ReviewOutcome.CHANGED, ReviewOutcome.NOT_CITED)
    reviews = LawReview.objects.filter(
        page__isnull=False, outcome__in=rewritten, change__withdrawn_on=None
    )
    last = reviews.select_related("change__source").order_by("change__takes_effect_on", "pk")
    return {review.page_id: review.change for review in last}


def _changes_by_page():
    """``{page id: changes of the law with which it has still to be compared}``."""
    found = defaultdict(list)
    for review in LawReview.objects.open().select_related("change__source").order_by():
        found[review.page_id].append(review.change)
    return found


@transaction.atomic
def record_change(*, change, by=None):
    """Save a new ``LegalChange``, open a review of each page that rests on it, return these.

    To record the same article again opens them again.
    """
    change.save()
    log(change, "curriculum.law_change.record", user=by)
    pages = pages_resting_on(change=change)
    return _open_reviews(change, pages)


@transaction.atomic
def revise_change(*, change, by=None):
    """Save what was corrected in a change. Another article concerns other pages.

    Refused with ``withdrawn`` once it has been taken back.
    """
    _lock(change)
    change.save()
    log(change, "curriculum.law_change.revise", user=by)
    pages = pages_resting_on(change=change)
    mistaken = LawReview.objects.open().filter(change=change).exclude(page__in=list(pages))
    gone = list(mistaken.values_list("page", flat=True))
    mistaken.delete()
    known = set(change.reviews.values_list("page", flat=True))
    _open_reviews(change, {pk: rows for pk, rows in pages.items() if pk not in known})
    _announce([*gone, *pages])


@transaction.atomic
def withdraw_change(*, change, reason, by=None):
    """Take back a change that should not have been recorded, and return it.

    Its open reviews are closed without anybody's verdict, and readers hear of it
    no more; reviews that were done stay, and no page is touched. ``reason``, a
    line without names, is kept in the log. Recording it anew is the only way
    back. Refused with ``withdrawn`` once it has been taken back.
    """
    change = _lock(change)
    change.withdrawn_on = timezone.localdate()
    change.save(update_fields=["withdrawn_on"])
    _close_withdrawn([change])
    log(change, "curriculum.law_change.withdraw", user=by, data={"reason": reason})
    return change


@transaction.atomic
def confirm(*, review, by=None):
    """Close a review: somebody compared the published page with the change, and it is right."""
    review = LawReview.objects.select_for_update().get(pk=review.pk)
    if review.closed_on is None:
        _close(review, ReviewOutcome.UNCHANGED)
        log(
            review.page.specific,
            "curriculum.law_review.confirm",
            user=by,
            data={"change": str(review.change)},
        )
    return review


def citations_touched(*, change):
    """Every ``CitedIn`` of a published page that rests on what ``change`` changes."""
    rows = CitedIn.objects.filter(source=change.source.code).order_by("page__path", "pk")
    return [row for row in rows if _touches(change, row.source, row.locator)]


def pages_resting_on(*, change):
    """``{page id: its CitedIn rows}`` of every published page that rests on ``change``."""
    pages = defaultdict(list)
    for row in citations_touched(change=change):
        pages[row.page_id].append(row)
    return dict(pages)


def open_reviews(*, page):
    """The reviews of one page that wait for somebody, with their changes."""
    waiting = LawReview.objects.open().filter(page=page.pk)
    return list(waiting.select_related("change__source").order_by("change__takes_effect_on", "pk"))


@transaction.atomic
def follow_publication(*, page):
    """Bring the reviews of a page in line with what it says and cites now that it is published.

    Its citations must have been indexed. A review is closed when the page takes
    its change into account (``law_changes_read``) or cites the article no more;
    opened when the page cites anew what changed since it was compared with the
    law; opened again when its old text has come back.
    """
    reviews = {review.change_id: review for review in _reviews_by_key(page)}
    resting = {change.pk: change for change in changes_touching(page=page)}
    digest = text_digest(page=page) if reviews or resting else ""
    for pk, review in reviews.items():
        review.page_id = page.pk
        _follow(review, page, digest, is_resting=pk in resting)
    for pk, change in resting.items():
        if pk not in reviews and _is_behind(page, change):
            _open(change, page, digest)


@transaction.atomic
def follow_unpublication(*, page):
    """What is not published misleads nobody."""
    for review in LawReview.objects.open().filter(page=page.pk):
        _close(review, ReviewOutcome.NOT_CITED)


@transaction.atomic
def follow_arrival(*, changes):
    """Open reviews for pages of this install after ``changes`` were brought in from another one.

    Whatever was withdrawn, here or there, waits for nobody.
    """
    _close_withdrawn(LegalChange.objects.exclude(withdrawn_on=None))
    for change in changes:
        if change.withdrawn_on:
            continue
        pages = pages_resting_on(change=change)
        known = set(change.reviews.values_list("page", flat=True))
        for page in Page.objects.filter(pk__in=set(pages) - known).specific():
            if _is_behind(page, change):
                _open(change, page, text_digest(page=page))


def changes_touching(*, page):
    """Every ``LegalChange`` that holds and touches what a published page cites."""
    cited = list(CitedIn.objects.filter(page=page.pk).values_list("source", "locator").distinct())
    sources = {source for source, _locator in cited}
    changes = LegalChange.objects.filter(source__code__in=sources, withdrawn_on=None)
    return [
        change
        for change in changes.select_related("source")
        if any(_touches(change, source, locator) for source, locator in cited)
    ]


def text_digest(*, page):
    """Digest of what a page says, without its dates and marks."""
    data = content_of(page=page)
    return digest_of(data={name: data[name] for name in data if name not in NOT_TEXT})


def _touches(change, source, locator):
    return source == change.source.code and touches(
        changed=change.locator, cited=locator, source=source
    )


def _reviews_by_key(page):
    return LawReview.objects.filter(
        translation_key=page.translation_key, locale=page.locale.language_code
    ).select_related("change")


def _follow(review, page, digest, *, is_resting):
    if review.closed_on is None:
        if not is_resting:
            _close(review, ReviewOutcome.NOT_CITED)
        elif str(review.change_id) in page.law_changes_read:
            is_same = digest == review.digest
            _close(review, ReviewOutcome.UNCHANGED if is_same else ReviewOutcome.CHANGED)
        else:
            review.save(update_fields=["page"])
    elif is_resting and _has_come_back(review, page, digest):
        review.closed_on, review.outcome, review.digest = None, "", digest
        review.save()
        _announce([page.pk])


def _has_come_back(review, page, digest):
    if review.outcome == ReviewOutcome.NOT_CITED:
        return _is_behind(page, review.change)
    return review.outcome == ReviewOutcome.CHANGED and digest == review.digest


def _is_behind(page, change):
    """Whether nobody can have known of ``change`` when ``page`` was last compared with the law.

    A module says no date: it is behind as long as the change is not over.
    """
    if hasattr(page, "valid_as_of"):
        return page.valid_as_of is None or page.valid_as_of < change.recorded_on
    return change.reviews.open().exists()


def _open_reviews(change, pages):
    found = Page.objects.filter(pk__in=list(pages)).order_by("path").specific()
    return [_open(change, page, text_digest(page=page)) for page in found]


def _open(change, page, digest):
    review = LawReview.objects.create(
        change=change,
        page_id=page.pk,
        translation_key=page.translation_key,
        locale=page.locale.language_code,
        opened_on=timezone.localdate(),
        digest=digest,
    )
    _announce([page.pk])
    return review


def _close(review, outcome):
    review.closed_on, review.outcome = timezone.localdate(), outcome
    review.save()
    _announce([review.page_id])


def _close_withdrawn(changes):
    waiting = LawReview.objects.filter(change__in=changes, closed_on=None)
    pages = list(waiting.exclude(page=None).values_list("page", flat=True))
    waiting.update(closed_on=timezone.localdate(), outcome=ReviewOutcome.WITHDRAWN)
    _announce(pages)


def _lock(change):
    """The change as it is stored, until the transaction ends; refused once it was withdrawn."""
    stored = LegalChange.objects.select_for_update().get(pk=change.pk)
    if stored.withdrawn_on:
        raise LearningRefused(
            "withdrawn", _("This change has been withdrawn. If it holds after all, record it anew.")
        )
    return stored


def _announce(pages):
    transaction.on_commit(lambda: notices_changed.send(LegalChange, pages=pages))
