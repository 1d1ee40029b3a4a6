"""Who sees the report, and what stands on its screen."""

import datetime
import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from curriculum.reports.models import ReportingPeriod
from tests.factories.attendance import make_session
from tests.factories.people import make_coordinator, make_trainer
from tests.factories.reports import make_period

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"curriculum_reports_admin:{name}", args=args)


def words(response):
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def addresses(period):
    return [
        url("index"),
        url("period", period.pk),
        url("export", period.pk, "csv"),
        url("periods"),
        url("periods_results"),
    ]


@pytest.fixture(autouse=True)
def english(english_site):
    """What a screen says, in the words of the code."""


def test_coordinator_sees_the_report_of_the_current_period(client, season):
    client.force_login(season.coordinator)

    response = client.get(url("index"))

    text = words(response)
    assert response.status_code == 200
    assert "Este semestre" in text
    assert "Attendances 60" in text
    assert "People reached 39" in text
    assert "Ajena" not in text
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_trainers_and_strangers_have_no_report(client, season):
    for user in (season.trainer, None):
        client.logout()
        if user:
            client.force_login(user)
        for address in addresses(season.period):
            response = client.get(address)
            assert response.status_code == 302
            assert "60" not in words(response)


def test_menu_offers_the_report_to_coordinators_alone(client, season):
    for user, is_offered in ((season.coordinator, True), (season.trainer, False)):
        client.force_login(user)
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        assert (url("index") in page) == is_offered


def test_another_partners_unit_does_not_exist(client, season):
    client.force_login(season.coordinator)

    for address in (url("index"), url("period", season.period.pk)):
        assert client.get(address, {"unit": str(season.other.pk)}).status_code == 404
    for code in ("csv", "xlsx", "pdf"):
        address = url("export", season.period.pk, code)
        assert client.get(address, {"unit": str(season.other.pk)}).status_code == 404


def test_operator_chooses_the_partner(client, season):
    client.force_login(season.operator)

    own = words(client.get(url("index"), {"unit": str(season.partner.pk)}))
    other = words(client.get(url("index"), {"unit": str(season.other.pk)}))

    assert ("Attendances 60" in own, "Attendances 77" in other) == (True, True)
    csv = client.get(url("export", season.period.pk, "csv"), {"unit": str(season.other.pk)})
    assert b'"Attendances",77' in csv.content


def test_no_other_span_than_a_period_can_be_asked_for(client, season):
    client.force_login(season.coordinator)
    plain = words(client.get(url("index")))

    for query in (
        {"starts_on": "2026-01-01", "ends_on": "2026-01-02"},
        {"state": "QUE"},
        {"programme": "x", "gender": "women"},
    ):
        assert words(client.get(url("index"), query)) == plain
    assert client.get(url("index"), {"period": "2026-01-01"}).status_code == 404
    assert client.get(url("index"), {"period": "999999"}).status_code == 404
    assert client.get(url("period", 999999)).status_code == 404
    assert client.get(url("export", season.period.pk, "doc")).status_code == 404


def test_withheld_figures_are_in_no_part_of_the_page(client, season):
    """Three people came in Zacatecas, twenty-four in San Luis Potosí."""
    client.force_login(season.coordinator)

    page = client.get(url("index")).content.decode()

    state = page[page.index('id="by-state"') : page.index('id="by-gender"')]
    assert re.findall(r"<desc[^>]*>(.*?)</desc>", state) == [
        "Querétaro: 33; San Luis Potosí: withheld; Zacatecas: withheld"
    ]
    assert not re.search(r">\s*(3|24)\s*<", state)
    assert "fewer than 5 people" in page


def test_definitions_stand_beside_the_figures(client, season):
    client.force_login(season.coordinator)

    text = words(client.get(url("index")))

    assert text.count("What this means") == 4
    assert "Whoever comes to two sessions counts twice." in text


def test_sessions_that_wait_are_named_on_the_page(client, season):
    waiting = make_session(
        partner=season.partner, starts_at=timezone.now() - datetime.timedelta(days=3)
    )
    client.force_login(season.coordinator)

    assert f"not closed, so it is not counted: {waiting.reference}." in words(
        client.get(url("index"))
    )


def test_open_period_says_that_it_is_provisional(client, season):
    client.force_login(season.coordinator)
    assert "these figures still change" in words(client.get(url("index")))

    assert "Whoever runs this site closes it" in words(client.get(url("index")))
    assert url("edit", season.period.pk) not in client.get(url("index")).content.decode()
    client.force_login(season.operator)
    assert url("edit", season.period.pk) in client.get(url("index")).content.decode()

    client.force_login(season.coordinator)
    ReportingPeriod.objects.update(status="closing")
    assert "close and correct its last sessions now" in words(client.get(url("index")))

    ReportingPeriod.objects.update(status="closed")
    assert "these figures still change" not in words(client.get(url("index")))


def test_empty_states_say_what_comes_next(client, season):
    client.force_login(make_coordinator())
    assert "Nothing has been counted in this period yet." in words(client.get(url("index")))

    ReportingPeriod.objects.all().delete()

    assert "Whoever runs this site can add one." in words(client.get(url("index")))
    client.force_login(season.operator)
    assert url("add") in client.get(url("index")).content.decode()


def test_periods_are_listed_to_coordinators_and_changed_by_operators(client, season):
    client.force_login(season.coordinator)
    assert "Este semestre" in words(client.get(url("periods")))
    for address in (
        url("add"),
        url("edit", season.period.pk),
        url("next_step", season.period.pk),
    ):
        assert client.get(address).status_code == 302
        assert client.post(address, {"name": "x"}).status_code == 302
        assert address not in client.get(url("periods")).content.decode()
    season.period.refresh_from_db()
    assert (season.period.name, season.period.status) == ("Este semestre", "open")


def test_a_coordinator_may_be_given_the_permission(client, season):
    season.coordinator.user_permissions.add(
        Permission.objects.get(codename="add_reportingperiod"),
    )
    client.force_login(season.coordinator)

    assert client.get(url("add")).status_code == 200


def test_operator_adds_and_changes_a_period(client, season):
    client.force_login(season.operator)
    day = season.period.ends_on + datetime.timedelta(days=1)
    form = {"name": "Siguiente", "starts_on": day.isoformat(), "ends_on": day.isoformat()}

    added = client.post(url("add"), form)
    period = ReportingPeriod.objects.get(name="Siguiente")
    changed = client.post(url("edit", period.pk), {**form, "name": "El siguiente"})

    assert (added.url, changed.url) == (url("periods"), url("periods"))
    period.refresh_from_db()
    assert period.name == "El siguiente"


def test_what_is_refused_is_said_in_the_form(client, season):
    client.force_login(season.operator)
    form = {
        "name": "Siguiente",
        "starts_on": season.period.ends_on.isoformat(),
        "ends_on": season.period.ends_on.isoformat(),
    }
    overlapping = client.post(url("add"), form)
    assert "These days overlap with the period “Este semestre”." in words(overlapping)

    moved = client.post(url("edit", season.period.pk), {**form, "name": "Este semestre"})

    assert "Days that are over stay where they are" in words(moved)
    season.period.refresh_from_db()
    assert season.period.starts_on < season.period.ends_on


def test_period_is_closed_after_being_asked_twice(client):
    from tests.factories.people import make_superuser

    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    period = make_period(starts_on=yesterday, ends_on=yesterday)
    client.force_login(make_superuser())

    assert "Nothing is locked yet" in words(client.get(url("next_step", period.pk)))
    client.post(url("next_step", period.pk))
    assert "There is no way back" in words(client.get(url("next_step", period.pk)))
    client.post(url("next_step", period.pk))

    period.refresh_from_db()
    assert period.is_closed
    assert client.get(url("next_step", period.pk)).status_code == 404
    assert client.get(url("edit", period.pk)).status_code == 404
    assert "Change or close" not in words(client.get(url("periods")))


def test_period_that_runs_cannot_be_closed_on_screen(client, season):
    client.force_login(season.operator)

    response = client.post(url("next_step", season.period.pk), follow=True)

    assert "This period is not over yet." in words(response)


def test_removed_trainer_sees_nothing(client, season):
    client.force_login(make_trainer(partner=season.other))

    assert client.get(url("index")).status_code == 302
