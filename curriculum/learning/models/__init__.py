from .caveats import Colophon, OpenPoint, ReviewFlag
from .keeping import (
    ADDRESS_ALPHABET,
    ImportedRecord,
    ModuleSnapshot,
    Recording,
    ShortAddress,
    new_address,
)
from .law import CitedIn, LawReview, LegalChange, LegalSource
from .vocabulary import GlossaryTerm, HelpContact, Sector, Theme

__all__ = [
    "ADDRESS_ALPHABET",
    "CitedIn",
    "Colophon",
    "GlossaryTerm",
    "HelpContact",
    "ImportedRecord",
    "LawReview",
    "LegalChange",
    "LegalSource",
    "ModuleSnapshot",
    "OpenPoint",
    "Recording",
    "ReviewFlag",
    "Sector",
    "ShortAddress",
    "Theme",
    "new_address",
]
