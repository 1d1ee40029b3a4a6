from .listing import SessionsView
from .planning import ChangeView, PlanView
from .session import SessionView

__all__ = ["ChangeView", "PlanView", "SessionView", "SessionsView"]
