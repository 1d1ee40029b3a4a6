"""What pages share is worked out once, for readers alone, and never outlives a change."""

import pytest
from wagtail.models import Site

from curriculum.caching import expire, shared, sharing, tell
from tests.factories import learning as make
from tests.factories import people

from .conftest import edited, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked_out():
    """A part, and how often it was worked out."""
    times = []

    def part():
        return shared(("part",), lambda: times.append(1) or len(times))

    part.times = times
    return part


def test_outside_of_a_readers_request_nothing_is_remembered(worked_out):
    assert [worked_out(), worked_out()] == [1, 2]


def test_a_part_is_remembered_for_its_moment(worked_out):
    with sharing.sharing("monday"):
        assert [worked_out(), worked_out()] == [1, 1]
    with sharing.sharing("tuesday"):
        assert worked_out() == 2


def test_nothing_is_no_part(worked_out):
    with sharing.sharing("monday"):
        for _ in range(2):
            assert shared(("none",), lambda: worked_out.times.append(1)) is None
    assert len(worked_out.times) == 2


def test_a_process_remembers_so_much_and_no_more():
    with sharing.sharing("monday"):
        for number in range(sharing.MOST_PARTS * 2):
            shared(("many", number), lambda: "part")
            assert len(sharing._parts) <= sharing.MOST_PARTS


@pytest.mark.parametrize("change", [lambda: tell("t", ["other"]), lambda: expire("t")])
def test_any_change_ends_the_memory(client, asked, committed, change):
    address = f"{make.make_tree().lesson.url}?made=anew"
    first, beside = asked(address), asked(address)
    with committed():
        change()

    assert beside < asked(address) <= first


def test_a_lesson_that_moved_on_is_not_shown_from_memory(client, committed):
    tree = make.make_tree(lessons=2)
    address = f"{tree.lesson.url}?made=anew"
    assert client.get(address).status_code == 200

    with committed():
        edited(tree.lesson, title="Otro título")
    assert "Otro título" in client.get(address).content.decode()
    with committed():
        tree.lesson.unpublish()
    assert client.get(address).status_code == 404


def test_no_part_of_a_lesson_outlives_its_change(client, committed):
    lesson = make.make_tree().lesson
    flag = make.make_review_flag(text="Cambia cada enero.")
    site = Site.objects.get()

    def lets_see(change):
        with committed():
            change()
        client.get(f"{lesson.url}?made=anew")  # what is remembered from now on
        return client.get(f"{lesson.url}?made=anew").content.decode()

    assert "Palabras nuevas" not in lets_see(lambda: None)
    page = lets_see(lambda: edited(lesson, body=text("Palabras nuevas del aguinaldo.")))
    assert "Palabras nuevas" in page
    assert 'class="term"' not in page
    assert 'class="term"' in lets_see(lambda: make.make_term(term="aguinaldo"))
    assert flag.text in lets_see(lambda: edited(lesson, review_flags=[flag]))
    flag.text = "Cambia cada junio."
    assert flag.text in lets_see(flag.save)
    site.root_page = lesson.get_parent()
    lets_see(site.save)
    assert client.get(f"{lesson.url}?made=anew").status_code == 404


def test_staff_and_whoever_sends_something_share_nothing(client, asked):
    address = f"{make.make_tree().lesson.url}?made=anew"
    asked(address)
    beside = asked(address)
    client.force_login(people.make_superuser())

    assert asked(address) > beside + 3
