import tempfile
import zipfile
from decimal import Decimal

from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.handouts.domain.choosing import choice_of, side_price_of
from curriculum.handouts.domain.kits import make_kit
from curriculum.handouts.editions import Edition
from curriculum.jobs.base import JobKind, JobResult, job_kinds
from curriculum.people.domain.access import partner_scope

from .domain.access import sessions_run_by
from .domain.kits import Wishes, gone_from, volumes_of
from .refusals import SessionRefused

#: What a finished job says of each file.
TOLD = ("name", "pages", "sides", "sheets")
#: So many sessions of a job are named in the list of jobs.
NAMED = 3


@job_kinds.register
class PrintKits(JobKind):
    """``params``: ``sessions`` (keys), their ``references``, the fields of ``Wishes``, the ``edition``."""

    code = "attendance.kits"
    label = gettext_lazy("Print kits")
    outcome_template = "curriculum/attendance/kits_made.html"

    def run(self, *, job, progress):
        wishes = Wishes(**{**job.params["wishes"], "edition": Edition(**job.params["edition"])})
        with partner_scope(job.started_by):
            sessions = self.sessions(job)
            file = tempfile.TemporaryFile()  # noqa: SIM115  the job closes it when it is kept
            try:
                outcome = self.pack(file, sessions, wishes, progress)
                outcome["in_all"] = self.in_all(outcome["kits"], job.started_by)
            except BaseException:
                file.close()
                raise
        file.seek(0)
        return JobResult(filename="kits.zip", content=File(file), outcome=outcome)

    def about(self, params):
        references = params.get("references", [])
        more = len(references) - NAMED
        named = ", ".join(references[:NAMED])
        return (
            _("%(sessions)s and %(more)s more") % {"sessions": named, "more": more}
            if more > 0
            else named
        )

    def has_left_out(self, outcome):
        return any(kit["failures"] for kit in outcome.get("kits", []))

    @staticmethod
    def sessions(job):
        """Those that the person may still print: permissions may have gone since."""
        found = list(
            sessions_run_by(user=job.started_by)
            .filter(pk__in=job.params["sessions"])
            .order_by("starts_at", "reference")
            .prefetch_related("modules__page")
        )
        if not found:
            raise SessionRefused(
                "not-yours", _("None of these sessions is yours to print any more.")
            )
        return found

    @staticmethod
    def pack(file, sessions, wishes, progress):
        """Write the kits into ``file``, a zip with one folder a session; gives the job's outcome."""
        kits = []
        with zipfile.ZipFile(file, "w") as archive:
            for number, session in enumerate(sessions):
                kit = make_kit(
                    volumes_of(session, wishes),
                    progress=_share(progress, number, len(sessions), session.reference),
                )
                for made in kit.files:
                    archive.writestr(f"{session.reference}/{made.name}", made.content)
                kits.append(
                    {
                        "reference": session.reference,
                        "files": [
                            {name: getattr(made, name) for name in TOLD} for made in kit.files
                        ],
                        "more": {"sides": kit.more_sides, "sheets": kit.more_sheets},
                        "failures": [*gone_from(session), *kit.failures],
                    }
                )
        return {"kits": kits}

    @staticmethod
    def in_all(kits, user):
        """What printing takes with every copy: sides, sheets, and their price as plain digits."""
        taken = [each for kit in kits for each in [*kit["files"], kit["more"]]]
        sides, sheets = (sum(each[name] for each in taken) for name in ("sides", "sheets"))
        price = side_price_of(choice_of(user))
        return {
            "sides": sides,
            "sheets": sheets,
            "cost": str(sides * Decimal(price)) if price else "",
        }


def _share(progress, number, count, reference):
    """Progress of one of so many kits, in hundredths of its own."""

    def report(done, total, message=""):
        part = 100 * done // total if total else 0
        progress(100 * number + part, 100 * count, f"{reference}: {message}")

    return report
