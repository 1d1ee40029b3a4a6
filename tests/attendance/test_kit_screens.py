"""The dialogue of kits, their job and the print centre: one button, and what it takes said before."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django_scopes import scopes_disabled
from wagtail.users.models import UserProfile

from curriculum.handouts.base import documents
from curriculum.jobs.models import Job
from curriculum.templatetags.curriculum_tags import long_date
from tests.factories.attendance import make_held_session
from tests.factories.learning import make_tree
from tests.factories.people import make_coordinator, make_partner, make_trainer

from .kits import ahead, ahead_by, made, pages_of

pytestmark = pytest.mark.django_db

KITS = "/admin/curriculum/attendance/kits/"
ASKED = {"paper": "letter", "layout": "standard", "copies": "file", "with_questions": "on"}


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def school():
    return make_tree(lessons=1)


def test_what_kits_take_is_counted_before_they_are_made(client, partner, school):
    """As often as somebody asks, until every part is known; and it comes close to what is made."""
    session = ahead(partner=partner, modules=[school.module], expected=3)
    client.force_login(make_coordinator(partner=partner))
    asked = {**ASKED, "with_booklet": "on", "sessions": [str(session.pk)]}

    answers = []
    while not answers or "data-unfinished" in answers[-1].text:
        answers.append(client.post(f"{KITS}estimate/", asked))

    estimate = answers[-1].context["estimate"]
    kit, _steps = made(session, with_booklet=True)
    sides = sum(file.sides for file in kit.files)
    assert abs(estimate.sides - sides) <= 4
    assert estimate.cost == estimate.sides
    assert f"<dd>{estimate.sheets}</dd>" in answers[-1].text
    assert "no-store" in answers[-1]["Cache-Control"]
    assert not Job.objects.exists()
    assert "<dd>" not in client.post(f"{KITS}estimate/", {**asked, "sessions": []}).text


def test_how_kits_were_made_is_remembered(client, partner):
    client.force_login(make_coordinator(partner=partner))
    session = ahead(partner=partner)
    chosen = {"copies": "printer", "with_cards": "on", "people": "7", "paper": "a4"}

    client.post(KITS, {**ASKED, **chosen, "with_questions": "", "sessions": [str(session.pk)]})

    form = client.get(KITS).context["form"]
    assert [form[name].value() for name in ("copies", "with_cards", "paper")] == [
        "printer",
        True,
        "a4",
    ]
    assert form["with_questions"].value() is False
    assert form["people"].value() is None


@pytest.mark.parametrize(("language", "said"), [("es", "Vacío"), ("en", "Empty")])
def test_the_dialogue_speaks_the_language_of_whoever_asks(client, partner, language, said):
    coordinator = make_coordinator(partner=partner)
    UserProfile.objects.create(user=coordinator, preferred_language=language)
    client.force_login(coordinator)

    form = client.get(KITS).context["form"]

    assert str(form.fields["people"].help_text).startswith(said)


def test_a_module_that_is_gone_is_said_to_be_missing(
    client, partner, school, django_capture_on_commit_callbacks
):
    session = ahead(partner=partner, modules=[school.module], expected=1)
    school.module.unpublish()
    client.force_login(make_coordinator(partner=partner))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(KITS, {**ASKED, "sessions": [str(session.pk)]})

    (kit,) = Job.objects.get().outcome["kits"]
    assert [label for label, _reason in kit["failures"]] == [school.module.title]
    page = client.get(f"/admin/curriculum/jobs/{Job.objects.get().pk}/").text
    assert school.module.title in page
    assert "Probar otra vez" in page


def test_the_total_counts_what_the_printer_copies(
    client, partner, school, django_capture_on_commit_callbacks
):
    session = ahead(partner=partner, modules=[school.module], expected=3)
    client.force_login(make_coordinator(partner=partner))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(KITS, {**ASKED, "copies": "printer", "sessions": [str(session.pk)]})

    outcome = Job.objects.get().outcome
    (kit,) = outcome["kits"]
    once = sum(file["sides"] for file in kit["files"])
    assert outcome["in_all"]["sides"] == once + kit["more"]["sides"] > once


def test_one_button_on_a_session_starts_the_job(client, partner, school):
    coordinator = make_coordinator(partner=partner)
    session = ahead(partner=partner, modules=[school.module], expected=2)
    client.force_login(coordinator)

    page = client.get(reverse("curriculum_attendance_admin:session", args=[session.pk]))
    form = client.get(KITS, {"session": str(session.pk)})
    answer = client.post(KITS, {**ASKED, "sessions": [str(session.pk)]}, follow=True)

    assert f"{KITS}?session={session.pk}" in page.content.decode()
    assert form.context["form"]["sessions"].value() == [str(session.pk)]
    job = Job.objects.get()
    assert answer.redirect_chain == [(f"/admin/curriculum/jobs/{job.pk}/", 302)]


def test_the_print_centre_leads_to_the_kit_of_a_session(client, partner, school):
    session = ahead(partner=partner, modules=[school.module])
    client.force_login(make_coordinator(partner=partner))
    kit = documents.get("session-kit")

    centre = client.get("/admin/curriculum/handouts/?document=session-kit").text
    dialogue = client.get(kit.url(session))

    assert f'href="{kit.url(session)}"' in centre
    assert long_date(session.local_date) in centre
    assert dialogue.context["form"]["sessions"].value() == [str(session.pk)]
    for name in ("curriculum_handouts:sheet", "curriculum_handouts_admin:choose"):
        url = reverse(name, args=["session-kit", session.pk.hex])
        assert client.get(url).status_code == 404


def test_the_next_session_stands_first_in_the_print_centre(client, partner, school):
    held = make_held_session(partner=partner, modules=[school.module])
    later, sooner = (ahead_by(n, partner=partner, modules=[school.module]) for n in (9, 2))
    client.force_login(make_coordinator(partner=partner))

    centre = client.get("/admin/curriculum/handouts/?document=session-evidence").text

    places = [centre.index(session.reference) for session in (sooner, later, held)]
    assert places == sorted(places)
    assert centre.count(school.module.title) == 3


def test_many_sessions_are_one_job_and_open_file_by_file(
    client, partner, school, django_capture_on_commit_callbacks
):
    client.force_login(make_coordinator(partner=partner))
    sessions = [ahead(partner=partner, modules=[school.module], expected=1) for _n in range(2)]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(KITS, {**ASKED, "sessions": [str(s.pk) for s in sessions]})
    job = Job.objects.get()
    page = client.get(f"/admin/curriculum/jobs/{job.pk}/").content.decode()
    jobs = client.get("/admin/curriculum/jobs/").text

    assert (job.status, job.failure) == (Job.Status.DONE, "")
    with job.result.open() as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        names = archive.namelist()
        pages = sum(pages_of(archive.read(name)) for name in names)
    assert job.outcome["in_all"]["sides"] == pages
    assert job.outcome["in_all"]["cost"] == f"{pages}.00"
    assert f"<strong>{pages} caras en" in page
    assert ", ".join(job.params["references"]) in jobs
    assert date_format(timezone.localdate(job.expires_at)) in jobs
    assert {name.split("/")[0] for name in names} == {s.reference for s in sessions}
    assert len(names) == 4
    url = f"{KITS}{job.pk}/{names[0]}"
    assert url in page
    opened_file = client.get(url)
    assert opened_file["Content-Type"] == "application/pdf"
    assert "no-store" in opened_file["Cache-Control"]
    assert client.get(f"{KITS}{job.pk}/{sessions[0].reference}/other.pdf").status_code == 404
    client.force_login(make_coordinator(partner=partner))
    assert client.get(url).status_code == 404


def test_another_partners_sessions_cannot_be_printed(client, partner, school):
    other = make_partner()
    foreign = ahead(partner=other, modules=[school.module])
    client.force_login(make_trainer(partner=partner))

    page = client.get(KITS, {"session": str(foreign.pk)}).content.decode()
    answer = client.post(KITS, {**ASKED, "sessions": [str(foreign.pk)]})

    assert foreign.reference not in page
    assert answer.status_code == 200
    assert not Job.objects.exists()


def test_who_no_longer_runs_a_session_gets_no_kit(
    client, partner, school, django_capture_on_commit_callbacks
):
    trainer = make_trainer(partner=partner)
    session = ahead(partner=partner, by=trainer, modules=[school.module])
    client.force_login(trainer)
    with django_capture_on_commit_callbacks() as callbacks:
        client.post(KITS, {**ASKED, "sessions": [str(session.pk)]})
    with scopes_disabled():
        session.facilitations.all().delete()

    for callback in callbacks:
        callback()

    assert Job.objects.get().status == Job.Status.FAILED


def test_a_mistake_in_the_form_keeps_what_was_chosen(client, partner, school):
    client.force_login(make_coordinator(partner=partner))
    session = ahead(partner=partner, modules=[school.module])

    answer = client.post(
        KITS, {**ASKED, "sessions": [str(session.pk)], "people": "9999", "with_cards": "on"}
    )

    form = answer.context["form"]
    assert form.errors.keys() == {"people"}
    assert form["with_cards"].value() is True
    assert form["sessions"].value() == [str(session.pk)]
