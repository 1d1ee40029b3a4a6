"""Addresses of a site that leaves this room out."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls

urlpatterns = [
    path("", include("curriculum.learning.urls")),
    *i18n_patterns(
        path("", include("curriculum.learning.i18n_urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
