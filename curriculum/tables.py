"""The only writer of CSV and XLSX, so that every file that leaves is safe to open.

A spreadsheet takes text that begins like a formula for a formula, also behind a
tab, a line break or an invisible character, and also in full-width characters.
In CSV such text gets an apostrophe in front; in XLSX it is typed as text, and
stays text when somebody edits the cell. Numbers stay numbers.
"""

import csv
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMULA_STARTS = "=+-@|%"
#: A telephone or a negative number is read back as it was written, so it needs no apostrophe.
PLAIN_NUMBER = re.compile(r"[+-]?\d[\d .,]*")
#: What XML cannot hold; NUL also cuts a CSV short in some programs.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SHEET_NAME_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
#: The oldest day that a zip can name: no file says when it was made.
NO_DATE = (1980, 1, 1, 0, 0, 0)
CORE_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    "<cp:coreProperties xmlns:cp="
    '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


@dataclass(frozen=True)
class Table:
    """One table: ``columns`` are headings, ``rows`` an iterable of sequences of the same length.

    A cell is text (also lazy), a number, a date, a boolean or None. ``notes``
    are sentences that stand below it.
    """

    title: str
    columns: tuple
    rows: object
    notes: tuple = ()


def looks_like_formula(text):
    """Whether a spreadsheet could take ``text`` for something to carry out."""
    visible = unicodedata.normalize("NFKC", text).lstrip(
        "\t\r\n \u00a0\u200b\u200c\u200d\u2060\ufeff"
    )
    if not visible or visible[0] not in FORMULA_STARTS:
        # A tab or line break in front is itself a way past a careless importer.
        return text[:1] in ("\t", "\r", "\n")
    return not PLAIN_NUMBER.fullmatch(text)


def write_csv(tables):
    """Bytes of one CSV file in UTF-8 with a byte order mark (Excel needs it for accents).

    Several tables follow each other, each below its title and an empty line apart.
    """
    tables = list(tables)
    out = io.StringIO()
    # All text is quoted, so that it holds together where the list separator is a semicolon.
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        if len(tables) > 1:
            writer.writerow([_for_csv(table.title)])
        writer.writerow([_for_csv(column) for column in table.columns])
        for row in table.rows:
            writer.writerow([_for_csv(value) for value in row])
        for note in table.notes:
            writer.writerow([_for_csv(note)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_xlsx(tables):
    """Bytes of one workbook, a sheet a table; the same tables give the same bytes."""
    workbook = Workbook(write_only=True)
    names = set()
    for table in tables:
        _write_sheet(workbook.create_sheet(_sheet_name(table.title, names)), table)
    if not workbook.worksheets:
        workbook.create_sheet()
    out = io.BytesIO()
    workbook.save(out)
    return _without_origin(out.getvalue())


def _plain(value):
    if value is None or isinstance(value, (bool, int, float, Decimal)):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return FORBIDDEN.sub("", str(value))


def _for_csv(value):
    value = _plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and looks_like_formula(value):
        return "'" + value
    return value


def _write_sheet(sheet, table):
    columns = [_plain(column) for column in table.columns]
    rows = [[_plain(value) for value in row] for row in table.rows]
    for number, values in enumerate(zip(columns, *rows, strict=True), 1):
        width = max(len(str(value)) for value in values)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(width + 2, 8), 60)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, column, font=Font(bold=True)) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    if table.notes:
        sheet.append([])
    for note in table.notes:
        sheet.append([_cell(sheet, _plain(note))])


def _cell(sheet, value, font=None):
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(value)
    if font:
        cell.font = font
    return cell


def _sheet_name(title, taken):
    """What Excel allows: at most 31 characters, some forbidden, no name twice."""
    base = " ".join(SHEET_NAME_FORBIDDEN.sub(" ", str(title)).split())[:31].strip() or "1"
    name, number = base, 2
    while name.casefold() in taken:
        suffix = f" {number}"
        name, number = base[: 31 - len(suffix)] + suffix, number + 1
    taken.add(name.casefold())
    return name


def _without_origin(workbook):
    """The same file without author, moment or program: those are data too."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = CORE_PROPERTIES if name == "docProps/core.xml" else source.read(name)
            info = zipfile.ZipInfo(name, NO_DATE)
            target.writestr(info, content, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
