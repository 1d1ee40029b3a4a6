from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class HandoutsConfig(AppConfig):
    name = "curriculum.handouts"
    label = "curriculum_handouts"
    verbose_name = _("Handouts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .base import documents
        from .checks import check_print_libraries

        register(check_print_libraries)
        documents.discover()
