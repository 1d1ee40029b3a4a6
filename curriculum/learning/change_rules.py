"""Who may take back a change of the law, which all partners of a site share."""

from curriculum.registry import Registry

from .domain import law_history


class ChangeRule:
    """A condition beside the permission. Registered in a room's ``change_rules`` seam file.

    This room does not know for whom a person works.
    """

    code = ""

    def allows(self, *, recorded_by, user):
        """Whether ``user`` may take back what the users with the ids ``recorded_by`` recorded."""
        raise NotImplementedError


change_rules = Registry("change_rules")


def may_withdraw(*, change, user):
    """Whether ``user`` may take ``change`` back: who may record one, where no rule forbids it."""
    if change.withdrawn_on or not user.has_perm("curriculum_learning.add_legalchange"):
        return False
    recorded_by = law_history.recorders_of(change=change)
    return all(rule.allows(recorded_by=recorded_by, user=user) for rule in change_rules)
