from django.apps import AppConfig
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Reference site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Django writes it without the accent, and people choose it by this name in their account.
        LANG_INFO["es-mx"]["name_local"] = "español de México"
