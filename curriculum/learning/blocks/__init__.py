from .body import LessonBody
from .facilitators import ScriptBlock

__all__ = ["LessonBody", "ScriptBlock"]
