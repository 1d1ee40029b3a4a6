"""Finished files: found by what they hold, bounded, and made ahead of whoever asks."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from curriculum.handouts.base import PrintRefused, documents
from curriculum.handouts.domain import press
from curriculum.handouts.domain.composing import Order
from curriculum.handouts.domain.keeping import kept, printed, tidy_up
from curriculum.handouts.editions import Edition, Layout
from curriculum.handouts.models import RenderedDocument
from tests.factories.learning import make_tree
from tests.factories.people import make_partner, make_trainer

pytestmark = pytest.mark.django_db
HANDOUT = documents.get("lesson-handout")


@pytest.fixture
def lesson():
    return make_tree(lessons=1).lesson


def order_of(lesson, **edition):
    return Order(document=HANDOUT, subject=lesson, edition=Edition(**edition))


def test_the_key_is_the_content_and_the_edition(lesson):
    first, again = order_of(lesson), order_of(lesson)
    large = order_of(lesson, layout=Layout.LARGE)
    lesson.title = "Otro título"

    assert first.key == again.key
    assert len({first.key, large.key, order_of(lesson).key}) == 3


def test_a_file_is_made_once_and_says_nothing_by_its_name(lesson):
    order = order_of(lesson)
    first = printed(order)
    press.close()

    second = printed(order)

    assert (second, press.the_press().idle) == (first, [])
    rendered = RenderedDocument.objects.get()
    assert rendered.file.name == f"sheets/{order.key[:2]}/{order.key}.pdf"
    assert (rendered.pages, rendered.size) == (first.pages, len(first.content))


def test_a_row_without_its_file_is_made_anew(lesson):
    order = order_of(lesson)
    first = printed(order)
    rendered = RenderedDocument.objects.get()
    rendered.file.storage.delete(rendered.file.name)

    assert kept(order.key) is None
    assert printed(order).content == first.content


def test_what_is_too_much_or_too_old_goes_with_its_file(
    lesson, settings, django_capture_on_commit_callbacks
):
    small, large = order_of(lesson), order_of(lesson, layout=Layout.LARGE)
    for order in (small, large):
        printed(order)
    oldest = kept(small.key)
    long_ago = timezone.now() - timedelta(days=3)
    RenderedDocument.objects.filter(pk=oldest.pk).update(used_at=long_ago)

    with django_capture_on_commit_callbacks(execute=True):
        tidy_up()
    assert RenderedDocument.objects.count() == 2
    settings.CURRICULUM_HANDOUTS_KEPT_DAYS = 2
    with django_capture_on_commit_callbacks(execute=True):
        tidy_up()
    assert [r.key for r in RenderedDocument.objects.all()] == [large.key]
    assert not oldest.file.storage.exists(oldest.file.name)
    settings.CURRICULUM_HANDOUTS_KEPT_MB = 0
    tidy_up()
    assert not RenderedDocument.objects.exists()


def test_using_a_file_keeps_it_longer(lesson):
    order = order_of(lesson)
    printed(order)
    RenderedDocument.objects.update(used_at=timezone.now() - timedelta(days=5))

    printed(order)

    assert timezone.now() - RenderedDocument.objects.get().used_at < timedelta(minutes=5)


def test_a_failure_leaves_what_was_kept(lesson, settings):
    """PDF-22."""
    printed(order_of(lesson))
    settings.CURRICULUM_HANDOUTS_SECONDS = 0

    with pytest.raises(PrintRefused):
        printed(order_of(lesson, layout=Layout.LARGE))

    assert RenderedDocument.objects.count() == 1


def test_publishing_prints_the_usual_editions(lesson, settings, django_capture_on_commit_callbacks):
    cache.clear()
    settings.CURRICULUM_HANDOUTS_AHEAD = True

    with django_capture_on_commit_callbacks(execute=True):
        lesson.title = "Con otro título"
        lesson.save_revision(user=make_trainer(partner=make_partner())).publish()
    press.close()
    module = lesson.get_parent().specific
    booklet = Edition(layout=Layout.BOOKLET, is_imposed=True)
    asked = [
        order_of(lesson),
        Order(document=documents.get("module-handout"), subject=module),
        Order(document=documents.get("module-handout"), subject=module, edition=booklet),
    ]

    assert all(kept(order.key) for order in asked)
    assert press.the_press().idle == []
