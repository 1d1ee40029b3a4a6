"""Vector shapes: QR codes and boxes to tick, each with a title that is read aloud."""

import segno
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ..editions import Paper

#: Millimetres of a box to tick, and between two groups of five: a row of five groups fills the
#: width of the text, which on A4 is 6 mm less.
BOX_AND_GAP = {Paper.A4: (6.0, 3.5)}
USUAL_BOX_AND_GAP = (6.2, 3.8)
STROKE = 0.265  # .75 pt


def qr_code(*, address, title):
    """An SVG of the address without quiet zone (the paper around it), one path, 20 mm by its class."""
    matrix = segno.make(address, error="m", micro=False).matrix
    path = "".join(_run(x, y, length) for y, row in enumerate(matrix) for x, length in _runs(row))
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img">'
        '<title>{1}</title><path d="{2}"/></svg>',
        len(matrix),
        title,
        path,
    )


def _runs(row):
    start = None
    for x, module in enumerate([*row, 0]):
        if module and start is None:
            start = x
        elif not module and start is not None:
            yield start, x - start
            start = None


def _run(x, y, length):
    return f"M{x} {y}h{length}v1h-{length}z"


def tally_boxes(*, count, start=0, numbers=True, paper=Paper.LETTER):
    """A row of boxes in groups of five, with the running number under each group's last box."""
    box, gap = BOX_AND_GAP.get(paper, USUAL_BOX_AND_GAP)
    group = 5 * box + gap
    width = count // 5 * group - gap + 0.5
    height = box + (4.2 if numbers else 0.5)
    rects = "".join(
        f'<rect x="{0.25 + n // 5 * group + n % 5 * box:.2f}" y="0.25" width="{box}" height="{box}"/>'
        for n in range(count)
    )
    labels = "".join(
        f'<text x="{0.25 + g * group + 5 * box:.2f}" y="{box + 3.7}">{start + 5 * (g + 1)}</text>'
        for g in range(count // 5 if numbers else 0)
    )
    return format_html(
        '<svg class="boxes" xmlns="http://www.w3.org/2000/svg" width="{0}mm" height="{1}mm"'
        ' viewBox="0 0 {0} {1}" role="img"><title>{2}</title>'
        '<g fill="none" stroke="#000" stroke-width="{3}">{4}</g>'
        '<g font-size="3" text-anchor="end" font-family="Noto Sans">{5}</g></svg>',
        f"{width:.2f}",
        f"{height:.2f}",
        _("%(count)s boxes to tick") % {"count": count},
        STROKE,
        mark_safe(rects),  # numbers alone
        mark_safe(labels),  # numbers alone
    )
