from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "curriculum.pages"
    label = "curriculum_pages"
    verbose_name = _("Curriculum pages")
    default_auto_field = "django.db.models.BigAutoField"
