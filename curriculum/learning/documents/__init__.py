"""What of the curriculum is printed, one module a family."""

from . import certificates, guides, handouts, questions, wall

__all__ = ["certificates", "guides", "handouts", "questions", "wall"]
