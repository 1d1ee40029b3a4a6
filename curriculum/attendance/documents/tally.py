"""The tally sheet: boxes to tick, no names, no signature, torn up once it is saved."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents
from curriculum.handouts.editions import Layout
from curriculum.languages import InLanguage

from ..domain.access import sessions_run_by
from ..domain.values import values_of
from ..enums import Dimension
from .base import BlankSheet, StaffSheet


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
        for session in sessions_run_by(user=user).order_by("-starts_at"):
            if session.is_open:
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
            "arrivals": range(0, 100, 25),
            "first_times": range(0, 75, 25),
            "tallies": [
                (dimension.label, list(values_of(dimension).values()))
                for dimension in Dimension
                if dimension != Dimension.ARRIVAL
            ],
        }
