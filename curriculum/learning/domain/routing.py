"""From an address to its page at one look, where Wagtail takes two a step.

What is met on the way stays with the page: the pages above it and whether any
of them is restricted, which are asked for again and again while it is made.
"""

from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import swapper
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import PageViewRestriction, Site, get_page_models

from curriculum.caching import KeptPage, shared

from ..mixins import ProgrammeMixin
from ..models import ShortAddress

Page = swapper.load_model("wagtailcore", "Page")


@dataclass(frozen=True)
class Way:
    """What stands at an address, and what is above it: specific pages that are only read."""

    model: type
    pk: int
    above: tuple
    short_code: str | None
    is_restricted: bool

    def led(self, page=None):
        """The page itself, as it is now, knowing what is above; None when it is gone."""
        page = page or _copied(shared(("page", self.pk), self._read))
        if page is None:
            return None
        page.known_above, page.known_short_code = list(self.above), self.short_code
        if not self.is_restricted:
            page.known_restrictions = PageViewRestriction.objects.none()
        return page

    def _read(self):
        found = self.model.objects.live().select_related("locale", *_beside(self.model))
        return found.filter(pk=self.pk).first()


def page_at(*, request, path):
    """The published page of ours at ``path`` of this request's site, or None.

    None as well wherever Wagtail's own way might lead elsewhere: a page on the
    way that finds its pages by itself, a language without pages, an alias of an alias.
    """
    site = site_of(request=request)
    root = _root_path(site) if site else None
    if root is None:
        return None
    steps = tuple(step for step in path.split("/") if step)
    met = []
    way = shared(("way", root, steps), lambda: _way(root, steps, met))
    return way and way.led(*met)


def site_of(*, request):
    """The request's site or None, left with the request where Wagtail looks for it."""
    host = request.get_host()
    site = request._wagtail_site = shared(("site", host), lambda: Site.find_for_request(request))
    return site


def _copied(page):
    """The fields of a page that others are given, too; what is found out about it stays with the copy."""
    if page is None:
        return None
    own = copy(page)
    own._state = copy(page._state)
    own._state.fields_cache = dict(page._state.fields_cache)
    return own


def _way(root, steps, met):
    """The ``Way`` along ``steps``, or None; the page itself, met at its end, is put into ``met``."""
    paths = [
        root + "".join(f"{step}/" for step in steps[:depth]) for depth in range(len(steps) + 1)
    ]
    found = list(_pages().filter(url_path__in=paths).order_by("depth"))
    if [page.url_path for page in found] != paths or not all(map(_is_plain, found)):
        return None
    *above, page = (_specific(page) for page in found)
    if not isinstance(page, KeptPage) or not page.live:
        return None
    for specific, each in zip(above, found, strict=False):
        specific.known_short_code = each.short_code
    met.append(page)
    return Way(
        model=type(page),
        pk=page.pk,
        above=tuple(above),
        short_code=found[-1].short_code,
        is_restricted=any(each.is_restricted for each in found),
    )


def _root_path(site):
    """Where the site's pages in the active language begin, or None."""
    try:
        language = get_supported_content_language_variant(get_language())
    except LookupError:
        return None
    paths = (path for path in Site.get_site_root_paths() if path.site_id == site.pk)
    return next((path.root_path for path in paths if path.language_code == language), None)


def _pages():
    # An alias is as open as the page that it repeats.
    own, source = Q(page=OuterRef("pk")), Q(page=OuterRef("alias_of"))
    restrictions = PageViewRestriction.objects.filter(own | source)
    codes = ShortAddress.objects.filter(page=OuterRef("pk")).values("code")
    return Page.objects.select_related("locale", *_joins()).annotate(
        is_restricted=Exists(restrictions),
        source_repeats=F("alias_of__alias_of"),
        short_code=Subquery(codes[:1]),
    )


def _joins():
    """The tables of our pages, and of a programme's colophon."""
    for model, name in _names().items():
        yield name
        yield from (f"{name}__{beside}" for beside in _beside(model))


def _beside(model):
    """What of others is read together with a page of this kind."""
    return ["colophon"] if issubclass(model, ProgrammeMixin) else []


@lru_cache(maxsize=1)
def _names():
    """``{model: its name seen from the base page}`` of pages of ours that stand right below it."""
    links = {
        model: model._meta.parents.get(Page)
        for model in get_page_models()
        if issubclass(model, KeptPage)
    }
    return {model: link.related_query_name() for model, link in links.items() if link}


def _is_plain(page):
    """Whether a page finds those below it as all pages do, and repeats no page that repeats one."""
    route = page.specific_class.route
    return page.source_repeats is None and (
        route is Page.route or getattr(route, "is_plain", False)
    )


def _specific(page):
    """The page as its own class, from what was read with it."""
    name = _names().get(page.specific_class)
    if name is None:
        return page.specific
    specific = getattr(page, name)
    specific.locale = page.locale
    return specific
