"""Everything that makes an organisation a partner, and a person its member."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from ..enums import Role
from ..models import Membership, PartnerOrganisation
from ..refusals import PeopleRefused
from .access import forget_memberships
from .leaving import release_locks
from .permissions import (
    COLLECTION_PERMISSIONS,
    COORDINATOR_PAGE_PERMISSIONS,
    COORDINATOR_PERMISSIONS,
    TRAINER_PAGE_PERMISSIONS,
    TRAINER_PERMISSIONS,
    page_permissions_named,
    permissions_named,
)
from .sections import make_sections, sections_of
from .sessions import end_sessions


@transaction.atomic
def provision_partner(
    *, name, kind, sectors=(), states=(), sections_below=None, sections=None, by=None
):
    """Make a partner with all that it needs, or nothing of it, and return it.

    A section in every content locale (``sections_below``: pages under which
    they stand, by default each locale's home; ``sections``: pages that are
    there already, as after an import), a collection, a group for each
    role with its permissions, and a workflow in which coordinators approve.
    Group and workflow names are neutral, since every member can meet them.
    ``sectors`` are ``Sector`` objects, ``states`` ISO 3166-2:MX codes.

    Refuses ``name-missing``, ``name-taken``.
    """
    name = " ".join(name.split())
    if not name:
        raise PeopleRefused("name-missing", _("The organisation needs a name."))
    if PartnerOrganisation.objects.filter(name__iexact=name).exists():
        raise PeopleRefused("name-taken", _("There is already a partner with this name."))
    partner = PartnerOrganisation(name=name, kind=kind, states=list(states))
    if sections is None:
        sections = make_sections(name=name, below=sections_below)
    partner.section_key = sections[0].translation_key if sections else None
    partner.collection = Collection.get_first_root_node().add_child(name=name)
    partner.trainers = Group.objects.create(name=f"{partner.pk.hex[:12]} · 1")
    partner.coordinators = Group.objects.create(name=f"{partner.pk.hex[:12]} · 2")
    partner.save()
    partner.sectors.set(sectors)
    grant_permissions(partner=partner)
    _make_workflow(partner, sections)
    log(partner, "curriculum.partner.provision", user=by, title=neutral_title(partner))
    return partner


@transaction.atomic
def grant_permissions(*, partner):
    """Give both groups of ``partner`` what their roles may do. May be run again at any time:

    after a room or a content language has been added.
    """
    sections = list(sections_of(partner=partner))
    on_files = permissions_named(COLLECTION_PERMISSIONS)
    for group, names, page_names in (
        (partner.trainers, TRAINER_PERMISSIONS, TRAINER_PAGE_PERMISSIONS),
        (partner.coordinators, COORDINATOR_PERMISSIONS, COORDINATOR_PAGE_PERMISSIONS),
    ):
        group.permissions.add(*permissions_named(names))
        on_pages = page_permissions_named(page_names)
        GroupPagePermission.objects.bulk_create(
            (
                GroupPagePermission(group=group, page=section, permission=permission)
                for permission in on_pages
                for section in sections
            ),
            ignore_conflicts=True,
        )
        GroupCollectionPermission.objects.bulk_create(
            (
                GroupCollectionPermission(
                    group=group, collection=partner.collection, permission=permission
                )
                for permission in on_files
            ),
            ignore_conflicts=True,
        )


def _make_workflow(partner, sections):
    """Every partner's workflow has the same name: workflows are shown across partners."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Review before publication")
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(partner.coordinators)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for section in sections:
        WorkflowPage.objects.create(workflow=workflow, page_id=section.pk)


@transaction.atomic
def add_member(*, partner, user, role, by=None):
    """Make ``user`` a trainer or coordinator of ``partner`` and return the membership.

    Refuses ``already-member``.
    """
    with scopes_disabled():
        membership, created = Membership.objects.get_or_create(
            partner=partner, user=user, defaults={"role": Role(role)}
        )
    if not created:
        raise PeopleRefused("already-member", _("This person already belongs to the partner."))
    _set_groups(membership)
    log(membership, "curriculum.member.add", user=by, title=neutral_title(membership))
    return membership


@transaction.atomic
def change_role(*, membership, role, by=None):
    """Give a member the other role. It holds from the next request on.

    Refuses ``last-coordinator``.
    """
    if membership.role == Role(role):
        return membership
    if Role(role) != Role.COORDINATOR:
        _keep_a_coordinator(membership)
    membership.role = Role(role)
    membership.save(update_fields=["role"])
    _set_groups(membership)
    log(membership, "curriculum.member.change_role", user=by, title=neutral_title(membership))
    return membership


@transaction.atomic
def remove_member(*, membership, by=None):
    """Take a person out of a partner: at once, wherever they are signed in.

    Their drafts stay for their colleagues, and what they had locked is unlocked. Who belongs nowhere any more, and does not run the installation, can no
    longer sign in. Refuses ``last-coordinator``, unless an operator asks.
    """
    if not (by and by.is_superuser):
        _keep_a_coordinator(membership)
    user, partner = membership.user, membership.partner
    user.groups.remove(partner.trainers, partner.coordinators)
    release_locks(user=user, partner=partner, by=by)
    log(membership, "curriculum.member.remove", user=by, title=neutral_title(membership))
    membership.delete()
    forget_memberships(user)
    with scopes_disabled():
        belongs_elsewhere = Membership.objects.filter(user=user).exists()
    if not (belongs_elsewhere or user.is_superuser or user.groups.exists()):
        user.is_active = False
        user.save(update_fields=["is_active"])
    end_sessions(user=user)


def _keep_a_coordinator(membership):
    if membership.role != Role.COORDINATOR:
        return
    with scopes_disabled():
        others = Membership.objects.filter(
            partner=membership.partner, role=Role.COORDINATOR, user__is_active=True
        ).exclude(pk=membership.pk)
        if others.select_for_update().exists():
            return
    raise PeopleRefused(
        "last-coordinator",
        _("The last coordinator stays: make somebody else a coordinator first."),
    )


def _set_groups(membership):
    partner, user = membership.partner, membership.user
    by_role = {Role.TRAINER: partner.trainers, Role.COORDINATOR: partner.coordinators}
    group = by_role.pop(membership.role)
    user.groups.remove(*by_role.values())
    user.groups.add(group)
    forget_memberships(user)


def neutral_title(instance):
    """What the log calls it: log titles outlive what they name."""
    return f"{instance._meta.model_name} {str(instance.pk)[:8]}"
