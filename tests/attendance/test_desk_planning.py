"""Planning a session from a form, and changing its plan."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django_scopes import scopes_disabled
from wagtail.models import PageViewRestriction

from curriculum.attendance.enums import TimeZone
from curriculum.attendance.models import TrainingSession
from curriculum.reports.models import ReportingPeriod
from tests.factories.attendance import lead_of, make_held_session, make_session
from tests.factories.learning import make_module, make_programme, make_sector, translate
from tests.factories.people import (
    make_coordinator,
    make_partner,
    make_superuser,
    make_trainer,
)
from tests.factories.reports import make_period

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"curriculum_attendance_admin:{name}", args=args)


def filled_in(user, module=None, **changes):
    return {
        "form": "training",
        "modules": [module.translation_key.hex] if module else [],
        "language": "es-mx",
        "day": "2026-12-03",
        "time": "17:00",
        "state": "BCN",
        "place": "Salón rojo",
        f"facilitators-{user.pk}": "lead",
        "audience": "open",
        "modality": "in_person",
        **changes,
    }


def errors_of(response):
    return dict(response.context["form"].errors)


def partner_of(user):
    with scopes_disabled():
        return user.curriculum_memberships.get().partner


def only_session():
    with scopes_disabled():
        return TrainingSession.objects.get()


@pytest.fixture
def trainer(client):
    trainer = make_trainer()
    client.force_login(trainer)
    return trainer


def test_trainer_plans_a_session_on_the_clock_of_its_state(client, trainer):
    module = make_module(duration_minutes=150)
    sector = make_sector(code="mineria")

    response = client.post(
        address("plan"), filled_in(trainer, module, sector="mineria", accommodations=["childcare"])
    )

    session = only_session()
    assert response.url == address("session", session.pk)
    assert session.starts_at == datetime.datetime(
        2026, 12, 3, 17, tzinfo=ZoneInfo("America/Tijuana")
    )
    assert (session.partner, session.planned_minutes, session.sector, session.accommodations) == (
        partner_of(trainer),
        150,
        sector,
        ["childcare"],
    )
    with scopes_disabled():
        assert [taught.page_id for taught in session.modules.all()] == [module.pk]
        assert [(f.user, f.role) for f in session.facilitations.all()] == [(trainer, "lead")]


def test_town_with_its_own_clock(client, trainer):
    client.post(
        address("plan"),
        filled_in(trainer, make_module(), state="CHH", time_zone=TimeZone.CIUDAD_JUAREZ),
    )

    assert only_session().time_zone == TimeZone.CIUDAD_JUAREZ


def test_hour_that_the_clocks_leave_out_is_refused_at_the_hour(client, trainer):
    response = client.post(
        address("plan"), filled_in(trainer, make_module(), day="2026-03-08", time="02:30")
    )

    assert list(errors_of(response)) == ["time"]


def test_english_session_teaches_the_english_page(client, trainer):
    module = make_module()
    english = translate(module, title="In English")

    client.post(address("plan"), filled_in(trainer, module, language="en"))

    with scopes_disabled():
        assert only_session().modules.get().page_id == english.pk


def test_module_without_that_language_is_refused_by_its_title(client, trainer):
    response = client.post(
        address("plan"), filled_in(trainer, make_module(title="Voto libre"), language="en")
    )

    assert "Voto libre" in errors_of(response)["modules"][0]


def test_what_was_typed_is_kept_beside_the_errors(client, trainer):
    module = make_module()

    response = client.post(address("plan"), filled_in(trainer, module, day="", place="Casa <azul>"))

    page = response.content.decode()
    assert list(errors_of(response)) == ["day"]
    assert "Casa &lt;azul&gt;" in page
    assert f'value="{module.translation_key.hex}" id="id_modules_0_0" checked' in page
    assert '<option value="lead" selected>' in page
    with scopes_disabled():
        assert not TrainingSession.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"modules": []}, "modules"),
        ({"modules": ["0" * 32]}, "modules"),
        ({"day": "0202-12-03"}, "day"),
        ({"state": "XXX"}, "state"),
        ({"planned_minutes": "2000"}, "planned_minutes"),
        ({"accommodations": ["band"]}, "accommodations"),
    ],
)
def test_mistake_is_shown_at_its_field(client, trainer, changes, field):
    response = client.post(address("plan"), filled_in(trainer, make_module()) | changes)

    assert list(errors_of(response)) == [field]


def test_women_only_programme_in_an_open_session_is_refused_at_the_audience(client, trainer):
    module = make_module(programme=make_programme(access="women_only"))

    response = client.post(address("plan"), filled_in(trainer, module))

    assert list(errors_of(response)) == ["audience"]


def test_day_of_a_closed_period_is_refused_at_the_day(client, trainer):
    day = datetime.date(2026, 12, 3)
    make_period(starts_on=day, ends_on=day, status=ReportingPeriod.Status.CLOSED)

    response = client.post(address("plan"), filled_in(trainer, make_module()))

    assert list(errors_of(response)) == ["day"]


def test_session_needs_somebody_who_facilitates(client, trainer):
    response = client.post(
        address("plan"), filled_in(trainer, make_module(), **{f"facilitators-{trainer.pk}": ""})
    )

    assert list(errors_of(response)) == ["facilitators"]


def test_staff_of_another_partner_cannot_be_made_to_facilitate(client, trainer):
    stranger = make_trainer()

    client.post(
        address("plan"),
        filled_in(trainer, make_module(), **{f"facilitators-{stranger.pk}": "lead"}),
    )

    assert lead_of(only_session()) == trainer


def test_visit_needs_no_module_and_takes_twenty_minutes(client, trainer):
    client.post(address("plan"), filled_in(trainer, form="accompaniment"))

    assert only_session().planned_minutes == 20


def test_plan_begins_with_the_module_that_one_comes_from(client, trainer):
    module = make_module(programme=make_programme(access="women_only"))

    initial = client.get(f"{address('plan')}?module={module.pk}").context["form"].initial

    assert (initial["modules"], initial["audience"], initial["language"]) == (
        [module.translation_key.hex],
        "women_only",
        "es-mx",
    )


@pytest.mark.parametrize("asked", ["x", "999999", "²", ""])
def test_plan_begins_empty_when_there_is_no_such_module(client, trainer, asked):
    response = client.get(f"{address('plan')}?module={asked}")

    assert "modules" not in response.context["form"].initial


def test_plan_begins_where_the_trainer_was_last(client, trainer):
    partner = partner_of(trainer)
    make_session(partner=partner, by=trainer, state="SON", time_zone=TimeZone.HERMOSILLO)
    make_session(partner=partner, state="CMX")

    initial = client.get(address("plan")).context["form"].initial

    assert initial["state"] == "SON"


def test_visit_begins_now(client, trainer):
    initial = client.get(f"{address('plan')}?form=accompaniment").context["form"].initial

    assert (initial["form"], initial["planned_minutes"]) == ("accompaniment", 20)
    assert {"day", "time"} <= set(initial)


def test_visit_that_is_written_down_goes_on_to_its_count(client, trainer):
    visit = f"{address('plan')}?form=accompaniment"

    over = client.post(visit, filled_in(trainer, form="accompaniment", day="2025-12-03"))
    with scopes_disabled():
        session = TrainingSession.objects.get()

    assert over.url == address("totals", session.pk)


def test_modules_of_every_partner_are_offered_but_for_drafts_and_restricted_ones(client, trainer):
    other = make_partner()
    shared = make_module(title="Compartido")
    make_module(title="Borrador", live=False)
    closed = make_module(title="Reservado")
    restriction = PageViewRestriction.objects.create(
        page=closed.get_parent(), restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(other.trainers)

    fields = client.get(address("plan")).context["form"].fields

    offered = [title for _group, found in fields["modules"].choices for _key, title in found]
    assert offered == [shared.title]


def test_who_runs_the_installation_says_whose_session_it_is(client):
    trainer = make_trainer()
    partner = partner_of(trainer)
    make_partner()
    client.force_login(make_superuser())

    asked = client.get(f"{address('plan')}?module=7").content.decode()
    client.post(
        f"{address('plan')}?partner={partner.pk}", filled_in(trainer, make_module(), time="18:00")
    )

    assert f"?module=7&amp;partner={partner.pk}" in asked
    assert only_session().partner == partner


def test_partner_of_somebody_else_is_not_taken_from_the_address(client, trainer):
    other = make_partner()

    client.post(f"{address('plan')}?partner={other.pk}", filled_in(trainer, make_module()))

    assert only_session().partner != other


def test_form_costs_the_same_at_one_module_and_at_three(
    client, trainer, django_assert_max_num_queries
):
    make_module()
    with django_assert_max_num_queries(60) as one:
        client.get(address("plan"))
    make_programme(modules=2)
    with django_assert_max_num_queries(60) as three:
        client.get(address("plan"))

    assert len(three) == len(one)


def test_lead_changes_the_plan(client):
    module = make_module()
    session = make_session(modules=[module], state="BCN")
    lead = lead_of(session)
    client.force_login(lead)

    shown = client.get(address("change", session.pk)).content.decode()
    response = client.post(
        address("change", session.pk), filled_in(lead, module, place="Otro lugar", expected="15")
    )

    session = only_session()
    assert "Casa de la esquina azul" in shown
    assert response.url == address("session", session.pk)
    assert (session.place, session.expected) == ("Otro lugar", 15)


def test_colleague_who_does_not_facilitate_may_not_change_the_plan(client):
    session = make_session()
    client.force_login(make_trainer(partner=session.partner))

    shown = client.get(address("change", session.pk), follow=True)
    client.post(address("change", session.pk), {"place": "x"})

    assert "Casa de la esquina azul" not in shown.content.decode()
    assert only_session().place == "Casa de la esquina azul"


def test_held_session_cannot_be_changed(client):
    session = make_held_session(modules=[make_module()])
    client.force_login(lead_of(session))

    response = client.get(address("change", session.pk))

    assert response.url == address("session", session.pk)


@pytest.mark.parametrize("method", ["get", "post"])
def test_change_of_another_partners_session_does_not_exist(client, method):
    session = make_session()
    client.force_login(make_coordinator())

    assert getattr(client, method)(address("change", session.pk)).status_code == 404
