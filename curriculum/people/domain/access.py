"""Who belongs to which partner, and what of it a request may see."""

from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django_scopes import scope, scopes_disabled

from ..enums import Role
from ..models import Membership, PartnerOrganisation


def memberships_of(user):
    """The memberships of an active user, as a list; kept on the instance as permissions are."""
    if user is None or not user.is_authenticated or not user.is_active:
        return []
    if not hasattr(user, "_curriculum_memberships_cache"):
        with scopes_disabled():
            user._curriculum_memberships_cache = list(
                Membership.objects.filter(user_id=user.pk).select_related("partner")
            )
    return user._curriculum_memberships_cache


def forget_memberships(user):
    """To be called by every verb that changes them."""
    user.__dict__.pop("_curriculum_memberships_cache", None)
    user.__dict__.pop("_perm_cache", None)
    user.__dict__.pop("_group_perm_cache", None)


def is_operator(user):
    """Runs the installation: sees every partner."""
    return bool(user and user.is_active and user.is_superuser)


def is_member(user):
    """Whether ``user`` is staff of a partner and does not run the installation."""
    return not is_operator(user) and bool(memberships_of(user))


def partners_of(user):
    """Queryset of the partners whose work ``user`` sees: all for who runs the installation."""
    if is_operator(user):
        return PartnerOrganisation.objects.all()
    return PartnerOrganisation.objects.filter(
        pk__in=[membership.partner_id for membership in memberships_of(user)]
    )


def colleagues_of(user):
    """Queryset of the users who are members of a partner of ``user``, themselves included."""
    with scopes_disabled():
        members = Membership.objects.filter(partner__in=partners_of(user)).values("user")
        return get_user_model().objects.filter(pk__in=members)


def is_coordinator(user, partner=None):
    """Whether ``user`` coordinates ``partner``; without one: coordinates any."""
    if is_operator(user):
        return True
    return any(
        membership.role == Role.COORDINATOR
        and (partner is None or membership.partner_id == partner.pk)
        for membership in memberships_of(user)
    )


def current_partner(user):
    """The one partner that ``user`` works for, or None where a choice has to be made."""
    found = list(partners_of(user)[:2])
    return found[0] if len(found) == 1 else None


@contextmanager
def partner_scope(user):
    """Scoped managers show the partners of ``user`` alone, within this block.

    Someone without a partner, signed in or not, sees nothing. Jobs and commands
    that act for a person open it themselves; the middleware does for requests.
    """
    if is_operator(user):
        with scopes_disabled():
            yield
    else:
        partners = [membership.partner_id for membership in memberships_of(user)]
        with scope(partner=partners):
            yield
