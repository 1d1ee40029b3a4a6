"""What a phone keeps of a programme: its pages as everybody gets them, and what those load.

A pack is made from the answers to an anonymous reader, so that nothing which is
for facilitators can be in it, and handed out from what was digested, so that the
bytes are those that the list promises.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass, field

from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from curriculum.conf import settings
from curriculum.learning.domain import addresses, law

from . import programmes
from .answers import html_at
from .files import content_at
from .markup import KeptPage

#: Raise it when packs are made in another way: what older ones left in the cache is then not read.
EDITION = 1
#: Pages beside the programme's own, by name; those of a room that is not there are left out.
BESIDE = [
    "curriculum_learning_reading:glossary",
    "curriculum_learning_reading:help",
    "curriculum_learning_reading:law",
    "curriculum_learning_reading:privacy",
    "curriculum_offline_reading:kept",
    "curriculum_offline:notes",
]


@dataclass(frozen=True)
class Part:
    """One file of a pack. ``title`` and the dates are those of a lesson, a module or the programme."""

    address: str
    kind: str  # page, style, script, picture or audio
    size: int
    digest: str
    title: str = ""
    is_lesson: bool = False
    as_of: str = ""
    #: The day of a change of the law that nobody has compared the page with yet.
    law: str = ""


@dataclass
class Pack:
    code: str
    language: str
    title: str
    changed_on: str
    parts: list = field(default_factory=list)
    #: What pages say, by digest, compressed. Other files are handed out by the site as ever.
    pages: dict = field(default_factory=dict)

    @property
    def version(self):
        said = [(part.address, part.digest, part.law) for part in self.parts]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

    @property
    def lessons(self):
        return [part for part in self.parts if part.is_lesson]

    def size(self, *, audio):
        """Bytes of everything but recordings, or of the recordings alone."""
        return sum(part.size for part in self.parts if (part.kind == "audio") is audio)

    def page(self, digest):
        """The bytes of a page, or None when it is of another version."""
        found = self.pages.get(digest)
        return zlib.decompress(found) if found else None


def pack_of(*, programme, request):
    """The programme's ``Pack`` as ``request``'s host would serve it.

    Kept in the cache for ``CURRICULUM_OFFLINE_PACK_SECONDS``, so that whoever
    fetches many files gets them from one making; a publication is seen at once.
    """
    key = cache_key("pack", programme, request)
    pack = cache.get(key)
    if pack is None:
        with override(programme.locale.language_code):
            pack = _make(programme, request)
        cache.set(key, pack, settings.OFFLINE_PACK_SECONDS)
    return pack


def cache_key(kind, programme, request):
    state = programmes.fingerprint(programme=programme)
    said = f"{programme.pk}|{request.scheme}|{request.get_host()}|{state}"
    return f"curriculum_offline:{kind}:{EDITION}:{hashlib.sha256(said.encode()).hexdigest()}"


def _make(programme, request):
    changed_on = programmes.last_change(programme=programme)
    pack = Pack(
        code=addresses.code_of(page=programme),
        language=programme.locale.language_code,
        title=programme.short_title,
        changed_on=changed_on.isoformat() if changed_on else "",
    )
    loads = {}
    for address, about in _addresses(programme, request):
        loads.update(_add_page(pack, address, about, request))
    for address, kind in loads.items():
        _add_file(pack, address, kind)
    return pack


def _addresses(programme, request):
    """``(address, what the list says of it)`` of every page, in reading order."""
    for page, is_lesson in programmes.pages_of(programme=programme):
        yield page.get_url(request), _about(page, is_lesson)
        # A module's questions stand at an address beside it.
        find = getattr(page, "self_check_address", None)
        if beside := find and find(request):
            yield beside, {}
    for name in BESIDE:
        try:
            yield reverse(name), {}
        except NoReverseMatch:
            continue


def _about(page, is_lesson):
    # A lesson that has been rewritten bears no notice; a copy from before it is the older one.
    change = law.notice_of(page=page) or law.change_heeded(page=page)
    as_of = page.valid_as_of if is_lesson else None
    return {
        "title": page.neutral_title,
        "is_lesson": is_lesson,
        "as_of": as_of.isoformat() if as_of else "",
        "law": change.takes_effect_on.isoformat() if change else "",
    }


def _add_page(pack, address, about, request):
    html = html_at(address=address, request=request)
    if html is None:
        return {}
    kept = KeptPage()
    content = kept.rewritten(html).encode()
    digest = hashlib.sha256(content).hexdigest()
    pack.pages[digest] = zlib.compress(content)
    pack.parts.append(Part(address, "page", len(content), digest, **about))
    return kept.loads


def _add_file(pack, address, kind):
    found = content_at(address=address)
    if found:
        content, _media_type = found
        digest = hashlib.sha256(content).hexdigest()
        pack.parts.append(Part(address, kind, len(content), digest))
