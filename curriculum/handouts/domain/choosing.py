"""How somebody prints: what was chosen last, and what a choice costs."""

from dataclasses import dataclass
from decimal import Decimal

from curriculum.conf import settings

from ..editions import Edition
from ..models import PrintChoice


@dataclass(frozen=True)
class Estimate:
    """What printing ``copies`` of a document takes: pages of one copy, sheets and price of all."""

    pages: int
    sheets: int
    cost: Decimal | None


def estimate(*, edition: Edition, pages, copies, side_price, is_one_sided=False):
    """An ``Estimate``; without a price (None) it has no cost."""
    cost = None if side_price is None else copies * edition.sides(pages) * Decimal(side_price)
    sheets = copies * edition.sheets(pages, is_one_sided=is_one_sided)
    return Estimate(pages=pages, sheets=sheets, cost=cost)


def choice_of(user):
    """How ``user`` printed last; what is usual the first time."""
    return PrintChoice.objects.filter(user=user).first() or PrintChoice(user=user)


def side_price_of(choice):
    """What a printed side costs: as somebody said last, or as the site's settings say."""
    return settings.HANDOUTS_SIDE_PRICE if choice.side_price is None else choice.side_price


def remember(*, user, **chosen):
    """Keep what ``user`` has chosen; what was not asked stays as it was."""
    PrintChoice.objects.update_or_create(user=user, defaults=chosen)
