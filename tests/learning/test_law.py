"""Promise 9: the law has a date. What rests on an article that changes, until somebody looked."""

import datetime

import pytest
from django.utils import timezone

from curriculum.learning.domain import law
from curriculum.learning.enums import ReviewOutcome
from curriculum.learning.models import LawReview
from tests.factories.learning import (
    make_change,
    make_lesson,
    make_module,
    publish,
    translate,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OLD = datetime.date(2026, 1, 2)


def open_pages():
    return set(LawReview.objects.open().values_list("page", flat=True))


def review_of(page):
    return LawReview.objects.get(page=page.pk)


def reads(page, change, **values):
    """Publish ``page`` as one that takes ``change`` into account."""
    page.law_changes_read = [str(change.pk)]
    for name, value in values.items():
        setattr(page, name, value)
    return publish(page)


def test_everything_that_rests_on_the_article_waits_for_a_review_in_each_language():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    english = translate(lesson)
    quoting = make_lesson(
        citations=[],
        body=[("legal_quotation", {"quotation": "El voto…", "citation": "LFT:390 Bis"})],
    )
    make_lesson(citations=["LFT:390", "LFT:390 Ter", "CPEUM:390 Bis"])
    make_lesson(citations=["LFT:390 Bis"], live=False)

    make_change(locator="390 Bis")

    assert open_pages() == {lesson.pk, english.pk, quoting.pk}


def test_key_messages_and_questions_make_their_module_wait():
    module = make_module()

    change = make_change(locator="371, frac. IX")

    assert open_pages() == {module.pk}
    assert [row.kind for row in law.citations_touched(change=change)] == ["key_message", "item"]


def test_a_page_bears_the_notice_while_its_review_is_open(django_assert_num_queries):
    lesson, other = make_lesson(citations=["LFT:390 Bis"]), make_lesson(citations=[])
    change = make_change()

    with django_assert_num_queries(1):
        assert law.notice_of(page=lesson) == change
    assert law.notice_of(page=other) is None
    law.confirm(review=review_of(lesson))
    assert law.notice_of(page=lesson) is None


def test_what_is_in_force_is_told_before_what_lies_ahead():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    ahead = make_change(takes_effect_on=TODAY + datetime.timedelta(days=30))
    assert (law.notice_of(page=lesson), law.notice_of(page=lesson).is_ahead) == (ahead, True)
    make_change(takes_effect_on=TODAY + datetime.timedelta(days=60))
    assert law.notice_of(page=lesson) == ahead
    make_change(takes_effect_on=OLD)
    latest = make_change(takes_effect_on=TODAY)

    assert (law.notice_of(page=lesson), law.notice_of(page=lesson).is_ahead) == (latest, False)


def test_confirming_closes_one_page_alone_and_leaves_the_page_as_it_is():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    english = translate(lesson)
    make_change()
    revision = lesson.latest_revision_id

    law.confirm(review=review_of(lesson))

    assert open_pages() == {english.pk}
    assert review_of(lesson).outcome == ReviewOutcome.UNCHANGED
    lesson.refresh_from_db()
    assert lesson.latest_revision_id == revision


def test_publishing_alone_closes_nothing():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    make_change()
    lesson.summary = "Otra cosa."

    publish(lesson)

    assert open_pages() == {lesson.pk}


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"summary": "La constancia dura un año."}, ReviewOutcome.CHANGED),
        ({"valid_as_of": TODAY}, ReviewOutcome.UNCHANGED),
    ],
)
def test_publishing_a_text_that_takes_the_change_into_account_closes_it(values, outcome):
    lesson = make_lesson(citations=["LFT:390 Bis"])
    change = make_change()

    reads(lesson, change, **values)

    assert review_of(lesson).outcome == outcome
    assert review_of(lesson).closed_on == TODAY


def test_a_draft_that_takes_it_into_account_closes_nothing_yet():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    change = make_change()
    lesson.law_changes_read = [str(change.pk)]

    lesson.save_revision()

    assert open_pages() == {lesson.pk}


def test_a_page_that_cites_the_article_no_more_waits_no_more():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    make_change()
    lesson.citations = ["LFT:371"]

    publish(lesson)

    assert review_of(lesson).outcome == ReviewOutcome.NOT_CITED


def test_taken_down_and_published_again_it_waits_again():
    lesson = make_lesson(citations=["LFT:390 Bis"], valid_as_of=OLD)
    make_change()
    lesson.unpublish()
    assert open_pages() == set()

    publish(lesson)

    assert open_pages() == {lesson.pk}


def test_the_old_text_published_again_waits_again():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    old = lesson.summary
    change = make_change()
    reads(lesson, change, summary="La constancia dura un año.")
    assert open_pages() == set()
    lesson.summary, lesson.law_changes_read = old, []

    publish(lesson)

    assert open_pages() == {lesson.pk}


@pytest.mark.parametrize(("valid_as_of", "waits"), [(OLD, True), (TODAY, False)])
def test_a_lesson_published_later_waits_unless_it_was_compared_since(valid_as_of, waits):
    make_change()

    lesson = make_lesson(citations=["LFT:390 Bis"], valid_as_of=valid_as_of)

    assert open_pages() == ({lesson.pk} if waits else set())


def test_a_module_published_later_waits_while_the_change_is_not_over():
    lesson = make_lesson(citations=["LFT:371"])
    change = make_change(locator="371")
    later = make_module(programme=lesson.get_parent().get_parent())
    assert later.pk in open_pages()
    for review in change.reviews.open():
        law.confirm(review=review)

    assert make_module().pk not in open_pages()


def test_recorded_again_everything_waits_again():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    make_change()
    law.confirm(review=review_of(lesson))

    make_change()

    assert open_pages() == {lesson.pk}


def test_a_corrected_article_concerns_other_pages():
    wrong, right = make_lesson(citations=["LFT:390"]), make_lesson(citations=["LFT:390 Bis"])
    change = make_change(locator="390")
    assert open_pages() == {wrong.pk}
    change.locator = "390 Bis"

    law.revise_change(change=change)

    assert open_pages() == {right.pk}


def test_a_deleted_page_waits_for_nobody():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    change = make_change()

    lesson.delete()

    assert list(change.reviews.open()) == []


def test_whoever_keeps_pages_hears_of_notices(django_capture_on_commit_callbacks):
    lesson = make_lesson(citations=["LFT:390 Bis"])
    heard = []

    def hear(sender, pages, **kwargs):
        heard.extend(pages)

    law.notices_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            make_change()
        with django_capture_on_commit_callbacks(execute=True):
            law.confirm(review=review_of(lesson))
    finally:
        law.notices_changed.disconnect(hear)

    assert heard == [lesson.pk, lesson.pk]
