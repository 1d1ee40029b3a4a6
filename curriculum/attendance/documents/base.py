from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale

from curriculum.handouts.base import Document, PrintRow
from curriculum.templatetags.curriculum_tags import long_date

from ..domain.access import runs, sessions_run_by
from ..models import TrainingSession

BLANK = "blank-"
#: Later than any session, in seconds.
LATEST = 10**11


@dataclass(frozen=True)
class BlankSheet:
    """A sheet for any session: everything on it is filled in by hand."""

    language: str


class StaffSheet(Document):
    """Of a ``TrainingSession``, by whoever runs it, or of a ``BlankSheet``, by all staff.

    Place, day and hour of what lies ahead are not printed: the sheet may be found.
    """

    is_for_staff = True
    is_kept = False

    def blank_rows(self):
        for code in Locale.objects.order_by("pk").values_list("language_code", flat=True):
            with override(code):
                title = _("For any session")
            yield PrintRow(key=f"{BLANK}{code}", title=title, language=code, sort=("",))

    def sessions_of(self, user):
        """Those that ``user`` runs, with what their lines name."""
        return sessions_run_by(user=user).prefetch_related("modules__page", "modules__snapshot")

    def session_row(self, session):
        title = _("Session %(reference)s, %(date)s") % {
            "reference": session.reference,
            "date": long_date(session.local_date),
        }
        return PrintRow(
            key=self.key(session),
            title=" · ".join(filter(None, [title, session.quiet_title])),
            language=session.language,
            sort=("", *_soonest_first(session), session.reference),
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
        return str(self.label)

    def language(self, subject):
        return subject.language


def _soonest_first(session):
    """What is still to be held, the next first; then what was held, the last first."""
    seconds = int(session.starts_at.timestamp())
    return ("0", f"{seconds:012}") if session.is_open else ("1", f"{LATEST - seconds:012}")
