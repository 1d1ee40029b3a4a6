"""Where one partner has the site to itself, an import can touch nothing of another's."""

from curriculum.handover.base import ImportRule, import_rules

from .domain.access import is_coordinator
from .models import PartnerOrganisation


@import_rules.register
class OnlyPartner(ImportRule):
    """Coordinators of the only partner."""

    code = "only-partner"

    def allows(self, user):
        return is_coordinator(user) and PartnerOrganisation.objects.count() == 1
