"""Editor content on paper, by allow-list: text, lists, headings and emphasis, no attributes."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Comment, NavigableString
from django.utils.html import escape

KEPT = frozenset(
    ["p", "br", "b", "strong", "i", "em", "sub", "sup", "ul", "ol", "li", "h2", "h3", "h4"]
)
#: Tags whose text stays although they themselves mean nothing on paper.
UNWRAPPED = frozenset(["a", "div", "span", "section", "article", "u", "abbr", "dfn"])


def clean(html):
    """``(html, dropped)``: what paper may show, and the names of the tags that were left out.

    An outside link is written behind its text, since paper cannot be clicked;
    a link inside the site keeps its text alone.
    """
    tree = BeautifulSoup(str(html or ""), "html.parser")
    dropped = []
    for node in list(tree.descendants):
        if isinstance(node, Comment):
            node.extract()
    gone = set()  # by identity: asking a tag itself whether it is gone searches all below it
    for node in tree.find_all(True):
        if id(node) not in gone:
            gone.update(map(id, _clean_tag(node, dropped)))
    return tree.decode(formatter=escape), dropped


def _clean_tag(node, dropped):
    """Clean one tag, and return the tags below it that went with it."""
    if node.name in KEPT:
        if node.attrs.get("style") and "style" not in dropped:
            dropped.append("style")
        node.attrs = {}
        return []
    if node.name == "a":
        _write_address(node)
    if node.name in UNWRAPPED:
        node.unwrap()
        return []
    if node.name not in dropped:
        dropped.append(node.name)
    if node.get_text(strip=True) and node.name not in {"script", "style", "template", "svg"}:
        node.unwrap()
        return []
    return node.extract().find_all(True)


def _write_address(link):
    address = link.get("href", "")
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    if parts.scheme in {"http", "https"} and parts.netloc not in link.get_text():
        link.append(NavigableString(f" ({address.split('://', 1)[1].rstrip('/')})"))
