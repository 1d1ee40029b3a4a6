import swapper
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.compare import register_comparison_class
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from . import admin_urls
from .admin_views import reports
from .admin_views.home import ToReviewPanel
from .comparing import ChosenLessons
from .fields import LessonsField
from .links import ExternalLinkHandler
from .viewsets import ReferenceViewSetGroup

register_snippet(ReferenceViewSetGroup)
register_comparison_class(LessonsField, comparison_class=ChosenLessons)


@hooks.register("register_admin_urls")
def register_learning_urls():
    return [path("curriculum/learning/", include(admin_urls))]


@hooks.register("register_rich_text_features", order=200)
def register_external_links(features):
    features.register_link_type(ExternalLinkHandler)


class EditorsMenuItem(MenuItem):
    def is_shown(self, request):
        policy = policy_registry.get_by_type(swapper.load_model("wagtailcore", "Page"))
        return policy.user_has_any_permission(request.user, reports.EDITING)


def report_menu_item(view, order):
    url = reverse(view.index_url_name)
    name = view.index_url_name.replace(":", "-")
    return EditorsMenuItem(view.page_title, url, name=name, icon_name=view.header_icon, order=order)


@hooks.register("register_reports_menu_item")
def register_translations_report():
    return report_menu_item(reports.TranslationsBehindView, 300)


@hooks.register("register_reports_menu_item")
def register_lessons_report():
    return report_menu_item(reports.LessonsToLookAtView, 310)


@hooks.register("register_reports_menu_item")
def register_citations_report():
    return report_menu_item(reports.CitationsView, 320)


@hooks.register("construct_homepage_panels")
def add_review_panel(request, panels):
    panels.append(ToReviewPanel())


class WithdrawalFormatter(LogFormatter):
    """Says why beside what was done."""

    label = _("Withdraw change of the law")

    def format_message(self, log_entry):
        return _("Change withdrawn: %(reason)s") % {"reason": log_entry.data["reason"]}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, label, message in (
        ("curriculum.law_change.record", _("Record change of the law"), _("Change recorded")),
        ("curriculum.law_change.revise", _("Correct change of the law"), _("Change corrected")),
        (
            "curriculum.law_review.confirm",
            _("Compare with a change of the law"),
            _("Compared with a change of the law: still right"),
        ),
        (
            "curriculum.programme.share_switches",
            _("Take over who finds it"),
            _("Access, listing and discretion taken over from another language"),
        ),
    ):
        actions.register_action(action, label, message)
    actions.register_action("curriculum.law_change.withdraw")(WithdrawalFormatter)
