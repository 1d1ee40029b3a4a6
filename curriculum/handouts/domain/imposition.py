"""Files for the printer alone: a booklet's pages two on a side, a poster cut into two sheets.

Tags and links don't survive it, so each stands beside the tagged file, never instead.
"""

import io

#: Four pages a sheet: what is missing is filled with pages for notes.
PAGES_PER_SHEET = 4


def missing_pages(pages):
    """How many pages a booklet of ``pages`` wants, so that its last sheet is full."""
    return -pages % PAGES_PER_SHEET


def order(pages):
    """``[(left, right), …]`` of the sides of a saddle-stitched booklet, front and back in turn.

    Numbers begin at 0; ``None`` is an empty half.
    """
    total = pages + missing_pages(pages)
    sides = []
    for sheet in range(total // PAGES_PER_SHEET):
        first, last = 2 * sheet, total - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return [tuple(n if n < pages else None for n in side) for side in sides]


def impose(pdf):
    """``pdf`` (bytes, all pages of one size) as sides of twice its width, to be stapled."""
    source = _opened(pdf)
    width, height = source.pages[0].mediabox.width, source.pages[0].mediabox.height
    sides = []
    for side in order(len(source.pages)):
        sides.append(_blank(width=2 * width, height=height))
        for half, number in enumerate(side):
            if number is not None:
                _lay(source.pages[number], on=sides[-1], right=half * width)
    return _written(sides, source)


def cut(pdf, *, marks):
    """Each page of ``pdf`` (bytes) as two: its upper and its lower end, to be taped together.

    ``marks`` (bytes) has a page for either end, which says the size of the
    sheet and what is drawn over it. What is higher than both sheets together
    would be lost, and what is lower stands on both.
    """
    source, drawn = _opened(pdf), _opened(marks)
    sheets = []
    for page in source.pages:
        for mark, is_upper in zip(drawn.pages, (True, False), strict=True):
            width, height = mark.mediabox.width, mark.mediabox.height
            sheets.append(_blank(width=width, height=height))
            _lay(page, on=sheets[-1], up=height - page.mediabox.height if is_upper else 0)
            _lay(mark, on=sheets[-1])
    return _written(sheets, source)


def _opened(pdf):
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(pdf))


def _blank(*, width, height):
    # Not the writer's own: what is laid on those is lost when they are made smaller.
    from pypdf import PageObject

    return PageObject.create_blank_page(width=width, height=height)


def _lay(page, *, on, right=0, up=0):
    from pypdf import Transformation

    on.merge_transformed_page(page, Transformation().translate(right, up))


def _written(pages, source):
    """A small file of ``pages``, under the title of ``source``."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for page in pages:
        writer.add_page(page)
    writer.metadata = {"/Title": (source.metadata or {}).get("/Title", ""), "/Producer": "pypdf"}
    writer.compress_identical_objects()
    for page in writer.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
