from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied

from .domain.tries import is_closed


class SlowGuessingBackend:
    """Stands before the backends that know passwords, and sends away who has tried too often."""

    def authenticate(self, request, **credentials):
        if is_closed(name=name_in(credentials)):
            raise PermissionDenied


def name_in(credentials):
    """The account name that was typed; Django's form calls it ``username`` whatever the field."""
    field = get_user_model().USERNAME_FIELD
    return str(credentials.get("username") or credentials.get(field) or "")
