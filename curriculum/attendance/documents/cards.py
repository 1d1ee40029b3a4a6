"""Cards to be cut out: a random code each, which nobody wrote down beside a name."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents
from curriculum.handouts.editions import Paper
from curriculum.languages import InLanguage

from ..domain.cards import new_code, spoken
from .base import BlankSheet, StaffSheet

ON_A_SHEET = 10
COLUMNS = 2
#: Millimetres of a card, the size of pre-cut stock (3.5 by 2 inches).
WIDTH, HEIGHT = 88.9, 50.8
PAPERS = {Paper.LETTER: (215.9, 279.4), Paper.A4: (210, 297)}
#: Half a corner's cross, and how far a cut's line is from the cards and how long it is.
CROSS, GAP, MARK = 1.5, 3, 5
MOST_SHEETS = 50


class CardSheetForm(forms.Form):
    sheets = forms.IntegerField(
        label=gettext_lazy("Sheets of ten cards"),
        initial=1,
        min_value=1,
        max_value=MOST_SHEETS,
        required=False,
    )


@documents.register
class CardSheet(StaffSheet):
    """Each printing makes other codes, and keeps none of them."""

    code = "card-sheet"
    label = gettext_lazy("Cards")
    description = gettext_lazy("Ten cards a sheet, each with a code that belongs to nobody yet.")
    template = "curriculum/attendance/print/card_sheet.html"
    has_low_ink = False
    is_one_sided = True
    form_class = CardSheetForm
    file_stem = InLanguage(es="tarjetas", en="cards")
    order = 45

    def rows(self, user):
        yield from self.blank_rows()

    def may_print(self, user, subject):
        return isinstance(subject, BlankSheet) and super().may_print(user, subject)

    def title(self, subject):
        return _("Cards")

    def context(self, subject, sheets=1, edition=None, **options):
        paper = edition.paper if edition else Paper.LETTER
        return {
            "head": "",
            "foot": "",
            "sheets": [
                [_card(paper, place) for place in range(ON_A_SHEET)] for _n in range(sheets)
            ],
            "marks": cut_marks(paper),
            "paper_size": PAPERS[paper],
        }


def _origin(paper):
    """Where the first card begins, so that all ten stand in the middle of the sheet."""
    width, height = PAPERS[paper]
    return (width - COLUMNS * WIDTH) / 2, (height - ON_A_SHEET / COLUMNS * HEIGHT) / 2


def _card(paper, place):
    left, top = _origin(paper)
    code = new_code()
    return {
        "code": code,
        "spoken": spoken(code),
        "left": f"{left + WIDTH * (place % COLUMNS):.2f}",
        "top": f"{top + HEIGHT * (place // COLUMNS):.2f}",
    }


def cut_marks(paper):
    """The ``d`` of an SVG path in millimetres: a cross at every corner, a line at every cut's end."""
    width, height = PAPERS[paper]
    left, top = _origin(paper)
    across = [left + column * WIDTH for column in range(COLUMNS + 1)]
    down = [top + row * HEIGHT for row in range(ON_A_SHEET // COLUMNS + 1)]
    marks = [
        f"M{x - CROSS:.2f} {y:.2f}h{2 * CROSS}M{x:.2f} {y - CROSS:.2f}v{2 * CROSS}"
        for x in across
        for y in down
    ]
    marks += [
        f"M{x:.2f} {top - GAP:.2f}v-{MARK}M{x:.2f} {height - top + GAP:.2f}v{MARK}" for x in across
    ]
    marks += [
        f"M{left - GAP:.2f} {y:.2f}h-{MARK}M{width - left + GAP:.2f} {y:.2f}h{MARK}" for y in down
    ]
    return "".join(marks)
