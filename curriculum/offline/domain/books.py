"""A programme as one file that opens anywhere: without a server, a script or a signal."""

import base64
import hashlib
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings as django_settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from curriculum import styles
from curriculum.conf import settings
from curriculum.learning.domain import addresses, directory, glossary
from curriculum.learning.domain.markup import Markup

from . import programmes
from .answers import anonymous
from .files import content_at
from .markup import start_tag
from .packs import cache_key

STYLES = [styles.READERS, "curriculum/offline/book.css"]
#: A lesson's headings stand below its own title, which stands below its module's.
LOWER = {"h2": "h4", "h3": "h5"}
#: Elements that need another file beside this one.
LEFT_OUT = {"audio", "video"}
REFERENCES = ("id", "for", "popovertarget", "aria-labelledby", "aria-describedby")


@dataclass(frozen=True)
class Book:
    compressed: bytes
    size: int
    digest: str

    @property
    def content(self):
        return zlib.decompress(self.compressed)


def book_of(*, programme, request):
    """The programme's ``Book`` in its language, kept in the cache as packs are."""
    key = cache_key("book", programme, request)
    book = cache.get(key)
    if book is None:
        with override(programme.locale.language_code):
            content = _make(programme, request).encode()
        book = Book(zlib.compress(content), len(content), hashlib.sha256(content).hexdigest())
        cache.set(key, book, settings.OFFLINE_PACK_SECONDS)
    return book


def _make(programme, request):
    asked = anonymous(address=programme.get_url(request), request=request)
    pages = list(programmes.pages_of(programme=programme))
    anchors = {page.get_url(asked): f"#p{number}" for number, (page, _) in enumerate(pages)}
    entries = [
        _entry(page, is_lesson, anchors[page.get_url(asked)], anchors, asked)
        for page, is_lesson in pages
    ]
    style = styles.inlined(*STYLES)
    return render_to_string(
        "curriculum/offline/book.html",
        {
            **entries[0],
            "modules": _by_module(entries[1:]),
            "terms": glossary.terms(locale=programme.locale_id),
            "groups": directory.by_place(locale=programme.locale_id),
            "changed_on": programmes.last_change(programme=programme),
            "address": addresses.short_url(page=programme),
            "style": mark_safe(f"<style>{style.text}</style>"),
            "style_digest": style.digest,
        },
    )


def _entry(page, is_lesson, anchor, anchors, request):
    """What a page's own template shows, with its text made fit to stand in one file."""
    shown = {**page.reading_context(request), "page": page, "anchor": anchor.removeprefix("#")}
    shown["is_lesson"] = is_lesson
    if is_lesson:
        body = Bound(prefix=shown["anchor"], anchors=anchors).rewritten(str(shown["body"]))
        shown["body"] = mark_safe(body)
    return shown


def _by_module(entries):
    """``[(module, [lesson, …]), …]`` of what stands in a row."""
    modules = []
    for entry in entries:
        if entry["is_lesson"]:
            modules[-1][1].append(entry)
        else:
            modules.append((entry, []))
    return modules


class Bound(Markup):
    """A lesson's text bound into a file: pictures inside, links to where the lesson stands there.

    Each lesson explains its words anew, so ids get its ``prefix``.
    """

    def __init__(self, *, prefix, anchors):
        super().__init__()
        self.prefix = prefix
        self.anchors = anchors
        self.left_out = 0

    def opened(self, tag, attrs):
        if tag in LEFT_OUT:
            self.left_out += 1
        if self.left_out or tag == "source":
            return ""
        for name in REFERENCES:
            if attrs.get(name):
                attrs[name] = " ".join(f"{self.prefix}-{one}" for one in attrs[name].split())
        if tag == "a" and attrs.get("href"):
            attrs["href"] = self.target(attrs["href"])
        if tag == "img":
            attrs = self.picture(attrs)
        return start_tag(LOWER.get(tag, tag), attrs)

    def target(self, href):
        if href.startswith("#"):
            return f"#{self.prefix}-{href[1:]}"
        path, _, _fragment = href.partition("#")
        if path in self.anchors:
            return self.anchors[path]
        base = django_settings.WAGTAILADMIN_BASE_URL
        return urljoin(base, href) if href.startswith("/") else href

    def picture(self, attrs):
        kept = {k: v for k, v in attrs.items() if k not in {"src", "srcset", "sizes", "loading"}}
        found = content_at(address=attrs.get("src") or "")
        if found:
            content, media_type = found
            kept["src"] = f"data:{media_type};base64,{base64.b64encode(content).decode()}"
        return kept

    def handle_endtag(self, tag):
        if tag in LEFT_OUT and self.left_out:
            self.left_out -= 1
        elif not self.left_out:
            super().handle_endtag(LOWER.get(tag, tag))

    def handle_data(self, data):
        if not self.left_out:
            super().handle_data(data)
