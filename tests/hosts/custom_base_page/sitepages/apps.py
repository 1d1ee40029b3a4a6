from django.apps import AppConfig


class SitePagesConfig(AppConfig):
    name = "custom_base_page.sitepages"
    label = "sitepages"
    default_auto_field = "django.db.models.BigAutoField"
