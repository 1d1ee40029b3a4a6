"""Figures are a partner's own: each report holds those of one partner."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from curriculum.reports.base import ReportingUnit, ReportingUnits, reporting_units

from .domain.access import is_coordinator, partners_of


@reporting_units.register
class Partners(ReportingUnits):
    """Those that the person coordinates; all for who runs the installation."""

    code = "partner"
    label = _("Partner organisation")

    def units(self, user):
        for partner in partners_of(user):
            if is_coordinator(user, partner):
                yield ReportingUnit(
                    key=str(partner.pk),
                    label=partner.name,
                    scope=partial(scope, partner=[partner.pk]),
                )
