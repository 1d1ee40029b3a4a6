from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from . import admin_urls, dead_ends
from .domain.access import is_coordinator, is_member
from .guard import is_open_address


class TeamMenuItem(MenuItem):
    def is_shown(self, request):
        return is_coordinator(request.user)


@hooks.register("register_admin_urls")
def register_people_urls():
    return [path("curriculum/people/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def register_team_menu_item():
    return TeamMenuItem(
        _("Team"),
        reverse("curriculum_people_admin:members"),
        name="curriculum-people",
        icon_name="group",
        order=9100,
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, label, message in (
        ("curriculum.partner.provision", _("Set up partner"), _("Partner set up")),
        ("curriculum.member.add", _("Add member"), _("Member added")),
        ("curriculum.member.change_role", _("Change role"), _("Role changed")),
        ("curriculum.member.remove", _("Remove member"), _("Member removed")),
        ("curriculum.invitation.make", _("Invite"), _("Invitation made")),
        ("curriculum.invitation.accept", _("Accept invitation"), _("Invitation accepted")),
        ("curriculum.invitation.withdraw", _("Withdraw invitation"), _("Invitation withdrawn")),
    ):
        actions.register_action(action, label, message)


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_pages(pages, request):
    if not is_member(request.user):
        return pages
    own = policy_registry.get_by_type(pages.model).explorable_instances(request.user)
    return pages.filter(pk__in=own.values("pk"))


@hooks.register("construct_main_menu")
@hooks.register("construct_reports_menu")
@hooks.register("construct_settings_menu")
@hooks.register("construct_help_menu")
def offer_what_is_open(request, menu_items):
    if is_member(request.user):
        menu_items[:] = [item for item in menu_items if is_open_address(item.url)]


@hooks.register("construct_page_listing_buttons")
def offer_what_may_be_opened(buttons, page, user, context=None):
    if is_member(user):
        dead_ends.take_away_from_row(buttons, page=page, user=user)


@hooks.register("construct_snippet_listing_buttons")
def offer_translating_what_may_be_changed(buttons, snippet, user):
    if is_member(user):
        dead_ends.take_away_translation(buttons, snippet=snippet, user=user)
