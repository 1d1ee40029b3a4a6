"""What search engines are shown: the home pages and what is listed, in every language."""

from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from curriculum.learning.domain import outline

from .models import HomePage


class ReadingSitemap(Sitemap):
    def items(self):
        homes = Page.objects.live().public().type(HomePage)
        return [
            *homes.select_related("locale").order_by("path"),
            *outline.listed_pages().select_related("locale"),
        ]

    def location(self, item):
        return item.get_url()

    def lastmod(self, item):
        return item.last_published_at


SITEMAPS = {"pages": ReadingSitemap}
