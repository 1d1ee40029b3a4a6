"""No list of workers exists: no column could hold one."""

import re

from django.apps import apps
from django.db import models

from .rooms import HEIGHT

#: What a column about a worker would be called.
FORBIDDEN = re.compile(
    r"(first|last|full|sur|worker|participant)_?name|nombre|signature|firma|curp|rfc|nss"
    r"|photo|face|finger|ip_?address|remote_addr|user_agent|birth|e?mail$|cell_?phone",
)
#: Where staff, who are users, are the owners of a row.
STAFF = {"curriculum_people"}


def test_forbidden_field_kinds():
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in set(HEIGHT) - STAFF
        for field in model._meta.get_fields()
        if FORBIDDEN.search(field.name)
        or isinstance(field, (models.EmailField, models.GenericIPAddressField))
    ]

    assert found == []
