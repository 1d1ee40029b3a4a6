"""The tally sheet: boxes to tick, no names, no signature, torn up once it is saved."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.models import Locale

from curriculum.handouts.base import Document, PrintRow, documents

from .domain.access import runs, sessions_run_by
from .domain.values import values_of
from .enums import Dimension
from .models import TrainingSession

BLANK = "blank-"


@dataclass(frozen=True)
class BlankSheet:
    """A sheet for any session: everything on it is filled in by hand."""

    language: str


@documents.register
class TallySheet(Document):
    """Of a ``TrainingSession``, by whoever runs it, or a ``BlankSheet``, by all staff.

    Place, day and hour of a session are not printed: the sheet may be found.
    """

    code = "tally-sheet"
    label = gettext_lazy("Tally sheet")
    description = gettext_lazy("Boxes to count who came. Without names or signatures.")
    template = "curriculum/attendance/print/tally_sheet.html"
    is_for_staff = True
    order = 40

    def rows(self, user):
        for code in Locale.objects.order_by("pk").values_list("language_code", flat=True):
            with override(code):
                title = _("Blank tally sheet")
            yield PrintRow(key=f"{BLANK}{code}", title=title, language=code, sort=("",))
        for session in sessions_run_by(user=user).order_by("-starts_at"):
            if session.is_open:
                yield PrintRow(
                    key=self.key(session),
                    title=_("Session %(reference)s") % {"reference": session.reference},
                    language=session.language,
                    sort=("", session.reference),
                )

    def get_subject(self, key):
        if key.startswith(BLANK):
            code = key.removeprefix(BLANK)
            return BlankSheet(code) if Locale.objects.filter(language_code=code).exists() else None
        try:
            return TrainingSession.objects.filter(pk=UUID(key)).first()
        except ValueError:
            return None

    def key(self, subject):
        if isinstance(subject, BlankSheet):
            return f"{BLANK}{subject.language}"
        return subject.pk.hex

    def may_print(self, user, subject):
        if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
            return False
        if isinstance(subject, TrainingSession):
            return runs(user=user, session=subject)
        return isinstance(subject, BlankSheet)

    def title(self, subject):
        return _("Tally sheet")

    def language(self, subject):
        return subject.language

    def file_name(self, subject):
        return "conteo.pdf"

    def context(self, subject, **options):
        return {
            "head": "",
            "foot": _("Tally sheet"),
            "reference": "" if isinstance(subject, BlankSheet) else subject.reference,
            "arrivals": range(0, 100, 25),
            "first_times": range(0, 75, 25),
            "tallies": [
                (dimension.label, list(values_of(dimension).values()))
                for dimension in Dimension
                if dimension != Dimension.ARRIVAL
            ],
        }
