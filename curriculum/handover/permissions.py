"""Who may carry a school away, and who may bring one in.

Coordinators of a partner may carry away (``people`` gives them that): all that
is published, and what their own partner learned. Bringing in overwrites what
the package holds wherever it stands, so it is for whoever runs the site, for
those to whom they give the permission, and for those of whom a room above
says that there is nobody else here whose work could be touched.
"""

from .base import import_rules

EXPORT = "curriculum_handover.export_package"
IMPORT = "curriculum_handover.import_package"


def may_export(user):
    return user.is_active and user.has_perm(EXPORT)


def may_import(user):
    return user.is_active and (
        user.has_perm(IMPORT) or any(rule.allows(user) for rule in import_rules)
    )
