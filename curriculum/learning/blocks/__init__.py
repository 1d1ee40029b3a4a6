from .body import LessonBody

__all__ = ["LessonBody"]
