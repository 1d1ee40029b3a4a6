import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext, override
from django_scopes import scope, scopes_disabled

from curriculum.attendance.documents import BlankSheet
from curriculum.handouts.base import documents
from curriculum.handouts.domain.rendering import render, sheet_html
from tests.factories.attendance import make_session
from tests.factories.learning import make_locales, make_sector
from tests.factories.people import make_partner, make_trainer
from tests.handouts.pdfs import failed_rules, opened, structure_types, text_of

pytestmark = pytest.mark.django_db

TALLY = documents.get("tally-sheet")


@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_tally_sheet_is_valid_in_both_languages(language):
    make_locales()

    pdf = render(document=TALLY, subject=BlankSheet(language))

    assert failed_rules(pdf) == []
    assert {"H1", "H2", "Table", "TH", "Figure", "L"} <= set(structure_types(pdf))
    with override(language):
        assert gettext("Don’t write names.") in text_of(pdf)
    with opened(pdf) as document:
        assert len(document.pages) == 2


def test_tally_sheet_has_no_name_column_and_no_signature():
    html = sheet_html(document=TALLY, subject=BlankSheet("en"))

    heads = re.findall(r"<th scope=\"col\">(.*?)</th>", html)
    assert set(heads) == {
        "Sheet number",
        "Module",
        "Date",
        "Code of the session",
        "One stroke per person",
        "Sum",
    }


def test_tally_sheet_of_a_session_tells_only_its_code(settings):
    partner = make_partner(name="Sindicato Canario")
    with scopes_disabled():
        sector = make_sector()
        session = make_session(partner=partner, place="Casa del canario", sector=sector)
        html = sheet_html(document=TALLY, subject=session)

    assert session.place == "Casa del canario"
    assert session.reference in html
    for told in ("canario", "Canario", str(session.starts_at.year), str(session.pk)):
        assert told not in html


def test_only_who_runs_a_session_prints_its_sheet():
    partner = make_partner()
    other = make_trainer(partner=make_partner())
    mine = make_trainer(partner=partner)
    session = make_session(partner=partner, by=mine)

    with scope(partner=[partner.pk]):
        assert TALLY.may_print(mine, session) is True
        assert TALLY.may_print(other, session) is False
        assert TALLY.may_print(AnonymousUser(), session) is False
        assert TALLY.get_subject(TALLY.key(session)) == session
    with scope(partner=[]):
        assert TALLY.get_subject(TALLY.key(session)) is None


def test_blank_sheets_are_for_staff_in_each_language(client):
    make_locales()
    trainer = make_trainer(partner=make_partner())

    assert TALLY.may_print(trainer, BlankSheet("en")) is True
    assert TALLY.may_print(AnonymousUser(), BlankSheet("en")) is False
    assert TALLY.get_subject("blank-en") == BlankSheet("en")
    assert TALLY.get_subject("blank-xx") is None
    assert TALLY.get_subject("nothing") is None
    with override("en"):
        assert client.get("/en/print/tally-sheet/blank-en/").status_code == 404
        assert client.get("/print/tally-sheet/blank-en/").status_code == 404
