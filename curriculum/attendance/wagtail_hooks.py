from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for verb, label, message in (
        ("plan", _("Plan session"), _("Session planned")),
        ("change", _("Change session"), _("Plan changed")),
        ("postpone", _("Postpone session"), _("Session postponed")),
        ("cancel", _("Cancel session"), _("Session cancelled")),
        ("suspend", _("Suspend session"), _("Session suspended for safety")),
        ("reopen", _("Reopen session"), _("Session reopened")),
        ("close", _("Close session"), _("Session closed")),
        ("correct", _("Correct counts"), _("Counts corrected")),
        ("decide", _("Decide a conflict"), _("Conflict decided")),
    ):
        actions.register_action(f"curriculum.session.{verb}", label, message)
