"""Promise 9 for trainers: recording a change, seeing what it touches, comparing page by page."""

import datetime

import pytest
from django.contrib import messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from curriculum.learning.domain import law
from curriculum.learning.domain.snapshots import latest_snapshot
from curriculum.learning.enums import ReviewOutcome
from curriculum.learning.models import LawReview, LegalChange, LegalSource
from tests.factories.attendance import make_held_session
from tests.factories.learning import make_change, make_legal_source, make_lesson, publish, translate
from tests.people.world import make_side

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OLD = datetime.date(2026, 1, 2)
HOME = reverse("wagtailadmin_home")


def address(view="list", *args):
    return reverse(f"wagtailsnippets_curriculum_learning_legalchange:{view}", args=args)


def review_address(review):
    return reverse("curriculum_learning_admin:law_review", args=[review.pk])


def report(client, **query):
    address = reverse("curriculum_learning_admin:lessons")
    return list(client.get(address, query).context["object_list"])


def form(**values):
    return {
        "locator": "390 Bis",
        "takes_effect_on": "2027-01-01",
        "published_on": "2026-05-01",
        "summary_es-mx": "La constancia dura un año.",
        "summary_en": "The certificate lasts a year.",
        **values,
    }


def page_form(lesson, *, ticked=(), **values):
    data = nested_form_data(
        {
            "title": lesson.title,
            "slug": lesson.slug,
            "code": lesson.code,
            "summary": lesson.summary,
            "body": streamfield([("text", rich_text("<p>La constancia dura un año.</p>"))]),
            "citations": "LFT:390 Bis",
            "valid_as_of": TODAY.isoformat(),
            "confidence": "high",
            **values,
        }
    )
    return {**data, "takes_in_law": [str(change.pk) for change in ticked]}


def warnings_in(response):
    return [told for told in response.context["messages"] if told.level == messages.WARNING]


def lft():
    return LegalSource.objects.get(code="LFT")


@pytest.fixture
def own():
    make_legal_source(code="LFT")
    return make_side("propia")


@pytest.fixture
def other(own):
    return make_side("ajena")


def test_a_change_is_recorded_and_shows_at_once_what_it_touches(client, own, other):
    client.force_login(own.coordinator)

    response = client.post(address("add"), form(source=lft().pk), follow=True)

    change = LegalChange.objects.get()
    html = response.content.decode()
    assert response.redirect_chain[-1][0] == address("inspect", change.pk)
    assert change.summary == {
        "es-mx": "La constancia dura un año.",
        "en": "The certificate lasts a year.",
    }
    assert law.notice_of(page=own.lesson) == law.notice_of(page=other.lesson) == change
    assert "propia-leccion" in html
    assert "ajena" not in html
    assert response.context["others"] == 1
    entry = ModelLogEntry.objects.get(object_id=change.pk)
    assert (entry.action, entry.user) == ("curriculum.law_change.record", own.coordinator)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"locator": "LFT:390 Bis"}, "locator"),
        ({"summary_es-mx": "", "summary_en": "Only English."}, "summary"),
        ({"takes_effect_on": ""}, "takes_effect_on"),
    ],
)
def test_a_change_says_where_when_and_what(client, own, wrong, field):
    client.force_login(own.coordinator)

    response = client.post(address("add"), form(source=lft().pk, **wrong))

    assert set(response.context["form"].errors) == {field}
    assert not LegalChange.objects.exists()


def test_a_summary_may_lack_a_language(client, own):
    client.force_login(own.coordinator)

    response = client.post(address("add"), form(source=lft().pk, summary_en=""), follow=True)

    change = LegalChange.objects.get()
    assert change.summary == {"es-mx": "La constancia dura un año."}
    assert len(warnings_in(response)) == 1

    revised = client.post(address("edit", change.pk), form(source=lft().pk), follow=True)
    assert warnings_in(revised) == []


def test_a_correction_follows_the_article(client, own):
    change = make_change(locator="390 Bis")
    client.force_login(own.coordinator)
    values = form(source=change.source_id, locator="371-IX")

    assert client.post(address("edit", change.pk), values).status_code == 302

    open_pages = set(LawReview.objects.open().values_list("page", flat=True))
    assert open_pages == {own.lesson.pk, own.module.pk}


def test_recorded_again_from_a_copy_everything_waits_again(client, own):
    change = make_change()
    law.confirm(review=change.reviews.get())
    client.force_login(own.coordinator)

    client.post(address("copy", change.pk), form(source=change.source_id))

    assert LegalChange.objects.count() == 2
    assert law.notice_of(page=own.lesson) is not None


def test_trainers_read_changes_and_coordinators_record_them(client, own):
    change = make_change()
    client.force_login(own.trainer)

    assert client.get(address()).status_code == 200
    assert client.get(address("inspect", change.pk)).status_code == 200
    assert client.get(address("add")).status_code == 302
    assert client.get(address("edit", change.pk)).status_code == 302


def test_a_list_of_changes_costs_the_same_for_one_and_for_three(client, own):
    client.force_login(own.coordinator)

    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get(address()).status_code == 200
        return len(found)

    make_change()
    queries()
    once = queries()
    make_change(), make_change()

    assert queries() == once


def test_changes_are_filtered_by_whether_something_waits(client, own):
    over, open_ = make_change(), make_change()
    law.confirm(review=over.reviews.get())
    client.force_login(own.coordinator)

    listed = client.get(address(), {"is_open": "true"}).context["object_list"]

    assert list(listed) == [open_]


def test_sheets_that_were_printed_with_the_article_are_named_newest_first(client, own, other):
    first = latest_snapshot(module=own.module)
    own.lesson.summary = "Otra versión."
    publish(own.lesson)
    second = latest_snapshot(module=own.module)
    own.lesson.citations = ["LFT:371"]
    publish(own.lesson)
    without = latest_snapshot(module=own.module)
    make_held_session(partner=own.partner, by=own.trainer, modules=[own.module])
    change = make_change()
    client.force_login(own.trainer)

    response = client.get(address("inspect", change.pk))

    (sheets,) = response.context["sheets"]
    assert sheets.snapshots == [second, first]
    html = response.content.decode()
    assert html.index(second.short_digest) < html.index(first.short_digest)
    assert without.short_digest not in html
    assert latest_snapshot(module=other.module).short_digest not in html


def test_it_is_known_where_a_sheet_was_taught(client, own):
    snapshot = latest_snapshot(module=own.module)
    make_held_session(
        partner=own.partner,
        by=own.trainer,
        modules=[own.module],
        starts_at=timezone.now(),  # two hours ago may be yesterday, when another sheet was in force
    )
    change = make_change()
    client.force_login(own.trainer)

    response = client.get(address("inspect", change.pk))

    (found,) = response.context["sheets"][0].snapshots
    assert found == snapshot
    assert "impartida en 1 sesión" in found.uses[0]


def test_a_page_is_compared_with_one_click(client, own):
    make_change(locator="371")
    review = LawReview.objects.get(page=own.module.pk)
    client.force_login(own.trainer)

    html = client.get(review_address(review)).content.decode()
    assert "El voto es personal, libre y secreto." in html
    assert "¿Cómo se vota?" in html
    assert client.post(review_address(review)).status_code == 302

    review.refresh_from_db()
    assert (review.closed_on, review.outcome) == (TODAY, ReviewOutcome.UNCHANGED)
    entry = PageLogEntry.objects.get(action="curriculum.law_review.confirm")
    assert (entry.page_id, entry.user) == (own.module.pk, own.trainer)


def test_another_partner_finds_no_review_to_close(client, own, other):
    make_change()
    review = LawReview.objects.get(page=other.lesson.pk)
    client.force_login(own.coordinator)

    assert client.get(review_address(review)).status_code == 404
    assert client.post(review_address(review)).status_code == 404
    review.refresh_from_db()
    assert review.closed_on is None


def test_the_editor_shows_the_change_and_where_the_page_cites_it(admin_client):
    lesson = make_lesson(
        citations=["LFT:390 Bis"],
        body=[("legal_quotation", {"quotation": "Para celebrar…", "citation": "LFT:390 Bis"})],
    )
    edit = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert "La constancia dura un año." not in admin_client.get(edit).content.decode()
    change = make_change()

    html = admin_client.get(edit).content.decode()

    assert "La constancia dura un año." in html
    assert "Para celebrar…" in html
    assert f'value="{change.pk}"' in html


@pytest.mark.parametrize("is_ticked", [True, False])
def test_publishing_with_the_box_ticked_closes_the_review(admin_client, own, is_ticked):
    change = make_change()
    ticked = [change] if is_ticked else []
    data = page_form(own.lesson, ticked=ticked, **{"action-publish": "1"})

    admin_client.post(reverse("wagtailadmin_pages:edit", args=[own.lesson.pk]), data)

    own.lesson.refresh_from_db()
    assert own.lesson.valid_as_of == TODAY
    outcome = LawReview.objects.get().outcome
    assert outcome == (ReviewOutcome.CHANGED if is_ticked else "")


def test_the_box_is_remembered_in_a_draft_until_somebody_publishes_it(admin_client, own):
    change = make_change()
    edit = reverse("wagtailadmin_pages:edit", args=[own.lesson.pk])
    admin_client.post(edit, page_form(own.lesson, ticked=[change]))

    assert LawReview.objects.get().outcome == ""
    assert 'checked=""' in admin_client.get(edit).content.decode().replace(
        "checked>", 'checked="">'
    )
    own.lesson.refresh_from_db()
    own.lesson.get_latest_revision().publish()

    assert LawReview.objects.get().outcome == ReviewOutcome.CHANGED


def test_the_box_asks_for_the_day_of_the_law(admin_client, own):
    change = make_change()
    data = page_form(
        own.lesson,
        valid_as_of=OLD.isoformat(),
        ticked=[change],
        **{"action-publish": "1"},
    )

    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[own.lesson.pk]), data)

    assert set(response.context["form"].errors) == {"valid_as_of"}
    assert LawReview.objects.get().outcome == ""


def test_lessons_and_modules_that_wait_are_in_the_report(client, own, other):
    translate(own.lesson)
    make_change(locator="371", takes_effect_on=datetime.date(2026, 1, 1))
    client.force_login(own.trainer)

    rows = report(client, reason="law-changed")

    assert {(row.title, row.locale.language_code) for row in rows} == {
        ("propia-leccion", "es-mx"),
        ("propia-leccion", "en"),
        ("propia-modulo", "es-mx"),
    }
    assert {row.why for row in rows} == {"La ley cambió el 1 de enero de 2026: LFT, art. 371."}
    assert report(client, reason="over-date") == []


def test_home_says_what_waits_of_ones_own_pages(client, own, other):
    client.force_login(own.trainer)
    assert "Por revisar" not in client.get(HOME).content.decode()
    make_change()
    own.lesson.review_by = OLD
    publish(own.lesson)

    html = client.get(HOME).content.decode()

    assert "1 página espera que alguien la compare" in html
    assert "1 lección pasó" in html
    assert review_address(LawReview.objects.get(page=own.lesson.pk)) in html
    assert "ajena" not in html


def test_home_costs_the_same_for_one_and_for_three(client, own):
    client.force_login(own.trainer)
    make_change()

    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(HOME)
        return len(found)

    queries()
    once = queries()
    for _number in range(2):
        make_lesson(module=own.module)
    make_change()

    assert queries() == once
