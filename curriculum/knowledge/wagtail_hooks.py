from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from curriculum.attendance.domain.access import takes_part

from . import admin_urls


class LearningsMenuItem(MenuItem):
    def is_shown(self, request):
        return takes_part(request.user)


@hooks.register("register_admin_urls")
def register_knowledge_urls():
    return [path("curriculum/knowledge/", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def register_learnings_menu_item():
    return LearningsMenuItem(
        _("What we learned"),
        reverse("curriculum_knowledge_admin:index"),
        name="curriculum-knowledge",
        icon_name="comment",
        order=230,
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for verb, label, message in (
        ("record", _("Write learning"), _("Learning written")),
        ("change", _("Change learning"), _("Learning changed")),
        ("withdraw", _("Delete learning"), _("Learning deleted")),
    ):
        actions.register_action(f"curriculum.learning.{verb}", label, message)
