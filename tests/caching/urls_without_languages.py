"""A site that does not put the language into its addresses."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("", include("curriculum.urls")),
    path("", include("curriculum.i18n_urls")),
    path("", include(wagtail_urls)),
]
