"""What a higher room asks of the facilitators once a session is closed."""

from django.urls import reverse

from curriculum.registry import Registry


class ClosingStep:
    """One question after closing. Registered in a room's ``closing_steps`` seam file.

    Steps follow each other in the order of ``order``; each can be skipped.
    """

    code = ""
    label = ""
    order = 100

    def url(self, session):
        """Address of the step's form for one session, or None if it has nothing to ask."""
        raise NotImplementedError


closing_steps = Registry("closing_steps")


def address_after_closing(*, session, code=None):
    """Where to go once the step ``code`` is done or skipped (None: once the session is closed).

    The next step that has something to ask of this session; after the last one
    the session's own page.
    """
    steps = list(closing_steps)
    if code is not None:
        steps = steps[[step.code for step in steps].index(code) + 1 :]
    addresses = (step.url(session) for step in steps)
    page = reverse("curriculum_attendance_admin:session", args=[session.pk])
    return next(filter(None, addresses), page)
