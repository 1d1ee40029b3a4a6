"""Rich text that leaves and comes back: ids become keys, and only known markup passes."""

import re
from html import escape
from html.parser import HTMLParser

from wagtail.whitelist import check_url

ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
EMBED = re.compile(r"<embed\b([^>]*?)/?>(?:</embed>)?")
LINK_TYPE = re.compile(r'\s(?:linktype|embedtype)="([\w-]+)"')
ID = re.compile(r'\s+id="(\d+)"')
REF = re.compile(r'\s+ref="([^"]*)"')

BLOCKS = "h1 h2 h3 h4 h5 h6 p ul ol li hr br blockquote div"
INLINE = "b strong i em u s del sub sup code mark small"
ATTRIBUTES = {
    **{tag: {"data-block-key"} for tag in BLOCKS.split()},
    **{tag: set() for tag in INLINE.split()},
    "a": {"href", "linktype", "ref"},
    "embed": {"embedtype", "ref", "format", "alt", "url"},
}
#: What stands between these is not text.
UNREAD = {"script", "style"}


def dump_html(html, key_of):
    """``html`` as it leaves: ``key_of(kind, id)`` gives a key, or None to undo the link."""
    return safe_html(_rewrite(html, ID, "ref", key_of))


def load_html(html, id_of):
    """``html`` as it comes in: ``id_of(kind, key)`` gives this install's id, or None.

    An id that the package itself holds is never believed.
    """
    return _rewrite(safe_html(html), REF, "id", id_of)


def _rewrite(html, pattern, name, convert):
    def new_attributes(attributes):
        kind = LINK_TYPE.search(attributes)
        found = pattern.search(attributes)
        if not kind:
            return attributes
        value = convert(kind[1], found[1]) if found else None
        if value is None:
            return None
        return pattern.sub(f' {name}="{escape(str(value))}"', attributes, count=1)

    def anchor(match):
        attributes = new_attributes(match[1])
        return match[2] if attributes is None else f"<a{attributes}>{match[2]}</a>"

    def embed(match):
        attributes = match[1]
        if 'embedtype="media"' in attributes:  # an address of its own, not an id
            return match[0]
        attributes = new_attributes(attributes)
        return "" if attributes is None else match[0].replace(match[1], attributes, 1)

    return EMBED.sub(embed, ANCHOR.sub(anchor, html))


def safe_html(html):
    """``html`` itself, to the byte, when all of it is allowed; else without what is not."""
    if "<" not in html:
        return html
    sieve = Sieve()
    sieve.feed(html)
    sieve.close()
    return "".join(sieve.kept) if sieve.dropped else html


def safe_url(url):
    """``url``, or an empty string for a scheme that runs or embeds something."""
    return url if check_url(url) else ""


class Sieve(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.kept = []
        self.dropped = False
        self.unread = 0

    def handle_starttag(self, tag, attrs):
        if tag in UNREAD:
            self.unread += 1
        if tag in ATTRIBUTES and not self.unread:
            self.kept.append(self._tag(tag, attrs, self.get_starttag_text()))
        else:
            self.dropped = True

    def handle_startendtag(self, tag, attrs):
        if tag not in UNREAD:
            self.handle_starttag(tag, attrs)

    def _tag(self, tag, attrs, text):
        allowed = [(name, value or "") for name, value in attrs if self._may(tag, name, value)]
        if len(allowed) == len(attrs):
            return text
        self.dropped = True
        words = [tag, *(f'{name}="{escape(value)}"' for name, value in allowed)]
        return f"<{' '.join(words)}{'/' if text.endswith('/>') else ''}>"

    def _may(self, tag, name, value):
        return name in ATTRIBUTES[tag] and (
            name not in {"href", "url"} or bool(check_url(value or ""))
        )

    def handle_endtag(self, tag):
        if tag in UNREAD:
            self.unread = max(0, self.unread - 1)
        elif tag in ATTRIBUTES and not self.unread:
            self.kept.append(f"</{tag}>")

    def handle_comment(self, data):
        self.dropped = True

    def handle_decl(self, decl):
        self.dropped = True

    def unknown_decl(self, data):
        self.dropped = True

    def handle_pi(self, data):
        self.dropped = True

    def handle_data(self, data):
        if not self.unread:
            self.kept.append(data)

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")
