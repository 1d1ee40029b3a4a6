"""What search engines are shown: home pages and what is listed, in every language of the settings."""

from django.contrib.sitemaps import Sitemap
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from curriculum.learning.domain import outline

from .models import HomePage


class ReadingSitemap(Sitemap):
    def items(self):
        homes = Page.objects.live().public().type(HomePage).order_by("path")
        listed = outline.listed_pages()
        spoken = {"locale__language_code__in": list(get_content_languages())}
        return [
            *homes.filter(**spoken).select_related("locale"),
            *listed.filter(**spoken).select_related("locale"),
        ]

    def location(self, item):
        return item.get_url()

    def lastmod(self, item):
        return item.last_published_at


SITEMAPS = {"pages": ReadingSitemap}
