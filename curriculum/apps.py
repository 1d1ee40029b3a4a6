from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class CurriculumConfig(AppConfig):
    name = "curriculum"
    label = "curriculum"
    verbose_name = _("Curriculum")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import languages
        from .checks import check_catalogues
        from .jobs.base import job_kinds

        languages.register()
        checks.register(check_catalogues)
        job_kinds.discover()
