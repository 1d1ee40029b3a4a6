import csv
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.utils.translation import gettext_lazy

import curriculum
from curriculum.tables import Table, looks_like_formula, write_csv, write_xlsx

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://x")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "|dir",
    "%0A=1",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\u200b=1",
    "\ufeff=1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "\t＝1",
    "\ttext",
    "\x00=1",
]
HARMLESS = ["Querétaro", "a=b", "x@y", "-5", "+52 55 1234 5678", "-1,234.5", "", "—", "<5", "5 %"]


def table_of(*values):
    return Table("T", ("a", "b"), [[value, "next"] for value in values])


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(content):
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_formula_injection(text):
    rows = read_csv(write_csv([table_of(text)]))

    assert rows[1][0] == "'" + text.replace("\x00", "")


@pytest.mark.parametrize("text", HARMLESS)
def test_csv_leaves_harmless_text_as_it_is(text):
    assert read_csv(write_csv([table_of(text)]))[1] == [text, "next"]


def test_headings_titles_and_notes_are_defused_too():
    tables = [Table("=t", ("=h",), [["x"]], notes=("=n",)), table_of("x")]

    rows = read_csv(write_csv(tables))

    assert [row for row in rows if row and row[0].startswith("'")] == [["'=t"], ["'=h"], ["'=n"]]


@pytest.mark.parametrize("text", FORMULAS)
def test_xlsx_cells_are_strings(text):
    content = write_xlsx([table_of(text)])

    sheet = parts_of(content)["xl/worksheets/sheet1.xml"]
    cell = sheet_of(content)["A2"]
    assert "<f>" not in sheet
    assert cell.data_type in ("s", "inlineStr")
    assert cell.quotePrefix
    assert cell.value.replace("\r", "\n") == text.replace("\x00", "").replace("\r", "\n")


def test_negative_numbers_and_phone_plus_roundtrip():
    values = [-5, 0, 12, Decimal("-2.5"), "-5", "+52 55 1234 5678"]

    text = write_csv([table_of(*values)]).decode("utf-8-sig")
    sheet = sheet_of(write_xlsx([table_of(*values)]))

    assert text.splitlines()[1:] == [
        '-5,"next"',
        '0,"next"',
        '12,"next"',
        '-2.5,"next"',
        '"-5","next"',
        '"+52 55 1234 5678","next"',
    ]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        -5,
        0,
        12,
        -2.5,
        "-5",
        "+52 55 1234 5678",
    ]


def test_csv_begins_with_a_byte_order_mark_and_keeps_accents():
    content = write_csv([table_of("Querétaro")])

    assert content.startswith(b"\xef\xbb\xbf")
    assert "Querétaro" in content.decode()


def test_several_tables_stand_apart_below_their_titles():
    tables = [Table("Uno", ("a",), [[1]]), Table("Dos", ("b",), [[2]], notes=("Nota",))]

    assert read_csv(write_csv(tables)) == [
        ["Uno"],
        ["a"],
        ["1"],
        [],
        ["Dos"],
        ["b"],
        ["2"],
        ["Nota"],
    ]


def test_xlsx_metadata_neutral():
    parts = parts_of(write_xlsx([table_of("x")]))

    everything = "".join(parts.values())
    assert "creator" not in everything
    assert "lastModifiedBy" not in everything
    assert "absPath" not in everything
    assert not re.search(r"20\d\d-\d\d-\d\dT", everything)
    assert "openpyxl" not in everything


def test_xlsx_same_tables_same_bytes_and_no_date_in_the_zip():
    first, second = write_xlsx([table_of("x")]), write_xlsx([table_of("x")])

    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        dates = {info.date_time for info in archive.infolist()}
    assert first == second
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_sheet_names_are_what_a_spreadsheet_allows():
    titles = ["Sesiones: por [estado]/sector" * 2, "Sesiones: por [estado]/sector" * 2, "", "*"]

    workbook = openpyxl.load_workbook(
        io.BytesIO(write_xlsx([Table(title, ("a",), []) for title in titles]))
    )

    assert workbook.sheetnames == [
        "Sesiones por estado sectorSesio",
        "Sesiones por estado sectorSes 2",
        "1",
        "1 2",
    ]


def test_lazy_text_none_and_forbidden_characters_are_written():
    tables = [Table(gettext_lazy("Report"), ("a", "b"), [["a\x08b", None]])]

    assert read_csv(write_csv(tables))[1] == ["ab", ""]
    assert [cell.value for cell in sheet_of(write_xlsx(tables))[2]] == ["ab", None]


def test_a_row_of_another_length_than_the_headings_is_refused():
    with pytest.raises(ValueError, match="zip"):
        write_xlsx([Table("T", ("a", "b"), [["x"]])])


def test_only_tables_knows_the_file_formats():
    package = Path(curriculum.__file__).parent
    importing = re.compile(r"^\s*(import|from) (csv|openpyxl|xlsxwriter)\b", re.MULTILINE)

    writers = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if importing.search(path.read_text())
    }

    assert writers == {"tables.py"}


def test_looks_like_formula_takes_a_leading_tab_for_one():
    assert looks_like_formula("\tplain") is True
    assert looks_like_formula("plain") is False
