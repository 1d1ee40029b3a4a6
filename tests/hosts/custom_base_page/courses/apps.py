from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "custom_base_page.courses"
    label = "courses"
    default_auto_field = "django.db.models.BigAutoField"
