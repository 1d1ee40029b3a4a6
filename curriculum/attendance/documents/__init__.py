"""Paper around a session: what is ticked, kept and filed. Names stand on none of it."""

from .base import BlankSheet
from .cards import CardSheet
from .evidence import EvidenceSheet
from .kit import SessionKit
from .tally import TallySheet

__all__ = ["BlankSheet", "CardSheet", "EvidenceSheet", "SessionKit", "TallySheet"]
