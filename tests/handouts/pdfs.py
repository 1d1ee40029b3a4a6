"""Reading PDFs back: text, tags, metadata, validity."""

import io
import re
import subprocess
from itertools import pairwise
from typing import NamedTuple

import pikepdf
import pytest
from bs4 import BeautifulSoup
from PIL import Image, ImageStat

#: Points: above and below it stand a page's running lines, also those of a booklet.
MARGIN = 39


#: Points in a millimetre.
POINT = 72 / 25.4


class Word(NamedTuple):
    """A word on a page and its box in points, from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def text_of(pdf, pages=(1, 9999), *, line_by_line=False):
    """The text in reading order, spaces folded; of all pages, or from one to another.

    ``line_by_line`` reads across columns, as in an index.
    """
    first, last = (str(number) for number in pages)
    layout = ["-layout"] if line_by_line else []
    out = subprocess.run(
        ["pdftotext", "-q", *layout, "-f", first, "-l", last, "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
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


#: Its checker takes a packed stream that happens to end in a line's end for one byte shorter;
#: ``wrong_lengths`` asks the same of the bytes themselves.
MISREAD = "PDFA2A-STREAM-LENGTH-001"
STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*?stream\r?\n")


def failed_rules(pdf):
    """Rules of PDF/UA-1 and PDF/A-2a that fail; skipped where the checker is not installed."""
    page = pytest.importorskip("page", reason="page-validation is not installed")
    failures = [
        failure
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
        if failure.rule_id != MISREAD
    ]
    return sorted({f"{failure.rule_id}: {failure.message}" for failure in failures}) + [
        f"stream at {place} is not as long as it says" for place in wrong_lengths(pdf)
    ]


def wrong_lengths(pdf):
    """Where streams begin behind whose said length no ``endstream`` stands."""
    return [
        found.end()
        for found in STREAM.finditer(pdf)
        if not pdf[found.end() + int(found[1]) :][:12].lstrip(b"\r\n").startswith(b"endstream")
    ]


def outline_of(pdf):
    """``[(level, title, page), …]`` of the bookmarks, pages from 1."""
    found = []

    def walk(items, level):
        for item in items:
            found.append((level, str(item.title), pages[item.destination[0].objgen]))
            walk(item.children, level + 1)

    with opened(pdf) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        with document.open_outline() as outline:
            walk(outline.root, 1)
    return found


def type_sizes(pdf, page=None):
    """The sizes of type in points, of all pages or of one."""
    sizes = set()
    with opened(pdf) as document:
        for each in [document.pages[page - 1]] if page else document.pages:
            for instruction in pikepdf.parse_content_stream(each, "Tf"):
                sizes.add(round(float(instruction.operands[1]) * 0.75, 1))  # laid out in pixels
    return sizes


def lines_of(pdf):
    """Of each page its lines of text from top to bottom, without the running lines of its margins."""
    out = subprocess.run(
        ["pdftotext", "-q", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    pages = []
    for page in BeautifulSoup(out, "html.parser").find_all("page"):
        found = [(float(line["ymin"]), line.get_text(" ")) for line in page.find_all("line")]
        top, bottom = MARGIN, float(page["height"]) - MARGIN
        pages.append(
            [" ".join(text.split()) for y, text in sorted(found) if top < y < bottom - MARGIN / 4]
        )
    return pages


def codes_on(pdf, page, *, resolution=300):
    """What the QR codes on a page say, as a telephone reads them from print."""
    zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    return [code.text for code in zxingcpp.read_barcodes(drawn(pdf, page, resolution=resolution))]


def drawn(pdf, page, *, resolution):
    """A page as grey dots, so many to the inch."""
    picture = subprocess.run(
        ["pdftoppm", "-r", str(resolution), "-gray", "-f", str(page), "-l", str(page), "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout
    return Image.open(io.BytesIO(picture))


def ink_on(pdf, page):
    """How far a page's ink stays from its left, upper, right and lower edge, in millimetres."""
    dots = drawn(pdf, page, resolution=254)  # ten to the millimetre
    left, top, right, bottom = dots.point(lambda grey: 255 * (grey < 128)).getbbox()
    return left / 10, top / 10, (dots.width - right) / 10, (dots.height - bottom) / 10


def whitest(pdf):
    """Of each page the tallest stretch without any ink, as a share of the page's height."""
    with opened(pdf) as document:
        pages = len(document.pages)
    return [_whitest(drawn(pdf, page, resolution=36)) for page in range(1, pages + 1)]


def _whitest(dots):
    rows = [dots.crop((0, y, dots.width, y + 1)).getextrema()[0] for y in range(dots.height)]
    inked = [y for y, darkest in enumerate(rows) if darkest < 250]
    return max(below - above for above, below in pairwise([0, *inked, dots.height])) / dots.height


def ink_used(pdf):
    """How much of all pages is black, from 0 to 1."""
    with opened(pdf) as document:
        pages = len(document.pages)
    means = [ImageStat.Stat(drawn(pdf, n + 1, resolution=50)).mean[0] for n in range(pages)]
    return 1 - sum(means) / pages / 255


def ink_beside(pdf, page, word):
    """Where ink begins and ends, in millimetres, on a line through the page at the height of ``word``."""
    place = next(each for each in words_on(pdf, page) if each.text == word)
    dots = drawn(pdf, page, resolution=254)  # ten to the millimetre
    height = round((place.top + place.bottom) / 2 / POINT * 10)
    row = dots.crop((0, height, dots.width, height + 1)).point(lambda grey: grey < 128).tobytes()
    edges = [x / 10 for x in range(1, len(row)) if row[x] != row[x - 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def words_on(pdf, page):
    """The ``Word``s of a page in the order of its text."""
    out = subprocess.run(
        ["pdftotext", "-q", "-bbox", "-f", str(page), "-l", str(page), "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout
    return [
        Word(word.get_text(), *(float(word[side]) for side in ("xmin", "ymin", "xmax", "ymax")))
        for word in BeautifulSoup(out, "html.parser").find_all("word")
    ]
