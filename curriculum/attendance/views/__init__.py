from .closing import CloseView, ConflictView
from .counting import CountView
from .entries import EntriesView
from .kits import KitFileView, KitsView
from .listing import SessionsView
from .moving import CancelView, PostponeView, ReopenView, SuspendView
from .planning import ChangeView, PlanView
from .session import SessionView
from .totals import CorrectView, TotalsView

__all__ = [
    "CancelView",
    "ChangeView",
    "CloseView",
    "ConflictView",
    "CorrectView",
    "CountView",
    "EntriesView",
    "KitFileView",
    "KitsView",
    "PlanView",
    "PostponeView",
    "ReopenView",
    "SessionView",
    "SessionsView",
    "SuspendView",
    "TotalsView",
]
