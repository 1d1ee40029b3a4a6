from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "curriculum.learning"
    label = "curriculum_learning"
    verbose_name = _("Learning")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import signals
        from .change_rules import change_rules
        from .editor_panels import editor_panels
        from .sheet_uses import sheet_uses

        signals.connect()
        change_rules.discover()
        editor_panels.discover()
        sheet_uses.discover()
