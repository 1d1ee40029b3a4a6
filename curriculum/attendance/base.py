"""What a higher room asks of the facilitators once a session is closed."""

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
