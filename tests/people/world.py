"""Two partners on one installation, and what the second must never learn of the first.

Rooms that come later plant their own canaries: a function registered with
``@plants`` gets the world and returns ``{name of the canary: its text}``, and
adds to ``world.ids`` the ids by which the crawl asks for it.
"""

import uuid
from datetime import timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone
from django_scopes import scopes_disabled
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Comment, PageViewRestriction, Workflow

from curriculum.attendance.domain.scheduling import cancel_session
from curriculum.attendance.models import TallyConflict
from curriculum.learning.models import LawReview
from curriculum.people.domain.invitations import invite
from curriculum.people.domain.sections import sections_of
from curriculum.people.models import Membership
from tests.factories.attendance import make_held_session, make_session
from tests.factories.jobs import make_job
from tests.factories.knowledge import make_lesson_learned
from tests.factories.learning import (
    make_brief,
    make_change,
    make_lesson,
    make_module,
    make_programme,
    make_term,
    make_theme,
    make_win,
)
from tests.factories.people import make_coordinator, make_partner, make_trainer
from tests.factories.reports import make_period

A_WEEK = timedelta(days=7)
planters = []


def plants(function):
    planters.append(function)
    return function


def make_world():
    """``own`` and ``other``: a partner each with staff, pages and files; the other's canaries."""
    world = SimpleNamespace(
        own=make_side("propia"), other=make_side("canario"), ids={}, canaries={}
    )
    for plant in planters:
        world.canaries.update(plant(world))
    return world


def make_side(word):
    partner = make_partner(name=f"{word}-organizacion")
    section = sections_of(partner=partner).order_by("pk").first().specific
    programme = make_programme(section=section, title=f"{word}-programa", slug=f"{word}-a")
    module = make_module(programme=programme, title=f"{word}-modulo", slug=f"{word}-b")
    return SimpleNamespace(
        partner=partner,
        section=section,
        programme=programme,
        module=module,
        lesson=make_lesson(module=module, title=f"{word}-leccion", slug=f"{word}-c"),
        draft=make_lesson(module=module, title=f"{word}-borrador", slug=f"{word}-d", live=False),
        image=get_image_model().objects.create(
            title=f"{word}-imagen",
            file=get_test_image_file(filename=f"{word}-x.png"),
            collection=partner.collection,
        ),
        document=get_document_model().objects.create(
            title=f"{word}-documento",
            file=ContentFile(b"%PDF-1.4", name=f"{word}-y.pdf"),
            collection=partner.collection,
        ),
        trainer=make_trainer(
            partner=partner, username=f"{word}-capacitadora", email=f"{word}@x.mx"
        ),
        coordinator=make_coordinator(partner=partner, username=f"{word}-coordinadora"),
    )


@plants
def pages(world):
    other = world.other
    draft = other.draft
    revision = draft.save_revision(user=other.trainer, log_action=True)
    workflow = Workflow.objects.get(workflow_pages__page=other.section)
    workflow.name = "canario-flujo"
    workflow.save()
    task = workflow.tasks.first().specific
    task.name = "canario-tarea"
    task.save()
    state = workflow.start(draft, other.trainer)
    lesson = other.lesson
    lesson.locked, lesson.locked_by = True, other.coordinator
    lesson.save()
    Comment.objects.create(
        page=draft, user=other.trainer, text="canario-comentario", contentpath="title"
    )
    restriction = PageViewRestriction.objects.create(
        page=other.programme, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(other.partner.trainers)
    world.ids.update(
        page=[draft.pk, other.module.pk, other.section.pk],
        revision=[revision.pk],
        workflow=[workflow.pk],
        task=[task.pk],
        workflow_state=[state.pk],
        task_state=[state.current_task_state.pk],
        collection=[other.partner.collection_id],
        image=[other.image.pk],
        document=[other.document.pk],
        user=[other.trainer.pk],
        group=[other.partner.trainers_id],
    )
    return {
        "partner": "canario-organizacion",
        "draft": "canario-borrador",
        "workflow": "canario-flujo",
        "task": "canario-tarea",
        "image": "canario-imagen",
        "document": "canario-documento",
        "trainer": "canario-capacitadora",
        "coordinator": "canario-coordinadora",
    }


@plants
def stories(world):
    """What has not been published of another partner's wins and research is nobody's business."""
    other = world.other
    win = make_win(
        section=other.section, lessons=[other.lesson], title="canario-logro", slug="w", live=False
    )
    brief = make_brief(
        section=other.section, lessons=[other.draft], title="canario-estudio", slug="r", live=False
    )
    revisions = [page.save_revision(user=other.trainer, log_action=True) for page in (win, brief)]
    world.ids["page"] += [win.pk, brief.pk]
    world.ids["revision"] += [revision.pk for revision in revisions]
    return {"win": "canario-logro", "research": "canario-estudio"}


@plants
def vocabulary(world):
    """Shared words may be read by all; who wrote them may not."""
    term, theme = make_term(term="concilio"), make_theme()
    for instance in (term, theme):
        log(instance, "wagtail.edit", user=world.other.trainer)
    world.ids.update(vocabulary=[str(term.pk), str(theme.pk)])
    return {}


@plants
def law(world):
    """A change of the law is everybody’s; the reviews of another partner’s pages are not."""
    change = make_change(locator="371")
    theirs = LawReview.objects.filter(change=change, page__in=[world.other.lesson.pk])
    world.ids.update(
        vocabulary=[*world.ids["vocabulary"], str(change.pk)],
        curriculum_learning_admin=[str(review.pk) for review in theirs],
    )
    return {}


@plants
def team(world):
    invitation, _token = invite(partner=world.other.partner, by=world.other.coordinator)
    members = Membership.objects.with_scopes_disabled().filter(partner=world.other.partner)
    world.ids.update(
        partner=[str(world.other.partner.pk)],
        curriculum_people_admin=[str(invitation.pk), *members.values_list("pk", flat=True)],
    )
    return {}


@plants
def sessions(world):
    """One of each kind; their codes are random words that stand nowhere else."""
    other, own = world.other, world.own
    plan = {"partner": other.partner, "by": other.trainer, "modules": [other.module]}
    planned = make_session(**plan, place="canario-lugar", starts_at=timezone.now() + A_WEEK)
    cancelled = make_session(**plan)
    held = make_held_session(**plan, total=8231, first_time=4117)
    with scopes_disabled():
        cancel_session(session=cancelled, by=other.trainer, reason="canario-motivo")
        conflict = TallyConflict.objects.create(
            session=planned,
            entry_id=uuid.uuid4(),
            dimension="arrival",
            value="canario-conflicto",
            delta=1,
            captured_at=timezone.now(),
            received_at=timezone.now(),
            digest="0" * 64,
        )
    make_held_session(partner=own.partner, by=own.trainer, modules=[own.module])
    every = [str(found.pk) for found in (planned, cancelled, held, conflict)]
    world.ids.update(session=every, curriculum_attendance_admin=every)
    return {
        "place": "canario-lugar",
        "reason": "canario-motivo",
        "planned session": planned.reference,
        "cancelled session": cancelled.reference,
        "held session": held.reference,
        "attendances": "8,231",
        "people reached": "4,117",
    }


@plants
def learnings(world):
    other = world.other
    learning = make_lesson_learned(
        partner=other.partner,
        modules=[other.module, world.own.module],
        learned="canario-aprendizaje",
        would_change="canario-cambio",
    )
    make_lesson_learned(partner=world.own.partner, modules=[world.own.module])
    world.ids.update(curriculum_knowledge_admin=[str(learning.pk), *world.ids["session"]])
    return {"learned": "canario-aprendizaje", "would change": "canario-cambio"}


@plants
def jobs(world):
    """Not even who runs the installation sees what somebody else has had done."""
    job = make_job(
        user=world.other.coordinator,
        kind="canario-tarea-larga",
        status="done",
        result="canario-resultado",
        outcome={"digest": "x"},
    )
    world.ids.update(curriculum_jobs_admin=[str(job.pk)], curriculum_handover_admin=[str(job.pk)])
    return {"job": "canario-tarea-larga", "result": "canario-resultado"}


@plants
def figures(world):
    today = timezone.now().date()
    period = make_period(starts_on=today - A_WEEK, ends_on=today + A_WEEK)
    world.ids.update(
        curriculum_reports_admin=[period.pk],
        query={
            "unit": world.ids["partner"],
            "partner": world.ids["partner"],
            "period": period.pk,
            "module": str(world.other.module.translation_key),
            "programme": str(world.other.programme.translation_key),
            "group": "canario-programa",
            "facilitator": world.ids["user"],
            "status": "planned",
        },
    )
    return {}
