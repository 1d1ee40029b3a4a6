from curriculum.refusals import Refused


class PeopleRefused(Refused):
    """A verb on partners, members or invitations said no."""
