import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests.factories.learning import (
    make_legal_source,
    make_lesson,
    make_module,
    make_programme,
    make_section,
    publish,
    translate,
)
from tests.factories.people import make_partner, make_trainer
from tests.people.world import make_side

pytestmark = pytest.mark.django_db
REPORTS = ["translations", "lessons", "citations"]


def address(name):
    return reverse(f"curriculum_learning_admin:{name}")


def listed(client, name, **query):
    response = client.get(address(name), query)
    assert response.status_code == 200
    return list(response.context["object_list"])


def days_ago(number):
    return timezone.localdate() - datetime.timedelta(days=number)


def say_otherwise(page):
    page.summary = "Ahora dice otra cosa."
    return publish(page)


def publications(page):
    entries = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish")
    return list(entries.order_by("timestamp").values_list("timestamp", flat=True))


def test_a_translation_whose_source_moved_on_is_listed_with_a_way_to_see_what_changed(
    admin_client,
):
    lesson, other = make_lesson(), make_lesson()
    english = translate(lesson)
    translate(other)
    then = lesson.live_revision_id
    say_otherwise(lesson)

    rows = listed(admin_client, "translations")

    assert rows == [english]
    assert rows[0].behind_since == publications(lesson)[1]
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[lesson.pk, then, "live"])
    assert rows[0].comparison_url == compare
    assert "Ahora dice otra cosa." in admin_client.get(compare).content.decode()


def test_behind_since_is_the_first_publication_after_the_translation(admin_client):
    lesson = make_lesson()
    translate(lesson)
    say_otherwise(lesson)
    lesson.summary = "Y ahora otra más."
    publish(lesson)

    assert listed(admin_client, "translations")[0].behind_since == publications(lesson)[1]


def test_translations_behind_are_filtered_by_language(admin_client):
    lesson = make_lesson()
    english = translate(lesson)
    say_otherwise(lesson)

    assert listed(admin_client, "translations", language=english.locale_id) == [english]
    assert listed(admin_client, "translations", language=lesson.locale_id) == []


@pytest.mark.parametrize(
    ("reason", "values"),
    [
        ("no-citation", {"citations": []}),
        ("old-law", {"valid_as_of": datetime.date(2020, 1, 1)}),
        ("over-date", {"review_by": datetime.date(2026, 1, 1)}),
    ],
)
def test_lessons_are_listed_with_the_reason_to_look_at_them(admin_client, reason, values):
    make_lesson(valid_as_of=days_ago(1))
    lesson = make_lesson(**{"valid_as_of": days_ago(1), **values})

    rows = listed(admin_client, "lessons")

    assert rows == [lesson]
    assert rows[0].why
    assert listed(admin_client, "lessons", reason=reason) == [lesson]
    others = {"no-citation", "no-date", "old-law", "over-date"} - {reason}
    assert [listed(admin_client, "lessons", reason=other) for other in others] == [[]] * 3


def test_a_draft_is_not_yet_to_be_looked_at(admin_client):
    make_lesson(live=False, citations=[])

    assert listed(admin_client, "lessons") == []


def test_who_cites_an_article_is_found_by_source_and_article(admin_client):
    make_legal_source(code="LFT"), make_legal_source(code="CPEUM")
    lesson = make_lesson(citations=["LFT:390 Bis", "LFT:371", "CPEUM:123"])

    rows = listed(admin_client, "citations", source="LFT", locator="390")

    assert [(row.page.pk, row.locator) for row in rows] == [(lesson.pk, "390 Bis")]
    assert {row.source for row in listed(admin_client, "citations", q="123")} == {"CPEUM"}


def fall_behind(programme):
    module = make_module(programme=programme)
    lesson = make_lesson(module=module, citations=[])
    translate(lesson)
    say_otherwise(lesson)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_costs_the_same_for_one_and_for_three(
    admin_client, name, django_assert_num_queries
):
    programme = make_programme(section=make_section())
    fall_behind(programme)
    listed(admin_client, name)
    with CaptureQueriesContext(connection) as one:
        listed(admin_client, name)
    for _ in range(2):
        fall_behind(programme)

    with django_assert_num_queries(len(one)):
        listed(admin_client, name)


@pytest.mark.parametrize("name", REPORTS)
def test_reports_show_what_one_may_edit_and_nothing_else(client, admin_client, name):
    side = make_side("ajena")
    side.lesson.citations = ["LFT:371"]
    english = translate(side.lesson)
    say_otherwise(side.lesson)
    side.lesson.review_by = datetime.date(2026, 1, 1)
    publish(side.lesson)
    titles = admin_client.get(address(name)).content.decode()
    assert side.lesson.title in titles or english.title in titles

    client.force_login(make_trainer(partner=make_partner()))

    assert listed(client, name) == []
    assert "ajena" not in client.get(address(name)).content.decode()


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_for_who_edits(client, django_user_model, name):
    assert client.get(address(name)).status_code == 302
    client.force_login(django_user_model.objects.create_user("nadie", password="x"))
    assert client.get(address(name)).status_code == 302


def test_reports_stand_in_the_reports_menu(client):
    client.force_login(make_trainer())

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert all(address(name) in html for name in REPORTS)
