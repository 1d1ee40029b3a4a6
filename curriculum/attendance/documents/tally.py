"""The tally sheet: boxes to tick, no names, no signature, torn up once it is saved."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents
from curriculum.handouts.editions import Layout
from curriculum.languages import InLanguage

from ..domain.values import values_of
from ..enums import OPEN, Dimension
from .base import BlankSheet, StaffSheet

#: Boxes for those who came, and for those of them who came for the first time: the same number,
#: since on a first day everybody may.
ROOM_OF_A_SHEET = 100


@documents.register
class TallySheet(StaffSheet):
    code = "tally-sheet"
    label = gettext_lazy("Tally sheet")
    description = gettext_lazy("Boxes to count who came. Without names or signatures.")
    template = "curriculum/attendance/print/tally_sheet.html"
    layouts = (Layout.STANDARD,)
    file_stem = InLanguage(es="conteo", en="tally")
    order = 40

    def rows(self, user):
        yield from self.blank_rows()
        for session in self.sessions_of(user).filter(status__in=OPEN):
            yield self.session_row(session)

    def title(self, subject):
        return _("Tally sheet")

    def context(self, subject, sheet_number="", **options):
        """``sheet_number`` tells the sheets of one session apart; by hand where it is not given."""
        return {
            "head": "",
            "foot": _("Tally sheet"),
            "reference": "" if isinstance(subject, BlankSheet) else subject.reference,
            "sheet_number": sheet_number,
            "boxes_from": range(0, ROOM_OF_A_SHEET, 25),
            "tallies": [
                (dimension.label, list(values_of(dimension).values()))
                for dimension in Dimension
                if dimension != Dimension.ARRIVAL
            ],
        }
