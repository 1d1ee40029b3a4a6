from .listing import SessionsView
from .session import SessionView

__all__ = ["SessionView", "SessionsView"]
