from curriculum.refusals import Refused


class ReportRefused(Refused):
    """A verb on reporting periods said no. Codes are listed in the room's README."""
