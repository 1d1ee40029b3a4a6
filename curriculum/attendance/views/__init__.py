from .closing import CloseView, ConflictView
from .counting import CountView
from .entries import EntriesView
from .kits import KitFileView, KitsEstimateView, KitsView
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
    "KitsEstimateView",
    "KitsView",
    "PlanView",
    "PostponeView",
    "ReopenView",
    "SessionView",
    "SessionsView",
    "SuspendView",
    "TotalsView",
]
