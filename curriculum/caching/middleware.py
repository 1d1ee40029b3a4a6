"""Serves what is kept, without a database, and keeps what may be kept."""

from django.conf import settings as django_settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.utils.cache import cc_delim_re

from curriculum.conf import settings

from . import tags
from .entries import Entry, shared_headers
from .sharing import sharing
from .store import Store

#: A page of this kind of size is no page for a telephone, and none for the cache.
MOST_BYTES = 1_000_000
KEPT_TYPES = ("text/html", "application/pdf")


class PageCacheMiddleware:
    """Stands before all others. Only answers that were marked (``marking``) are kept.

    What reaches nobody but one reader passes by untouched: other methods than GET
    and HEAD, addresses with a query, and whoever brings a session cookie.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.store = Store()

    def __call__(self, request):
        generation = self.store.generation() if is_anybodys(request) else None
        if generation is None:
            return self.get_response(request)
        with sharing(generation):
            if request.META.get("QUERY_STRING"):
                return self.get_response(request)
            return self.kept_answer(request, generation)

    def kept_answer(self, request, generation):
        key = (request.scheme, request.get_host(), request.path)
        entry = self.store.find(key, generation)
        if entry is None:
            with tags.listening() as notes:
                response = self.get_response(request)
            if not may_keep(request, response):
                return response
            entry = Entry(
                headers=shared_headers(response), content=response.content, until=notes.until
            )
            if request.method == "GET":
                self.store.keep(key, entry, tags.digests(notes), generation)
        return entry.answer(request)


def is_anybodys(request):
    """Whether this request changes nothing and may come from anybody at all."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.CACHING_SECONDS > 0
        and django_settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not request.path_info.startswith(files())
    )


def files():
    """Where addresses of files begin; they are no pages."""
    return tuple(
        url
        for url in (django_settings.STATIC_URL, django_settings.MEDIA_URL)
        if url and url.startswith("/") and url != "/"
    )


def may_keep(request, response):
    """Whether an answer is the same for everybody who asks for this address."""
    return (
        getattr(response, "may_be_kept", False)
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
        and response.headers.get("Content-Type", "").startswith(KEPT_TYPES)
        and len(response.content) < MOST_BYTES
        and varies_with(response) <= harmless(request)
    )


def varies_with(response):
    return {name.lower() for name in cc_delim_re.split(response.get("Vary", "")) if name}


def harmless(request):
    """Request headers on which an answer says it rests, and does not.

    Django says ``Accept-Language`` of every page whose address has no prefix,
    although it is the address alone that decides wherever addresses have languages.
    """
    urlconf = getattr(request, "urlconf", django_settings.ROOT_URLCONF)
    by_address, _has_default_prefix = is_language_prefix_patterns_used(urlconf)
    return {"accept-encoding", "accept-language"} if by_address else {"accept-encoding"}
