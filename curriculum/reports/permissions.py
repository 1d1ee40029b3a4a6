"""Who sees figures, and who divides time.

Coordinators see the report of their own partner (``people`` gives them that).
Periods belong to the whole installation: a boundary that one partner moves
changes another one's figures. So they are for whoever runs the site, and for
those to whom they give the permission.
"""

from wagtail.permission_policies import ModelPermissionPolicy

from .models import ReportingPeriod

policy = ModelPermissionPolicy(ReportingPeriod)


def may_see(user):
    return policy.user_has_permission(user, "view")


def may_change(user):
    return policy.user_has_permission(user, "change")
