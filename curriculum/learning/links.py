"""Links that an editor writes: other sites are not told where their readers come from."""

from django.utils.html import escape
from wagtail.rich_text import LinkHandler


class ExternalLinkHandler(LinkHandler):
    identifier = "external"

    @classmethod
    def expand_db_attributes(cls, attrs):
        return f'<a href="{escape(attrs["href"])}" rel="noreferrer noopener">'
