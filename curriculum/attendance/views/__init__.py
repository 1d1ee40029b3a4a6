from .closing import CloseView, ConflictView
from .counting import CountView
from .entries import EntriesView
from .listing import SessionsView
from .planning import ChangeView, PlanView
from .session import SessionView
from .totals import CorrectView, TotalsView

__all__ = [
    "ChangeView",
    "CloseView",
    "ConflictView",
    "CorrectView",
    "CountView",
    "EntriesView",
    "PlanView",
    "SessionView",
    "SessionsView",
    "TotalsView",
]
