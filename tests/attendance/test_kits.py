"""The kit of a session: one button, two files, and what fails is named."""

import datetime
import io
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django_scopes import scopes_disabled
from pypdf import PdfReader
from wagtail.users.models import UserProfile

from curriculum.attendance.domain.kits import Wishes, volumes_of
from curriculum.handouts.base import documents
from curriculum.handouts.domain import estimating, kits, press
from curriculum.handouts.domain.composing import Order
from curriculum.handouts.domain.kits import make_kit
from curriculum.handouts.editions import Edition, Layout
from curriculum.jobs.models import Job
from curriculum.templatetags.curriculum_tags import long_date
from tests.factories.attendance import make_held_session, make_session
from tests.factories.learning import make_tree
from tests.factories.people import make_coordinator, make_partner, make_trainer
from tests.handouts.pdfs import codes_on, failed_rules, opened, text_of, type_sizes
from tests.handouts.pictures import lesson_with_a_broken_picture

pytestmark = pytest.mark.django_db

KITS = "/admin/curriculum/attendance/kits/"
ASKED = {"paper": "letter", "layout": "standard", "copies": "file", "with_questions": "on"}


def ahead_by(days, **kwargs):
    return make_session(starts_at=timezone.now() + datetime.timedelta(days=days), **kwargs)


def ahead(**kwargs):
    return ahead_by(2, **kwargs)


@pytest.fixture
def partner():
    return make_partner()


@pytest.fixture
def school():
    return make_tree(lessons=1)


def made(session, **wishes):
    steps = []
    with scopes_disabled():
        kit = make_kit(
            volumes_of(session, Wishes(**wishes)),
            progress=lambda done, total, message="": steps.append((done, total, message)),
        )
    return kit, steps


def pages_of(pdf):
    with opened(pdf) as document:
        return len(document.pages)


def test_a_kit_is_two_valid_files_that_tell_neither_place_nor_day(partner, school):
    """One run of page numbers, so many copies as people, each document on a sheet of its own."""
    session = ahead(partner=partner, modules=[school.module], expected=2, place="Casa del canario")

    kit, steps = made(session)

    assert [file.name for file in kit.files] == ["facilitacion.pdf", "participantes.pdf"]
    assert kit.failures == []
    for file in kit.files:
        assert failed_rules(file.content) == []
        assert pages_of(file.content) == file.pages
        text = text_of(file.content)
        assert session.reference in text
        assert f"Página {file.pages} de {file.pages}" in text
        assert "canario" not in text
        assert f"{session.local_date.day} de" not in text
    starts = starts_of_parts(kit.files[1].content)
    assert len(starts) == 8  # two booklets, two sheets A and two B, two tally sheets
    assert all(page % 2 == 0 for page in starts), starts
    assert text_of(kit.files[0].content).count("Guía de facilitación") > 4
    version = documents.get("module-handout").version(school.module)
    for file in kit.files:
        assert version in text_of(file.content, pages=(3, 4))
    assert [done for done, _total, _message in steps] == sorted(done for done, *_ in steps)
    assert all(done <= total for done, total, _message in steps)


def test_the_printer_may_make_the_copies(partner, school):
    session = ahead(partner=partner, modules=[school.module], expected=3)

    kit, _steps = made(session, every_copy=False, with_questions=False)

    text = text_of(kit.files[1].content)
    assert "imprimir 3 copias" in text
    assert len(starts_of_parts(kit.files[1].content)) == 3
    booklet = Order(document=documents.get("module-handout"), subject=school.module).printed()
    assert kit.more_sides == 2 * booklet.pages
    assert kit.more_sheets == 2 * -(-booklet.pages // 2)


def starts_of_parts(pdf):
    """The pages (from 0) on which the parts of a bound file begin, by its named destinations."""
    reader = PdfReader(io.BytesIO(pdf))
    return sorted(
        reader.get_destination_page_number(place)
        for name, place in reader.named_destinations.items()
        if re.fullmatch(r"part-\d+", name)
    )


def test_a_broken_part_is_named_and_the_rest_comes_out(partner, school):
    lesson_with_a_broken_picture(module=school.module, title="La mesa")
    session = ahead(partner=partner, modules=[school.module], expected=2)

    kit, _steps = made(session)

    labels = [label for label, _reason in kit.failures]
    assert any("Folleto" in label for label in labels)
    assert all("La mesa" in reason for _label, reason in kit.failures)
    assert [file.name for file in kit.files] == ["facilitacion.pdf", "participantes.pdf"]
    assert "Vinieron" in text_of(kit.files[1].content)


def test_a_part_that_cannot_be_laid_out_is_named_too(partner, school, monkeypatch):
    session = ahead(partner=partner, modules=[school.module], expected=2)
    monkeypatch.setattr(press, "MAX_PAGES", 5)

    kit, _steps = made(session, with_questions=False)

    assert any("Folleto" in label for label, _reason in kit.failures)
    assert all("5" in reason for _label, reason in kit.failures)


def test_more_copies_than_a_file_holds_go_into_a_second(partner, school, monkeypatch):
    session = ahead(partner=partner, modules=[school.module], expected=6)
    monkeypatch.setattr(kits, "FILE_PAGES", 26)

    kit, _steps = made(session)

    names = [file.name for file in kit.files]
    assert names[:3] == ["facilitacion.pdf", "participantes.pdf", "participantes-2.pdf"]
    assert kit.failures == []
    assert all(file.pages <= 30 for file in kit.files)


def test_a_file_that_is_too_much_for_the_machine_is_made_as_two(partner, school, monkeypatch):
    session = ahead(partner=partner, modules=[school.module], expected=3)
    whole = made(session)[0].files[1]
    monkeypatch.setattr(press, "MAX_PAGES", whole.pages - 1)

    kit, _steps = made(session)

    assert kit.failures == []
    names = [file.name for file in kit.files]
    assert names == ["facilitacion.pdf", "participantes.pdf", "participantes-2.pdf"]
    starts = [len(starts_of_parts(file.content)) for file in kit.files]
    assert sum(starts[1:]) == len(starts_of_parts(whole.content)) == 3 + 3 + 3 + 2


def test_large_print_leaves_the_tally_sheet_as_it_is_and_cards_have_no_back(partner, school):
    session = ahead(partner=partner, modules=[school.module], expected=11)

    kit, _steps = made(
        session,
        every_copy=False,
        with_questions=False,
        with_cards=True,
        edition=Edition(layout=Layout.LARGE),
    )

    pdf = kit.files[1].content
    booklet, first, second, cards = starts_of_parts(pdf)
    alone = Order(document=documents.get("tally-sheet"), subject=session).printed()
    assert second - first == alone.pages == 2
    assert type_sizes(pdf, page=first + 1) == type_sizes(alone.content, page=1)
    assert min(type_sizes(pdf, page=booklet + 2)) >= 14
    codes = [len(codes_on(pdf, page + 1)) for page in range(cards, kit.files[1].pages)]
    assert codes == [10, 0, 10]


def test_tally_sheets_have_room_for_whoever_comes(partner):
    session = ahead(partner=partner)

    def labels(people):
        with scopes_disabled():
            _for_facilitators, for_participants = volumes_of(session, Wishes(people=people))
        return [part.label for part in for_participants.parts]

    assert labels(100) == ["Hoja de conteo 1", "Hoja de conteo 2"]
    assert labels(150) == [f"Hoja de conteo {number}" for number in ("1.1", "1.2", "2.1", "2.2")]


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


def test_an_estimate_leaves_for_later_what_takes_too_long(partner, school, monkeypatch):
    monkeypatch.setattr(estimating, "PATIENCE", 0)
    session = ahead(partner=partner, modules=[school.module])

    with scopes_disabled():
        volumes = volumes_of(session, Wishes())
    estimate = estimating.estimate_kit(volumes, side_price=None)

    assert estimate.uncounted == sum(len(volume.parts) for volume in volumes)
    assert (estimate.sides, estimate.sheets, estimate.cost) == (0, 0, None)


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


def test_a_booklet_lies_beside_the_tagged_file(partner, school):
    session = ahead(partner=partner, modules=[school.module], expected=1)

    kit, _steps = made(session, with_booklet=True, edition=Edition(low_ink=True))

    assert [file.name for file in kit.files] == [
        "facilitacion.pdf",
        "participantes.pdf",
        "cuadernillo-1.pdf",
    ]


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
