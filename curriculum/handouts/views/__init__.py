from .centre import PrintCentreView
from .sheet import SheetView

__all__ = ["PrintCentreView", "SheetView"]
