"""The evidence of a session: two counts that agree, instead of a list of those who came."""

import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents
from curriculum.languages import InLanguage

from ..domain.counting import tally_of
from ..enums import OPEN, Accommodation, Status
from .base import BlankSheet, StaffSheet

#: So long after it was held a session's sheet stands in the print centre.
SHOWN_FOR = datetime.timedelta(days=92)


@documents.register
class EvidenceSheet(StaffSheet):
    """Filled in as far as the session is known; before it is held, day and numbers stay empty."""

    code = "session-evidence"
    label = gettext_lazy("Evidence of a session")
    description = gettext_lazy(
        "What was taught, and two counts that agree. No names, no signatures."
    )
    template = "curriculum/attendance/print/evidence_sheet.html"
    file_stem = InLanguage(es="evidencia", en="evidence")
    order = 50

    def rows(self, user):
        yield from self.blank_rows()
        since = timezone.localdate() - SHOWN_FOR
        shown = Q(status__in=OPEN) | Q(status=Status.HELD, local_date__gte=since)
        for session in self.sessions_of(user).filter(shown):
            yield self.session_row(session)

    def title(self, subject):
        return _("Evidence of a session")

    def context(self, subject, **options):
        context = {"head": "", "foot": _("Evidence of a session")}
        if isinstance(subject, BlankSheet):
            return context | {"modules": [("", "")]}
        tally = tally_of(session=subject) if subject.is_held else None
        return context | {
            "reference": subject.reference,
            "modules": [_taught(taught) for taught in subject.modules.select_related("snapshot")],
            "form": subject.get_form_display(),
            "day": subject.local_date if subject.is_held else None,
            "state": subject.get_state_display() if subject.is_held else "",
            "minutes": subject.held_minutes or "",
            "total": tally.total if tally else "",
            "first_time": tally.first_time if tally else "",
            "accommodations": [Accommodation(code).label for code in subject.accommodations],
            "is_held": subject.is_held,
        }


def _taught(taught):
    """``(title, version)`` of a module; what is for women only keeps its number alone."""
    title = _("Module") if taught.session.is_women_only else taught.title
    if taught.snapshot is None:
        return title, ""
    return title, taught.snapshot.short_digest
