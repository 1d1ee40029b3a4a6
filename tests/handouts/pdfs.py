"""Reading PDFs back: text, tags, metadata, validity."""

import io
import re
import subprocess

import pikepdf
import pytest


def text_of(pdf):
    """The text in reading order, spaces folded."""
    out = subprocess.run(
        ["pdftotext", "-q", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return re.sub(r"\s+", " ", out)


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def all_bytes(pdf):
    """Every byte that a thief could read: the file, and each stream and string unpacked."""
    with opened(pdf) as document:
        parts = [pdf, str(document.docinfo).encode()]
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    parts.append(thing.read_bytes())
                except pikepdf.PdfError:
                    parts.append(thing.read_raw_bytes())
            else:
                parts.append(str(thing).encode())
    return b"\n".join(parts)


def structure_types(pdf):
    """The tags of the structure tree, in order."""
    found = []

    def walk(node):
        for kid in node if isinstance(node, pikepdf.Array) else [node]:
            if isinstance(kid, pikepdf.Dictionary):
                if ("/S" in kid and "/K" in kid) or kid.get("/Type") == "/StructElem":
                    found.append(str(kid.get("/S", ""))[1:])
                if "/K" in kid:
                    walk(kid["/K"])

    with opened(pdf) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


def failed_rules(pdf):
    """Rules of PDF/UA-1 that fail; the caller is skipped where the checker is not installed."""
    page = pytest.importorskip("page", reason="page-validation is not installed")
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return sorted({f"{failure.rule_id}: {failure.message}" for failure in report.failures})
