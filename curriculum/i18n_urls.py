"""Addresses in the reader's language, of every installed room that has some::

    i18n_patterns(path("", include("curriculum.i18n_urls")), …)

Before Wagtail's own, which take every address that is left.
"""

from .urls import urls_of_rooms

urlpatterns = list(urls_of_rooms("i18n_urls"))
