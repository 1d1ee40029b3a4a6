import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from tests.factories.attendance import make_held_session
from tests.factories.learning import make_module, make_programme, make_sector
from tests.factories.people import make_coordinator, make_partner, make_superuser, make_trainer
from tests.factories.reports import make_period


@pytest.fixture
def period():
    today = timezone.localdate()
    return make_period(
        name="Este semestre",
        starts_on=today - datetime.timedelta(days=60),
        ends_on=today + datetime.timedelta(days=60),
    )


@pytest.fixture
def unscoped():
    """As a command runs: no partner's scope."""
    with scopes_disabled():
        yield


@pytest.fixture
def season(period):
    """A partner with four sessions, in one of them three people; another partner with one."""
    partner, other = make_partner(name="Propia"), make_partner(name="Ajena")
    reform, care = make_programme(title="Reforma laboral"), make_programme(title="Cuidado")
    mining, calls = make_sector(name="Minería"), make_sector(name="Centros de llamadas")
    reform_module, care_module = make_module(programme=reform), make_module(programme=care)
    for module, sector, state, total, first, genders in (
        (reform_module, mining, "SLP", 24, 20, {"women": 10, "men": 13, "other": 1}),
        (reform_module, calls, "QUE", 18, 9, {"women": 9, "men": 9}),
        (care_module, calls, "QUE", 15, 7, {"women": 15}),
        (care_module, mining, "ZAC", 3, 3, {"women": 3}),
    ):
        make_held_session(
            partner=partner,
            modules=[module],
            sector=sector,
            state=state,
            total=total,
            first_time=first,
            one_way={"gender": genders},
            held_minutes=95,
        )
    make_held_session(partner=other, state="YUC", total=77, first_time=66, held_minutes=60)
    return SimpleNamespace(
        period=period,
        partner=partner,
        other=other,
        coordinator=make_coordinator(partner=partner),
        trainer=make_trainer(partner=partner),
        operator=make_superuser(),
    )
