import datetime

import pytest
from wagtail.rich_text import RichText

from curriculum.learning.domain import outline
from tests.factories import learning as make

pytestmark = pytest.mark.django_db


def numbered(programme, **kwargs):
    return [
        (chapter.number, chapter.module.pk, [lesson.pk for lesson in chapter.lessons])
        for chapter in outline.contents(programme=programme, **kwargs)
    ]


def test_contents_number_what_is_published():
    programme = make.make_programme()
    first = make.make_module(programme=programme)
    draft = make.make_module(programme=programme, live=False)
    make.make_lesson(module=draft)
    third = make.make_module(programme=programme)
    lesson = make.make_lesson(module=third)
    make.make_lesson(module=third, live=False)

    assert numbered(programme) == [(1, first.pk, []), (2, third.pk, [lesson.pk])]


def test_contents_of_a_preview_count_the_draft_too():
    programme = make.make_programme()
    draft = make.make_module(programme=programme, live=False)

    assert numbered(programme) == []
    assert numbered(programme, also=draft) == [(1, draft.pk, [])]


@pytest.mark.parametrize("specific", [False, True])
def test_contents_cost_the_same_at_one_lesson_and_at_six(django_assert_num_queries, specific):
    one = make.make_programme(modules=1, lessons=1)
    six = make.make_programme(modules=2, lessons=3)

    for programme in (one, six):
        with django_assert_num_queries(3 if specific else 1):
            outline.contents(programme=programme, specific=specific)


def test_place_has_numbers_and_neighbours():
    tree = make.make_tree(modules=2, lessons=2)
    place = tree.lessons[1].place

    assert (place.module_number, place.lesson_number) == (1, 2)
    assert place.previous[2].pk == tree.lessons[0].pk
    chapter, number, lesson = place.next
    assert (chapter.number, number) == (2, 1)
    assert outline.place_of(page=lesson.specific).next[1] == 2


def test_module_has_a_number_and_no_neighbouring_lesson():
    tree = make.make_tree(modules=2, lessons=1)
    place = tree.modules[1].place

    assert (place.module_number, place.lesson_number) == (2, None)
    assert place.next is None


def test_listed_leaves_out_what_is_unlisted_draft_or_private():
    make.make_home().get_view_restrictions()
    listed = make.make_programme()
    make.make_programme(is_listed=False)
    make.make_programme(live=False)
    private = make.make_programme()
    private.view_restrictions.create(restriction_type="login")

    assert [page.pk for page in outline.listed()] == [listed.pk]


def test_listed_pages_leave_out_a_discreet_programme():
    open_one = make.make_tree(modules=1, lessons=1)
    discreet = make.make_tree(modules=1, lessons=1, is_discreet=True, access="women_only")

    assert discreet.programme.pk in [page.pk for page in outline.listed()]
    assert [page.pk for page in outline.listed_pages()] == [
        open_one.programme.pk,
        open_one.module.pk,
        open_one.lesson.pk,
    ]
    assert discreet.lesson.pk in [page.pk for page in outline.listed_pages(with_discreet=True)]


def test_shelf_counts_published_modules_and_lessons(django_assert_num_queries):
    programme = make.make_programme(modules=1, lessons=2)
    make.make_module(programme=programme, live=False)
    hidden = make.make_module(programme=programme, live=False)
    make.make_lesson(module=hidden)

    queryset = outline.programmes()
    assert outline.shelf(programmes=queryset) == [(programme, 1, 2)]

    make.make_programme(modules=1, lessons=1)
    with django_assert_num_queries(3):
        assert len(outline.shelf(programmes=queryset)) == 2


def test_latest_lessons_begin_with_the_newest_day():
    old = make.make_lesson()
    old.first_published_at -= datetime.timedelta(days=2)
    old.save()
    new = make.make_lesson()
    make.make_tree(modules=1, lessons=1, is_discreet=True)

    found = outline.latest_lessons(locale=new.locale, number=5)

    assert [page.pk for page in found] == [new.pk, old.pk]


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (200, 1), (201, 2), (601, 4)])
def test_reading_minutes_count_what_workers_read(words, minutes):
    text = RichText(f"<p>{'voto ' * words}</p>")
    note = {"text": RichText(f"<p>{'nota ' * 1000}</p>")}
    lesson = make.make_lesson(body=[("text", text), ("facilitator_note", note)])

    assert outline.words_of(lesson=lesson) == words
    assert outline.reading_minutes(lesson=lesson) == minutes


def test_schedule_computes_start_times():
    rows = [make.make_plan_row(minutes=15), make.make_plan_row(minutes=50)]

    timed, end = outline.schedule(rows=rows, starts_at=datetime.time(9, 30))

    assert [start for start, _row in timed] == [datetime.time(9, 30), datetime.time(9, 45)]
    assert end == datetime.time(10, 35)
    assert outline.planned_minutes(rows=rows) == 65
