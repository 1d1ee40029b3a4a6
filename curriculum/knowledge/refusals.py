from curriculum.refusals import Refused


class KnowledgeRefused(Refused):
    """A learning could not be kept or changed."""
