from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfflineConfig(AppConfig):
    name = "curriculum.offline"
    label = "curriculum_offline"
    verbose_name = _("Reading without signal")
