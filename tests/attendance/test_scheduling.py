import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django_scopes import ScopeError, scope
from wagtail.models import ModelLogEntry

from curriculum.attendance.domain.closing import close_session
from curriculum.attendance.domain.counting import tally_of
from curriculum.attendance.domain.scheduling import (
    cancel_session,
    change_session,
    plan_session,
    postpone_session,
    reopen_session,
    suspend_session,
)
from curriculum.attendance.enums import ZONE_OF_STATE, Status, TimeZone, zone_of
from curriculum.attendance.models import TrainingSession
from curriculum.attendance.refusals import SessionRefused
from curriculum.learning.domain.snapshots import latest_snapshot, take_snapshot
from curriculum.learning.enums import State
from tests.factories.attendance import (
    lead_of,
    make_counts,
    make_entry,
    make_held_session,
    make_session,
    record,
)
from tests.factories.learning import make_module, make_programme, publish
from tests.factories.people import make_coordinator, make_partner, make_trainer
from tests.factories.reports import make_period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def test_session_is_planned_from_modules():
    module = make_module(duration_minutes=150)
    trainer = make_trainer()
    partner = trainer.curriculum_memberships.get().partner

    session = plan_session(
        partner=partner, by=trainer, modules=[module], state="CHH", starts_at=timezone.now()
    )

    taught = session.modules.get()
    assert (session.status, session.planned_minutes) == (Status.PLANNED, 150)
    assert (taught.page_id, taught.translation_key) == (module.pk, module.translation_key)
    assert taught.programme_key == module.get_parent().translation_key
    assert taught.snapshot is None
    assert list(session.facilitations.values_list("user", "role")) == [(trainer.pk, "lead")]


@pytest.mark.parametrize(
    ("state", "starts_at", "day"),
    [
        # 23:59 on the clock of the place belongs to that day, wherever the server stands.
        ("CMX", utc(2026, 7, 1, 5, 59), datetime.date(2026, 6, 30)),
        ("CMX", utc(2026, 7, 1, 6, 0), datetime.date(2026, 7, 1)),
        ("BCN", utc(2026, 7, 1, 6, 59), datetime.date(2026, 6, 30)),
        ("BCN", utc(2026, 12, 1, 7, 59), datetime.date(2026, 11, 30)),
        ("ROO", utc(2026, 7, 1, 4, 59), datetime.date(2026, 6, 30)),
        ("SON", utc(2026, 7, 1, 6, 59), datetime.date(2026, 6, 30)),
    ],
)
def test_session_at_23_59_belongs_to_local_day(state, starts_at, day):
    session = make_session(state=state, starts_at=starts_at)

    assert session.local_date == day


def test_mexico_city_no_dst_since_2022():
    offsets = [
        datetime.datetime(year, 7, 15, tzinfo=ZoneInfo(TimeZone.CENTRE)).utcoffset()
        for year in (2022, 2023, 2026)
    ]

    assert offsets == [datetime.timedelta(hours=h) for h in (-5, -6, -6)]


def test_tijuana_changes_its_clock():
    zone = ZoneInfo(TimeZone.TIJUANA)

    assert [
        utc(2026, 3, 8, 9, 59).astimezone(zone).hour,
        utc(2026, 3, 8, 10, 0).astimezone(zone).hour,
        utc(2026, 11, 1, 8, 59).astimezone(zone).hour,
        utc(2026, 11, 1, 9, 0).astimezone(zone).hour,
    ] == [1, 3, 1, 1]


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        (TimeZone.CIUDAD_JUAREZ, -7, -6),
        (TimeZone.HERMOSILLO, -7, -7),
        (TimeZone.CANCUN, -5, -5),
        (TimeZone.OJINAGA, -6, -5),
        (TimeZone.MATAMOROS, -6, -5),
        (TimeZone.MAZATLAN, -7, -7),
    ],
)
def test_clocks_of_mexico(zone, winter, summer):
    hours = [
        datetime.datetime(2026, month, 15, tzinfo=ZoneInfo(zone)).utcoffset().total_seconds() / 3600
        for month in (1, 7)
    ]

    assert hours == [winter, summer]


def test_border_town_keeps_its_own_clock():
    session = make_session(
        state="CHH", time_zone=TimeZone.CIUDAD_JUAREZ, starts_at=utc(2026, 1, 2, 6, 30)
    )

    assert (session.local_date, zone_of("CHH")) == (datetime.date(2026, 1, 1), TimeZone.CENTRE)


def test_every_state_has_a_clock():
    assert {zone_of(state) for state in State} <= set(TimeZone)
    assert set(ZONE_OF_STATE) <= set(State)


def test_women_only_programme_takes_no_open_session():
    programme = make_programme(access="women_only")
    module = make_module(programme=programme)

    with pytest.raises(SessionRefused) as refused:
        make_session(modules=[module])

    assert refused.value.code == "women-only"
    assert make_session(modules=[module], audience="women_only").is_women_only


def test_draft_module_is_not_taught():
    with pytest.raises(SessionRefused) as refused:
        make_session(modules=[make_module(live=False)])

    assert refused.value.code == "module-not-published"


@pytest.mark.parametrize(
    "fields", [{"state": "XXX"}, {"planned_minutes": 0}, {"audience": "all"}, {"place": "x" * 201}]
)
def test_impossible_plan_is_refused(fields):
    with pytest.raises(SessionRefused) as refused:
        make_session(**fields)

    assert refused.value.code == "invalid"
    assert TrainingSession.objects.count() == 0


@pytest.mark.parametrize("field", ["partner_id", "status", "held_minutes", "reference", "reason"])
def test_plan_cannot_carry_what_belongs_to_a_verb(field):
    session = make_session()

    with pytest.raises(TypeError, match=field):
        change_session(session=session, by=lead_of(session), **{field: "x"})


def test_member_of_another_partner_plans_and_facilitates_nothing_here():
    partner, stranger = make_partner(), make_trainer()

    with pytest.raises(SessionRefused) as plans:
        make_session(partner=partner, by=stranger)
    with pytest.raises(SessionRefused) as facilitates:
        change_session(
            session=(session := make_session(partner=partner)),
            by=lead_of(session),
            facilitators={stranger: "lead"},
        )

    assert [plans.value.code, facilitates.value.code] == ["not-your-partner", "not-a-member"]


def test_sessions_of_another_partner_do_not_exist():
    session = make_session()
    other = make_partner()

    with scope(partner=[session.partner_id]):
        assert list(TrainingSession.objects.all()) == [session]
    with scope(partner=[other.pk]):
        assert list(TrainingSession.objects.all()) == []
        with pytest.raises(TrainingSession.DoesNotExist):
            cancel_session(session=session, by=make_coordinator(partner=other), reason="x")


def test_without_a_scope_nothing_is_read():
    from django_scopes.state import state

    token = state.set({})
    try:
        with pytest.raises(ScopeError):
            TrainingSession.objects.count()
    finally:
        state.reset(token)


def test_postponed_session_waits_for_a_date_and_is_planned_again():
    session = make_session()
    lead = lead_of(session)

    postponed = postpone_session(session=session, by=lead, reason="Cambio de turno")
    later = session.starts_at + datetime.timedelta(days=7)
    moved = change_session(session=session, by=lead, starts_at=later)

    assert (postponed.status, postponed.reason) == (Status.POSTPONED, "Cambio de turno")
    assert (moved.status, moved.reason, moved.starts_at) == (Status.PLANNED, "", later)


@pytest.mark.parametrize(
    ("verb", "status"), [(cancel_session, "cancelled"), (suspend_session, "suspended")]
)
def test_session_that_is_not_held_has_a_reason_and_no_place(verb, status):
    session = make_session()

    ended = verb(session=session, by=lead_of(session), reason="  No hubo\nluz ")

    assert (ended.status, ended.reason, ended.place) == (status, "No hubo luz", "")
    with pytest.raises(SessionRefused) as refused:
        verb(session=session, by=lead_of(session), reason="x")
    assert refused.value.code == "not-open"


@pytest.mark.parametrize("verb", [postpone_session, cancel_session, suspend_session])
def test_reason_is_required(verb):
    session = make_session()

    with pytest.raises(SessionRefused) as refused:
        verb(session=session, by=lead_of(session), reason="  ")

    assert refused.value.code == "reason-missing"


@pytest.mark.parametrize("put_off", [cancel_session, postpone_session])
def test_session_with_people_in_it_is_neither_cancelled_nor_postponed(put_off):
    session = make_session()
    record(session, make_entry())

    with pytest.raises(SessionRefused) as refused:
        put_off(session=session, by=lead_of(session), reason="x")

    assert refused.value.code == "already-counted"
    assert suspend_session(session=session, by=lead_of(session), reason="x").status == "suspended"


def test_closing_freezes_what_was_taught_and_forgets_the_place():
    module = make_module()
    session = make_session(modules=[module])
    taught_text = take_snapshot(module=module, on=session.local_date)
    make_counts(session, total=9, first_time=2)

    closed = close_session(session=session, by=lead_of(session), held_minutes=95, seen_total=9)
    module.summary = "Otro texto, de después."
    publish(module)

    assert (closed.status, closed.held_minutes, closed.place) == (Status.HELD, 95, "")
    assert closed.modules.get().snapshot == taught_text


def test_snapshot_is_the_one_in_force_on_the_day():
    module = make_module()
    in_force = latest_snapshot(module=module)
    module.summary = "Otro texto, de después."
    module.save()
    later = take_snapshot(module=module, on=in_force.taken_on + datetime.timedelta(days=3))

    session = make_held_session(modules=[module])

    assert later.sequence == in_force.sequence + 1
    assert session.modules.get().snapshot == in_force


@pytest.mark.parametrize(
    ("counts", "close", "code"),
    [
        ({"total": 0}, {}, "nobody-counted"),
        ({"total": 9, "gender": {"women": 5}}, {}, "not-reconciled"),
        ({"total": 9, "gender": {"women": 10}}, {"fill": True}, "not-reconciled"),
        ({"total": 9}, {"seen_total": 8}, "total-changed"),
    ],
)
def test_session_that_does_not_reconcile_stays_open(counts, close, code):
    session = make_session()
    make_counts(session, **counts)

    with pytest.raises(SessionRefused) as refused:
        close_session(session=session, by=lead_of(session), held_minutes=60, **close)

    session.refresh_from_db()
    assert (refused.value.code, session.status) == (code, Status.PLANNED)
    assert session.place == "Casa de la esquina azul"


def test_closing_fills_in_what_nobody_was_asked():
    session = make_session()
    make_counts(session, total=9, gender={"women": 5, "prefer_not": 1})

    close_session(session=session, by=lead_of(session), held_minutes=60, fill=True)

    tally = tally_of(session=session)
    assert tally.of("gender") == {"women": 5, "prefer_not": 1, "not_asked": 3}
    assert tally.of("age_band") == {}


def test_count_below_zero_is_not_closed():
    session = make_session()
    record(
        session,
        make_entry(),
        make_entry(dimension="gender", value="women", delta=-1),
        make_entry(dimension="gender", value="men", delta=2),
    )

    with pytest.raises(SessionRefused) as refused:
        close_session(session=session, by=lead_of(session), held_minutes=60)

    assert refused.value.code == "below-zero"


def test_future_session_is_not_closed():
    session = make_session(starts_at=timezone.now() + datetime.timedelta(days=2))
    make_counts(session, total=3)

    with pytest.raises(SessionRefused) as refused:
        close_session(session=session, by=lead_of(session), held_minutes=60)

    assert refused.value.code == "not-yet"


def test_figures_of_a_closed_period_no_longer_change():
    session = make_session()
    held = make_held_session(partner=session.partner)
    make_counts(session, total=3)
    coordinator = make_coordinator(partner=session.partner)
    day = session.local_date
    make_period(
        starts_on=day - datetime.timedelta(days=2),
        ends_on=day + datetime.timedelta(days=2),
        status="closed",
    )

    codes = []
    for verb in (
        lambda: close_session(session=session, by=coordinator, held_minutes=60),
        lambda: reopen_session(session=held, by=coordinator, reason="x"),
    ):
        with pytest.raises(SessionRefused) as refused:
            verb()
        codes.append(refused.value.code)

    assert codes == ["period-closed"] * 2


def test_coordinator_reopens_what_was_closed_by_mistake():
    session = make_held_session(modules=[make_module()], total=12)
    snapshot = session.modules.get().snapshot

    with pytest.raises(SessionRefused) as refused:
        reopen_session(session=session, by=lead_of(session), reason="Faltaron tres")
    coordinator = make_coordinator(partner=session.partner)
    reopened = reopen_session(session=session, by=coordinator, reason="Faltaron tres")
    make_counts(reopened, total=15)
    closed = close_session(session=reopened, by=coordinator, held_minutes=120)

    assert refused.value.code == "coordinators-only"
    assert (reopened.status, closed.status) == (Status.PLANNED, Status.HELD)
    assert tally_of(session=closed).total == 15
    assert closed.modules.get().snapshot == snapshot


def test_log_names_no_title_and_no_place():
    module = make_module(title="Canario del módulo")
    session = make_session(modules=[module], place="Canario del lugar")
    cancel_session(session=session, by=lead_of(session), reason="Sin luz")

    entries = ModelLogEntry.objects.filter(action__startswith="curriculum.session")

    assert sorted(entries.values_list("action", "label")) == [
        ("curriculum.session.cancel", session.reference),
        ("curriculum.session.plan", session.reference),
    ]
    assert "Canario" not in str(list(entries.values()))
    assert str(session) == session.reference
