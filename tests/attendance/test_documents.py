import re
from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext, override
from django_scopes import scope, scopes_disabled

from curriculum.attendance.documents import BlankSheet
from curriculum.attendance.enums import Accommodation
from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import render, sheet_html
from curriculum.handouts.editions import Edition, Paper
from tests.factories.attendance import make_held_session, make_session
from tests.factories.learning import make_locales, make_module, make_sector
from tests.factories.people import make_partner, make_trainer
from tests.handouts.pdfs import (
    failed_rules,
    ink_beside,
    ink_on,
    opened,
    structure_types,
    text_of,
)

pytestmark = pytest.mark.django_db

TALLY, EVIDENCE = documents.get("tally-sheet"), documents.get("session-evidence")
#: As long as any of the curriculum's.
LONG_TITLE = "Tu contrato colectivo: legitimación, consulta y transparencia"


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


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
def test_each_box_of_a_tally_sheet_stands_in_its_margins(paper):
    make_locales()

    pdf = render(document=TALLY, subject=BlankSheet("es-mx"), edition=Edition(paper=paper))

    for page, margins in [(1, (25, 20)), (2, (20, 25))]:
        left, right = ink_on(pdf, page)[::2]
        assert (left >= margins[0], right >= margins[1]) == (True, True), (page, left, right)


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
@pytest.mark.parametrize(
    ("language", "word"),
    [("es-mx", "Mujeres"), ("es-mx", "comité"), ("en", "Women"), ("en", "Delegates")],
)
def test_label_boxes_and_sum_of_a_tally_stand_side_by_side(paper, language, word):
    make_locales()

    pdf = render(document=TALLY, subject=BlankSheet(language), edition=Edition(paper=paper))

    found = ink_beside(pdf, 2, word)
    label, boxes, total = found[:-20], found[-20:-2], found[-2:]
    groups = [[edge for edge, _end in boxes[first : first + 6]] for first in (0, 6, 12)]
    widths = [right - left for edges in groups for left, right in pairwise(edges)]
    assert min(widths) >= 5.9  # room for a stroke
    assert boxes[0][0] - label[-1][1] > 0.5
    assert total[0][0] - boxes[-1][1] > 1


def test_tally_sheet_has_no_name_column_and_no_signature():
    """PDF-13."""
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


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
@pytest.mark.parametrize("language", ["es-mx", "en"])
@pytest.mark.parametrize(
    ("modules", "headings"),
    [(4, [["1.", "2.", "3."]]), (8, [["1."], ["2.", "3."]])],
    ids=["a day", "more than fits"],
)
def test_evidence_of_a_full_session_is_one_sheet_or_breaks_well(paper, language, modules, headings):
    with scopes_disabled():
        session = make_held_session(
            total=128,
            modules=[make_module(title=LONG_TITLE) for _number in range(modules)],
            accommodations=Accommodation.values,
        )
        session.language = language
        pdf = render(document=EVIDENCE, subject=session, edition=Edition(paper=paper))

    assert failed_rules(pdf) == []
    with opened(pdf) as document:
        pages = range(1, len(document.pages) + 1)
    found = [re.findall(r"\b[123]\.", text_of(pdf, (page, page))) for page in pages]
    assert found == headings


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
