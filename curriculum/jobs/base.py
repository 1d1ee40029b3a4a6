"""What a room brings to have something run as a job."""

from dataclasses import dataclass, field

from ..registry import Registry


class Cancelled(Exception):
    """The person who started the job asked to stop it."""


@dataclass(frozen=True)
class JobResult:
    """What a finished job leaves: a file to download, an outcome to show, or both.

    ``content`` is bytes or a Django ``File``; ``filename`` must be neutral: no
    person, organisation or module in it. ``outcome`` is JSON for the kind's template.
    """

    filename: str = ""
    content: object = None
    outcome: dict = field(default_factory=dict)


class JobKind:
    """One kind of job. Registered in a room's ``job_kinds`` seam file."""

    code = ""
    label = ""
    #: Template that shows ``job.outcome`` below the progress bar; optional.
    outcome_template = ""

    def run(self, *, job, progress):
        """Do the work and return a ``JobResult`` or None.

        ``progress(done, total, message="")`` stores how far it is and raises
        ``Cancelled`` when the person asked to stop. A ``Refused`` is shown to
        the person as it is; any other exception as a general sentence.
        """
        raise NotImplementedError

    def about(self, params):
        """What tells a job from others of its kind, for the list; nothing that names a person."""
        return ""

    def has_left_out(self, outcome):
        """Whether a job that is done left something out, so that it is worth trying again."""
        return False


job_kinds = Registry("job_kinds")
