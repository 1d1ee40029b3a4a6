"""A change of the law that should not have been recorded is taken back, and nothing else is."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_scopes import scopes_disabled
from wagtail.models import ModelLogEntry

from curriculum.learning.domain import law
from curriculum.learning.enums import ReviewOutcome
from curriculum.learning.models import LawReview, LegalChange
from curriculum.learning.refusals import LearningRefused
from curriculum.people.models import Membership
from tests.factories.learning import make_change, make_legal_source, make_lesson, publish
from tests.factories.people import make_superuser
from tests.people.world import make_side

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OLD = datetime.date(2026, 1, 2)
WHY = "Era un proyecto: no se publicó."


def address(view, *args):
    return reverse(f"wagtailsnippets_curriculum_learning_legalchange:{view}", args=args)


def withdraw(client, change, **form):
    return client.post(address("withdraw", change.pk), {"reason": WHY, **form}, follow=True)


def outcome_of(page, change):
    return change.reviews.get(page=page.pk).outcome


@pytest.fixture
def own():
    make_legal_source(code="LFT")
    return make_side("propia")


@pytest.fixture
def other(own):
    return make_side("ajena")


def test_open_reviews_close_without_a_verdict_and_those_done_stay():
    open_, done = make_lesson(citations=["LFT:390 Bis"]), make_lesson(citations=["LFT:390 Bis"])
    change = make_change()
    law.confirm(review=change.reviews.get(page=done.pk))
    revision, text = open_.latest_revision_id, law.text_digest(page=open_)

    law.withdraw_change(change=change, reason=WHY)

    assert (outcome_of(open_, change), outcome_of(done, change)) == (
        ReviewOutcome.WITHDRAWN,
        ReviewOutcome.UNCHANGED,
    )
    assert not LawReview.objects.open().exists()
    open_.refresh_from_db()
    assert (open_.latest_revision_id, law.text_digest(page=open_)) == (revision, text)


def test_a_page_keeps_the_notice_of_another_change():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    mistaken, right = make_change(), make_change(takes_effect_on=OLD)

    law.withdraw_change(change=mistaken, reason=WHY)

    assert law.notice_of(page=lesson) == right


def test_what_is_published_later_does_not_wait_for_it():
    lesson = make_lesson(citations=["LFT:390 Bis"], valid_as_of=OLD)
    change = make_change()
    law.withdraw_change(change=change, reason=WHY)

    later = make_lesson(citations=["LFT:390 Bis"], valid_as_of=OLD)
    publish(lesson)

    assert law.notice_of(page=later) is law.notice_of(page=lesson) is None
    assert outcome_of(lesson, change) == ReviewOutcome.WITHDRAWN


def test_recorded_anew_every_page_waits_again():
    lesson = make_lesson(citations=["LFT:390 Bis"])
    law.withdraw_change(change=make_change(), reason=WHY)

    anew = make_change()

    assert law.notice_of(page=lesson) == anew


def test_it_is_withdrawn_once_and_corrected_no_more():
    change = make_change()
    stale = LegalChange.objects.get(pk=change.pk)
    law.withdraw_change(change=change, reason=WHY)

    for verb in (
        lambda: law.withdraw_change(change=stale, reason=WHY),
        lambda: law.revise_change(change=stale),
    ):
        with pytest.raises(LearningRefused) as refusal:
            verb()
        assert refusal.value.code == "withdrawn"
    assert LegalChange.objects.get().withdrawn_on == TODAY


def test_one_sees_what_will_happen_before_it_does(client, own, other):
    change = make_change(by=own.coordinator)
    make_change(locator="390 Bis")
    make_lesson(module=own.module, citations=["LFT:390 Bis"], valid_as_of=TODAY)
    law.confirm(review=change.reviews.get(page=other.lesson.pk))
    client.force_login(own.coordinator)
    view = address("withdraw", change.pk)

    assert f'href="{view}"' in client.get(address("inspect", change.pk)).content.decode()
    response = client.get(view)

    assert (response.context["reviews"], response.context["pages"], response.context["kept"]) == (
        1,
        0,
        1,
    )
    html = response.content.decode()
    assert "1 revisión abierta se cierra como retirada" in html
    assert "1 página conserva un aviso" in html
    assert "No se puede deshacer" in html
    assert "ajena" not in html
    assert change.reviews.open().exists()


def test_the_coordinator_withdraws_it_and_the_log_says_why(client, own, other):
    change = make_change(by=own.coordinator)
    client.force_login(own.coordinator)

    html = withdraw(client, change).content.decode()

    assert law.notice_of(page=own.lesson) is law.notice_of(page=other.lesson) is None
    assert "El aviso ya no está en 2 páginas." in html
    assert WHY in html
    assert "regístralo de nuevo" in html
    entry = ModelLogEntry.objects.get(action="curriculum.law_change.withdraw")
    assert (entry.user, entry.timestamp.date(), entry.data["reason"]) == (
        own.coordinator,
        entry.timestamp.date(),
        WHY,
    )
    client.force_login(make_superuser())
    history = client.get(address("history", change.pk)).content.decode()
    assert "Cambio retirado" in history
    assert WHY in history


@pytest.mark.parametrize("reason", ["", "Lo pidió ana@example.org", "Llamar al 55 1234 5678"])
def test_why_is_asked_for_and_leads_to_nobody(client, own, reason):
    change = make_change(by=own.coordinator)
    client.force_login(own.coordinator)

    response = withdraw(client, change, reason=reason)

    assert set(response.context["form"].errors) == {"reason"}
    assert change.reviews.open().exists()


def refused(client, change):
    assert address("withdraw", change.pk) not in (
        client.get(address("inspect", change.pk)).content.decode()
    )
    assert client.get(address("withdraw", change.pk)).status_code == 302
    withdraw(client, change)
    return change.reviews.open().exists()


def test_a_trainer_cannot(client, own):
    change = make_change(by=own.coordinator)
    client.force_login(own.trainer)

    assert refused(client, change)


def test_another_partner_cannot_while_those_who_recorded_it_work_here(client, own, other):
    change = make_change(by=other.coordinator)
    client.force_login(own.coordinator)
    assert refused(client, change)

    with scopes_disabled():
        Membership.objects.filter(user=other.coordinator).delete()
    withdraw(client, change)

    assert not change.reviews.open().exists()


def test_who_runs_the_site_can(client, own):
    change = make_change(by=own.coordinator)
    client.force_login(make_superuser())

    withdraw(client, change)

    assert not change.reviews.open().exists()


def test_withdrawn_changes_are_listed_as_such_and_filtered(client, own):
    change, kept = make_change(by=own.coordinator), make_change()
    law.withdraw_change(change=change, reason=WHY)
    client.force_login(own.coordinator)

    response = client.get(address("list"))
    assert f'href="{address("inspect", change.pk)}"' in response.content.decode()
    assert re.search(r">\s*Retirado\s*</a>", response.content.decode())
    assert address("edit", change.pk) not in response.content.decode()
    for asked, listed in (("true", [change]), ("false", [kept])):
        response = client.get(address("list"), {"is_withdrawn": asked})
        assert list(response.context["object_list"]) == listed
    assert client.get(address("edit", change.pk)).status_code == 302
    again = client.get(address("withdraw", change.pk), follow=True)
    assert again.redirect_chain == [(address("inspect", change.pk), 302)]
    assert address("copy", change.pk) in again.content.decode()


def test_withdrawing_costs_the_same_for_one_page_and_for_three(client, own):
    client.force_login(own.coordinator)

    def queries(change):
        with CaptureQueriesContext(connection) as shown:
            client.get(address("withdraw", change.pk))
        with CaptureQueriesContext(connection) as done:
            client.post(address("withdraw", change.pk), {"reason": WHY})
        return len(shown), len(done)

    queries(make_change())
    once = queries(make_change())
    for _number in range(2):
        make_lesson(module=own.module, citations=["LFT:390 Bis"], valid_as_of=TODAY)

    assert queries(make_change()) == once
