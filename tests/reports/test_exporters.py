"""Screen, CSV, XLSX and PDF hold the same released figures."""

import csv
import io
import re

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from curriculum.reports.base import exporters
from curriculum.reports.domain.reporting import build_report, units_for
from curriculum.reports.domain.wording import figure_text
from tests.handouts.pdfs import all_bytes, failed_rules, opened, structure_types, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(season):
    with override("en"):
        return build_report(period=season.period, unit=units_for(season.coordinator)[0])


def export(code, report, language="en"):
    with override(language):
        return exporters.get(code).export(report)


def lines(report):
    """Every line of figures as text, as it stands on the screen."""
    found = [[d.label, figure_text(figure)] for d, figure in report.headlines]
    for part in report.breakdowns:
        found += [[row.label, *map(figure_text, row.figures)] for row in part.rows]
    return found


def test_csv_holds_the_figures_of_the_screen(report):
    rows = list(csv.reader(io.StringIO(export("csv", report).decode("utf-8-sig"))))

    with override("en"):
        for line in lines(report):
            assert any(row[: len(line)] == line for row in rows), line
    assert rows[0] == ["Summary"]
    assert ["Este semestre: " in row[0] for row in rows if row].count(True) == 1


def test_xlsx_holds_the_figures_of_the_screen_as_numbers(report):
    book = load_workbook(io.BytesIO(export("xlsx", report)))

    assert book.sheetnames == ["Summary", "Program", "Sector", "State", "Gender", "Definitions"]
    rows = [list(row) for sheet in book for row in sheet.values]
    with override("en"):
        found = [
            [row[0], *(f"{cell}" for cell in row[1:] if cell is not None)] for row in rows if row[0]
        ]
        for line in lines(report):
            assert any(row[: len(line)] == line for row in found), line
    assert rows[1][1] == 4
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_pdf_holds_the_figures_of_the_screen(season, language):
    with override(language):
        report = build_report(period=season.period, unit=units_for(season.coordinator)[0])
        pdf = export("pdf", report, language)
        text = text_of(pdf)
        for line in lines(report):
            assert re.search(r"\s".join(map(re.escape, " ".join(line).split())), text), line
    assert failed_rules(pdf) == []
    assert {"H1", "H2", "Table", "TH", "Caption", "Figure"} <= set(structure_types(pdf))
    with opened(pdf) as document:
        box = [float(number) for number in document.pages[0].mediabox]
    assert box == [0, 0, 612, 792]


def test_withheld_numbers_are_nowhere_in_the_files(report, season):
    """Three in Zacatecas. The number is in the database, so it could have leaked."""
    assert "Zacatecas" in str(lines(report))
    for code in ("csv", "xlsx"):
        content = export(code, report)
        if code == "xlsx":
            book = load_workbook(io.BytesIO(content))
            rows = [row for sheet in book for row in sheet.values]
        else:
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        zacatecas = next(row for row in rows if row and row[0] == "Zacatecas")
        assert [str(cell) for cell in zacatecas][-2:] == ["withheld", "withheld"]
    assert re.search(r"Zacatecas 1 1.6 withheld withheld", text_of(export("pdf", report)))


def test_same_report_gives_the_same_bytes(report):
    for code in ("csv", "xlsx", "pdf"):
        assert export(code, report) == export(code, report)


def test_pdf_metadata_name_nobody(report, season):
    content = export("pdf", report)

    with opened(content) as document:
        assert {str(k): str(v) for k, v in document.docinfo.items() if k != "/Producer"} == {
            "/Title": "Report of the period"
        }
    for user in (season.coordinator, season.trainer):
        assert user.username.encode() not in all_bytes(content)


@pytest.mark.parametrize("code", ["csv", "xlsx", "pdf"])
def test_file_is_sent_under_a_neutral_name_and_noted(client, season, code):
    client.force_login(season.coordinator)

    response = client.get(reverse("curriculum_reports_admin:export", args=[season.period.pk, code]))

    assert response.status_code == 200
    assert response["Content-Type"] == exporters.get(code).content_type
    assert re.fullmatch(
        rf'attachment; filename="reporte-[0-9a-f]{{8}}\.{code}"', response["Content-Disposition"]
    )
    assert "no-store" in response["Cache-Control"]
    entry = ModelLogEntry.objects.get(action="curriculum.report.export")
    assert (entry.user, entry.data) == (season.coordinator, {"format": code})
    assert entry.label == f"reportingperiod {season.period.pk}"


def test_formula_in_a_title_stays_text(season):
    season.partner.name = '=HYPERLINK("http://x")'
    season.partner.save()
    with override("en"):
        report = build_report(period=season.period, unit=units_for(season.operator)[0])

    assert report.unit.label.startswith("=")
    assert b"\"'=HYPERLINK" in export("csv", report)
    book = load_workbook(io.BytesIO(export("xlsx", report)))
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
