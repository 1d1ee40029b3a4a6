"""Every way in which a story goes live: none publishes what is unfit."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.factories import learning as make

from .texts import HARD, prose

pytestmark = pytest.mark.django_db


def unfit(side, **kwargs):
    brief = make.make_brief(section=side.section, lessons=[side.lesson], live=False)
    brief.plain_version = prose(HARD)
    for name, value in kwargs.items():
        setattr(brief, name, value)
    return brief, brief.save_revision(clean=False)


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def form_of(brief, text, **more):
    data = {
        "title": brief.title,
        "slug": brief.slug,
        "summary": brief.summary,
        "meaning": brief.meaning,
        "plain_version": streamfield([("text", rich_text(text))]),
        "method": brief.method,
        "limits": brief.limits,
        "institution": brief.institution,
        "year": brief.year,
        "full_text": streamfield([]),
        "listing": brief.listing,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    return {**nested_form_data({**data, **more}), "lessons": brief.lessons}


def post(client, user, brief, text, **more):
    client.force_login(user)
    url = reverse("wagtailadmin_pages:edit", args=[brief.pk])
    return client.post(url, form_of(brief, text, **more))


def test_a_draft_may_be_unfit_and_the_publish_button_refuses_it(client, side):
    brief, _revision = unfit(side)

    saved = post(client, side.trainer, brief, HARD)
    refused = post(client, side.coordinator, brief, HARD, **{"action-publish": "1"})

    assert saved.status_code == 302
    assert refused.status_code == 200
    assert list(refused.context["form"].errors) == ["plain_version"]
    assert not is_live(brief)

    post(client, side.coordinator, brief, make.PLAIN_WORDS, **{"action-publish": "1"})
    assert is_live(brief)


def test_the_publish_button_schedules_nothing_that_is_unfit(client, side):
    brief, _revision = unfit(side)
    soon = (timezone.now() + datetime.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

    response = post(
        client, side.coordinator, brief, HARD, **{"action-publish": "1", "go_live_at": soon}
    )

    assert list(response.context["form"].errors) == ["plain_version"]
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_an_empty_plain_version_is_told_what_it_is_for(client, side):
    brief = make.make_brief(section=side.section, lessons=[side.lesson], live=False)
    emptied = nested_form_data({"plain_version": streamfield([])})

    response = post(client, side.coordinator, brief, "", **{**emptied, "action-publish": "1"})

    html = response.content.decode()
    assert list(response.context["form"].errors) == ["plain_version"]
    assert "Falta llenar este campo" not in html
    assert html.count("lo que leen en lugar del informe") == 2  # at the field and in the advice


def test_nothing_unfit_is_handed_in(client, side):
    brief, _revision = unfit(side)

    response = post(client, side.trainer, brief, HARD, **{"action-submit": "1"})

    assert list(response.context["form"].errors) == ["plain_version"]
    brief.refresh_from_db()
    assert brief.current_workflow_state is None


def test_a_published_story_keeps_an_unfit_draft_beside_it(client, side):
    brief = make.make_brief(section=side.section, lessons=[side.lesson])

    assert post(client, side.trainer, brief, HARD).status_code == 302

    brief.refresh_from_db()
    assert brief.has_unpublished_changes
    assert "La gente no va" in str(brief.plain_version)


def test_code_publishes_nothing_unfit(side):
    brief, revision = unfit(side)

    with pytest.raises(ValidationError) as refused:
        revision.publish()

    assert list(refused.value.message_dict) == ["plain_version"]
    assert not is_live(brief)


def test_code_schedules_nothing_unfit(side):
    _brief, revision = unfit(side, go_live_at=timezone.now() + datetime.timedelta(days=1))

    with pytest.raises(ValidationError):
        revision.publish()

    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_a_saved_page_cannot_be_live_and_unfit(side):
    brief, _revision = unfit(side)
    brief.live = True

    with pytest.raises(ValidationError):
        brief.save()

    assert not is_live(brief)


def test_the_clock_holds_back_what_became_unfit_and_publishes_what_waits_behind_it(side):
    due = timezone.now() - datetime.timedelta(minutes=5)
    brief, revision = unfit(side, go_live_at=due)
    other = make.make_win(section=side.section, lessons=[side.lesson], live=False)
    other.go_live_at = due
    behind = other.save_revision()
    for each, minutes in ((revision, 5), (behind, 1)):
        each.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=minutes)
        each.save()

    call_command("publish_scheduled", verbosity=0)

    assert not is_live(brief)
    assert is_live(other)
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def test_an_approval_publishes_nothing_unfit(client, side):
    brief, _revision = unfit(side)
    brief.get_workflow().start(brief, side.trainer)
    state = brief.current_workflow_task_state
    client.force_login(side.coordinator)
    url = reverse("wagtailadmin_pages:workflow_action", args=[brief.pk, "approve", state.pk])

    by_modal = client.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    answer = client.post(url, {"comment": ""}, follow=True)

    editor = reverse("wagtailadmin_pages:edit", args=[brief.pk])
    assert by_modal.json() == {"step": "success", "redirect": editor}
    assert answer.redirect_chain == [(editor, 302)]
    said = " ".join(str(each) for each in answer.context["messages"])
    assert f"«{brief.title}» no se publicó" in said
    assert not is_live(brief)
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_many_at_once_publish_nothing_unfit(client, side):
    brief, _revision = unfit(side)
    client.force_login(side.coordinator)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = client.post(f"{url}?id={brief.pk}", {"include_descendants": ""}, follow=True)

    assert answer.status_code == 200
    assert "no se publicó" in " ".join(str(each) for each in answer.context["messages"])
    assert not is_live(brief)


def test_an_approval_publishes_what_is_fit(client, side):
    brief, _revision = unfit(side)
    brief.plain_version = prose(make.PLAIN_WORDS)
    brief.save_revision()
    brief.get_workflow().start(brief, side.trainer)
    client.force_login(side.coordinator)
    state = brief.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[brief.pk, "approve", state.pk])

    client.post(url, {"comment": ""})

    assert is_live(brief)
