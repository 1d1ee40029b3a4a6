from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "curriculum.reports"
    label = "curriculum_reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .base import exporters, indicators, reporting_units

        indicators.discover()
        exporters.discover()
        reporting_units.discover()
