from curriculum.refusals import Refused


class LearningRefused(Refused):
    """A verb of this room said no."""
