"""A page as a browser gets it."""

import base64
import hashlib
import re
from html.parser import HTMLParser


class Outside(HTMLParser):
    """Collects every address that a page names, every inline style or script, and what styles say."""

    def __init__(self, html):
        super().__init__()
        self.addresses = []
        self.inline = []
        self.styles = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in {"href", "src", "srcset", "action", "poster", "content"}:
                self.addresses += re.findall(r"(?:https?:)?//[^\s,\"']+", value or "")
            if name == "style" or name.startswith("on"):
                self.inline.append((tag, name))
        if tag == "style" or (tag == "script" and not dict(attrs).get("src")):
            self.inline.append((tag, ""))

    def handle_data(self, data):
        if self.cdata_elem == "style":
            self.styles.append(data)


def assert_only_the_allowed_style(response):
    """One ``<style>``, which the policy names by its digest, and nothing else inside the page."""
    outside = Outside(response.content.decode())
    assert outside.inline == [("style", "")]
    digest = base64.b64encode(hashlib.sha256("".join(outside.styles).encode()).digest()).decode()
    policy = response["Content-Security-Policy"].split("; ")
    assert f"style-src 'self' 'sha256-{digest}'" in policy
    assert "script-src 'self'" in policy


def html_of(client, page, **kwargs):
    response = client.get(page.url, **kwargs)
    assert response.status_code == 200
    return response.content.decode()
