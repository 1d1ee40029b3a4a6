from curriculum.refusals import Refused


class KnowledgeRefused(Refused):
    """A verb on a learning said no. Codes are listed in the room's README."""
