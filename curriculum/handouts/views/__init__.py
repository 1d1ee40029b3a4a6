from .centre import PrintCentreView
from .choose import ChooseView, EstimateView
from .genuine import genuine
from .sheet import SheetView

__all__ = ["ChooseView", "EstimateView", "PrintCentreView", "SheetView", "genuine"]
