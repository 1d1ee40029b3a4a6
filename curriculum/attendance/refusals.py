from curriculum.refusals import Refused


class SessionRefused(Refused):
    """A verb on a session did not do what was asked. Codes are listed in the room's README."""
