import tempfile
from itertools import groupby

from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.jobs.base import JobKind, JobResult, job_kinds

from .base import resources
from .domain.bringing_in import apply_import, plan_import
from .domain.packing import pack
from .domain.unpacking import open_package
from .permissions import may_export, may_import
from .refusals import PackageRefused

#: Of each kind of record so many are named; the rest are counted.
NAMED = 50


def label_of(code):
    return str(resources.get(code).label) if code in resources else code


def refuse_unless(allowed):
    """Looked at again when the work begins: permissions may have gone since."""
    if not allowed:
        raise PackageRefused("not-allowed", _("You no longer have the permission to do this."))


@job_kinds.register
class ExportPackage(JobKind):
    code = "handover.export"
    label = gettext_lazy("Carry the school away")
    outcome_template = "curriculum/handover/exported.html"

    def run(self, *, job, progress):
        refuse_unless(may_export(job.started_by))
        file = tempfile.TemporaryFile()  # noqa: SIM115  the job closes it when it is kept
        try:
            manifest = pack(to=file, user=job.started_by, progress=progress)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        counts = [[label_of(code), count] for code, count in sorted(manifest["counts"].items())]
        return JobResult(
            filename=f"curriculum-{timezone.localdate():%Y-%m-%d}.zip",
            content=File(file),
            outcome={"counts": counts, "left_out": manifest["left_out"]},
        )


@job_kinds.register
class PlanImport(JobKind):
    code = "handover.plan"
    label = gettext_lazy("Look at a package")
    outcome_template = "curriculum/handover/plan.html"

    def run(self, *, job, progress):
        refuse_unless(may_import(job.started_by))
        with job.upload.open() as file, open_package(file, progress=progress) as package:
            plan = plan_import(package=package, progress=progress)
            return JobResult(outcome={**describe(plan), "created_on": package.created_on})


@job_kinds.register
class ImportPackage(JobKind):
    code = "handover.import"
    label = gettext_lazy("Bring a package in")
    outcome_template = "curriculum/handover/imported.html"

    def run(self, *, job, progress):
        refuse_unless(may_import(job.started_by))
        with job.upload.open() as file, open_package(file, progress=progress) as package:
            # From here on there is one transaction, in which no progress can be seen.
            progress(9, 10, _("Bringing it in"))
            plan = apply_import(
                package=package, user=job.started_by, expected=job.params.get("plan")
            )
            return JobResult(outcome=describe(plan))


def describe(plan):
    """A ``Plan`` as JSON for people: how many, and of each kind the first by name."""
    return {
        "digest": plan.digest,
        "does_nothing": plan.does_nothing,
        "same": plan.same,
        "unknown": plan.unknown,
        "added": _by_resource(plan.added),
        "changed": _by_resource(plan.changed),
    }


def _by_resource(changes):
    groups = []
    for resource, members in groupby(changes, key=lambda change: change.resource):
        members = list(members)
        groups.append(
            {
                "label": str(resource.label),
                "count": len(members),
                "titles": [change.title for change in members[:NAMED]],
                "more": max(0, len(members) - NAMED),
            }
        )
    return groups
