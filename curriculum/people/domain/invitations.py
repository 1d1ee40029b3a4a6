"""Joining a partner by a link that works once."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings as django_settings
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled
from wagtail.log_actions import log

from curriculum.conf import settings

from ..enums import Role
from ..models import Invitation
from ..refusals import PeopleRefused
from .provisioning import add_member, neutral_title


def invite(*, partner, role=Role.TRAINER, by=None):
    """Make an invitation and return ``(invitation, token)``. The token is kept nowhere."""
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        partner=partner,
        role=Role(role),
        token_digest=digest_of(token),
        expires_at=timezone.now() + timedelta(hours=settings.PEOPLE_INVITATION_HOURS),
    )
    log(invitation, "curriculum.invitation.make", user=by, title=neutral_title(invitation))
    return invitation, token


def invitation_url(*, token):
    """Absolute address at which the invitation is accepted; the host name comes from settings."""
    path = reverse("curriculum_people:accept", args=[token])
    return django_settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def send_invitation(*, url, email):
    """Mail the link. Nothing in the mail but the link says who, where or what for."""
    body = _("Somebody wants to work with you. Open this link within a day:")
    footer = _("If you did not expect this, leave it: nothing happens.")
    send_mail(_("An invitation"), f"{body}\n\n{url}\n\n{footer}\n", None, [email])


def open_invitation(*, token):
    """The invitation of this token, or None once it has been used or its time is over."""
    with scopes_disabled():
        found = Invitation.objects.open().filter(token_digest=digest_of(token))
        return found.select_related("partner").first()


@transaction.atomic
def accept_invitation(*, token, user, password):
    """Save ``user`` (new, with its names set) as a member, and return it.

    Refuses ``invitation-over``. ``ValidationError`` for a weak password.
    """
    with scopes_disabled():
        used = (
            Invitation.objects.open()
            .filter(token_digest=digest_of(token))
            .update(used_at=timezone.now())
        )
        if not used:
            raise PeopleRefused("invitation-over", _("This invitation is no longer valid."))
        invitation = Invitation.objects.select_related("partner").get(token_digest=digest_of(token))
    user.curriculum_joining = invitation.partner
    validate_password(password, user)
    user.set_password(password)
    user.save()
    add_member(partner=invitation.partner, user=user, role=invitation.role, by=user)
    log(invitation, "curriculum.invitation.accept", user=user, title=neutral_title(invitation))
    return user


@transaction.atomic
def withdraw_invitation(*, invitation, by=None):
    """Make a link worthless before it is used."""
    log(invitation, "curriculum.invitation.withdraw", user=by, title=neutral_title(invitation))
    invitation.delete()


def digest_of(token):
    return hashlib.sha256(token.encode()).hexdigest()
