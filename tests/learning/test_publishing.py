"""From a trainer's draft to what readers see, as partners do it."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, WorkflowState

from curriculum.learning.domain.addresses import code_of
from curriculum.learning.domain.cautions import cautions_of
from curriculum.learning.domain.snapshots import latest_snapshot
from tests.factories.learning import make_legal_source, make_lesson, publish, translate
from tests.people.world import make_side

pytestmark = pytest.mark.django_db


@pytest.fixture
def side():
    make_legal_source(code="LFT")
    return make_side("propia")


def signed_in(client, user):
    client.force_login(user)
    return client


def write(lesson, by, summary="Ahora dice otra cosa."):
    lesson.summary = summary
    return lesson.save_revision(user=by, log_action=True)


def submit(client, side):
    write(side.lesson, side.trainer)
    url = reverse("wagtailadmin_pages:edit", args=[side.lesson.pk])
    form = signed_in(client, side.trainer).get(url).context["form"]
    assert form.instance.summary == "Ahora dice otra cosa."
    side.lesson.get_workflow().start(side.lesson, side.trainer)
    return side.lesson.current_workflow_task_state


def act(client, state, user, action):
    page = state.workflow_state.content_object
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return signed_in(client, user).post(url, {"comment": "Falta el plazo."})


def test_a_trainer_writes_and_submits_but_does_not_publish(client, side):
    permissions = side.lesson.permissions_for_user(side.trainer)

    assert permissions.can_edit()
    assert permissions.can_submit_for_moderation()
    assert not permissions.can_publish()
    assert side.lesson.get_workflow() is not None


def test_a_coordinator_approves_and_what_was_published_is_kept(client, side):
    before = latest_snapshot(module=side.module)
    state = submit(client, side)
    side.lesson.refresh_from_db()
    assert "otra cosa" not in side.lesson.summary

    assert act(client, state, side.coordinator, "approve").status_code == 302

    side.lesson.refresh_from_db()
    assert side.lesson.summary == "Ahora dice otra cosa."
    snapshot = latest_snapshot(module=side.module)
    assert snapshot.sequence == before.sequence + 1
    assert "Ahora dice otra cosa." in str(snapshot.data)


def test_a_coordinator_sends_it_back_with_a_word(client, side):
    state = submit(client, side)

    act(client, state, side.coordinator, "reject")

    side.lesson.refresh_from_db()
    assert "otra cosa" not in side.lesson.summary
    state.refresh_from_db()
    assert state.comment == "Falta el plazo."
    assert side.lesson.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


@pytest.mark.parametrize("who", ["trainer", "stranger"])
def test_nobody_else_approves(client, side, who):
    state = submit(client, side)
    user = side.trainer if who == "trainer" else make_side("ajena").coordinator

    act(client, state, user, "approve")

    side.lesson.refresh_from_db()
    assert "otra cosa" not in side.lesson.summary


def test_mails_say_that_something_waits_and_not_what(client, side):
    state = submit(client, side)
    act(client, state, side.coordinator, "approve")

    assert mail.outbox
    said = {(message.subject, message.body) for message in mail.outbox}
    assert len(said) == 1
    assert "propia" not in str(said)
    assert all(message.alternatives == [] for message in mail.outbox)


def test_what_is_scheduled_is_published_when_its_time_has_come(side):
    before = latest_snapshot(module=side.module)
    lesson = side.lesson
    lesson.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    write(lesson, side.coordinator).publish()
    call_command("publish_scheduled", verbosity=0)
    lesson.refresh_from_db()
    assert "otra cosa" not in lesson.summary

    due = timezone.now() - datetime.timedelta(minutes=1)
    lesson.go_live_at = due
    revision = write(lesson, side.coordinator)
    revision.approved_go_live_at = due
    revision.save()
    call_command("publish_scheduled", verbosity=0)

    lesson.refresh_from_db()
    assert lesson.summary == "Ahora dice otra cosa."
    assert latest_snapshot(module=side.module).sequence == before.sequence + 1


def test_the_history_tells_who_did_what(client, side):
    act(client, submit(client, side), side.coordinator, "approve")

    url = reverse("wagtailadmin_pages:history", args=[side.lesson.pk])
    html = signed_in(client, side.coordinator).get(url).content.decode()

    actions = set(PageLogEntry.objects.filter(page=side.lesson.pk).values_list("action", flat=True))
    assert {"wagtail.edit", "wagtail.workflow.start", "wagtail.workflow.approve"} <= actions
    assert side.trainer.get_username() in html
    assert side.coordinator.get_username() in html


def test_a_copy_gets_an_address_and_keys_of_its_own(side):
    module = side.module

    copy = publish(
        module.copy(recursive=True, update_attrs={"slug": "copia", "title": "Copia"}).specific
    )

    assert copy.translation_key != module.translation_key
    assert code_of(page=copy) not in {None, code_of(page=module)}
    keys = {row.translation_key for row in module.session_plan.all()}
    assert keys.isdisjoint({row.translation_key for row in copy.session_plan.all()})


def test_a_copy_is_reminded_of_its_code(side):
    copy = side.lesson.copy(update_attrs={"slug": "copia", "title": "Copia"}, keep_live=False)

    found = cautions_of(page=copy, on=timezone.localdate())

    assert "same-code" in [caution.code for caution in found]
    assert side.lesson.title in found[0].message
    copy.code = "PROPIA-1"
    assert "same-code" not in [
        caution.code for caution in cautions_of(page=copy, on=timezone.localdate())
    ]


def test_the_code_of_another_programme_is_nobodys_business(side):
    other = make_lesson(code=side.lesson.code)

    assert "same-code" not in [
        caution.code for caution in cautions_of(page=other, on=timezone.localdate())
    ]


def test_an_alias_keeps_out_of_the_addresses_of_its_source(side):
    alias = side.lesson.create_alias(update_slug="otra")

    assert alias.translation_key != side.lesson.translation_key
    assert code_of(page=side.lesson)


def test_a_translation_keeps_code_and_keys_and_gets_its_own_address(side):
    english = translate(side.module)

    assert english.code == side.module.code
    assert english.translation_key == side.module.translation_key
    assert [row.translation_key for row in english.session_plan.all()] == [
        row.translation_key for row in side.module.session_plan.all()
    ]
    assert code_of(page=english) != code_of(page=side.module)
    assert cautions_of(page=english, on=timezone.localdate()) == []
