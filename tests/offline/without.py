"""Addresses of a site that leaves this room out."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("curriculum.learning.urls")),
    *i18n_patterns(
        path("", include("curriculum.learning.i18n_urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
