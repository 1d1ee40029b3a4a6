"""A foreign site with a base page model of its own, and so without ``curriculum.pages``."""

from learning_only.settings import *  # noqa: F403
from learning_only.settings import INSTALLED_APPS

INSTALLED_APPS = [
    "custom_base_page.courses",
    "custom_base_page.sitepages",
    *(app for app in INSTALLED_APPS if app != "curriculum.pages"),
]
WAGTAIL_PAGE_MODEL = "sitepages.SitePage"
