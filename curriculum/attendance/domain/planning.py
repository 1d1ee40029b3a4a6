"""What somebody chooses from to plan a session, and what they most likely choose."""

from dataclasses import dataclass

import swapper
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.admin.utils import get_user_display_name
from wagtail.permissions import page_permission_policy

from curriculum.learning.mixins import ModuleMixin, ProgrammeMixin
from curriculum.people.models import Membership

from ..enums import Modality, zone_of
from ..models import TrainingSession

Page = swapper.load_model("wagtailcore", "Page")


@dataclass(frozen=True)
class Teachable:
    """A module in the languages in which it is published: ``pages`` is ``{language: page}``."""

    key: str
    title: str
    programme: str
    pages: dict


def teachable_pages(*, user):
    """Queryset of the published modules that ``user`` may teach, in tree order.

    Those that another partner restricted to its own people are not among them.
    """
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    public = Page.objects.live().public()
    return (
        Page.objects.live()
        .type(ModuleMixin)
        .filter(Q(pk__in=public.values("pk")) | Q(pk__in=editable.values("pk")))
        .select_related("locale")
        .order_by("path")
    )


def teachables(*, user):
    """``{key: Teachable}``, each module once, titled in the active language where it has one."""
    pages = list(teachable_pages(user=user))
    programmes = {
        page.path: page.title for page in Page.objects.type(ProgrammeMixin).only("path", "title")
    }
    by_key = {}
    for page in pages:
        by_key.setdefault(page.translation_key.hex, {})[page.locale.language_code] = page
    return {key: _teachable(key, found, programmes) for key, found in by_key.items()}


def _teachable(key, pages, programmes):
    shown = pages.get(get_language()) or next(iter(pages.values()))
    programme = next(
        (title for path, title in programmes.items() if shown.path.startswith(path)), ""
    )
    return Teachable(key=key, title=shown.title, programme=programme, pages=pages)


def facilitators_of(*, partner, first=None):
    """The staff of a partner who may facilitate, ``first`` before the others."""
    members = Membership.objects.filter(partner=partner, user__is_active=True)
    people = [member.user for member in members.select_related("user__wagtail_userprofile")]
    return sorted(people, key=lambda user: (user != first, get_user_display_name(user).casefold()))


def usual_details(*, user, partner):
    """Where and when ``user`` held a session last: what the next plan begins with."""
    sessions = TrainingSession.objects.filter(partner=partner).select_related("sector")
    last = sessions.run_by(user).order_by("-starts_at").first()
    last = last or sessions.order_by("-starts_at").first()
    if last is None:
        return {
            "state": partner.states[0] if partner.states else "",
            "time": "10:00",
            "modality": Modality.IN_PERSON,
        }
    return {
        "state": last.state,
        "time_zone": own_zone(last),
        "sector": last.sector.code if last.sector else "",
        "time": f"{last.local_start:%H:%M}",
        "modality": last.modality,
    }


def own_zone(session):
    """The clock of a session whose town keeps another one than its state, else ""."""
    return "" if session.time_zone == zone_of(session.state) else session.time_zone
