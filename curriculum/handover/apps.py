from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandoverConfig(AppConfig):
    name = "curriculum.handover"
    label = "curriculum_handover"
    verbose_name = _("Handover")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .base import import_rules, resources

        resources.discover()
        import_rules.discover()
