"""A change of the law is shared, and taken back by those who recorded it."""

from django_scopes import scopes_disabled

from curriculum.learning.change_rules import ChangeRule, change_rules

from .domain.access import is_member, partners_of
from .models import Membership


@change_rules.register
class OwnChange(ChangeRule):
    """Not the members of another partner than theirs who recorded it, while these work here."""

    code = "own-change"

    def allows(self, *, recorded_by, user):
        if not is_member(user):
            return True
        with scopes_disabled():
            theirs = Membership.objects.filter(user__in=recorded_by)
            partners = set(theirs.values_list("partner", flat=True))
        own = set(partners_of(user).values_list("pk", flat=True))
        return not partners or not partners.isdisjoint(own)
