"""Saying which answers may be kept. Whatever does not say so never is."""

import json
from functools import wraps

from django.conf import settings
from django.utils.cache import patch_cache_control

from .tags import note


def offer(request, response):
    """Mark ``response``, which shows the same to everybody, as one that may be kept.

    To whoever is signed in it is given afresh, and their browser is told to keep nothing.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES or getattr(request, "is_preview", False):
        patch_cache_control(response, private=True, no_store=True)
    else:
        response.may_be_kept = True
    return response


def kept(view):
    """For a view that shows everybody the same."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        return offer(request, view(request, *args, **kwargs))

    return inner


#: A page's bookkeeping: none of it is shown, and much of it changes without a publication.
BOOKKEEPING = {
    *("path", "depth", "numchild", "draft_title", "has_unpublished_changes", "locked", "locked_at"),
    *("locked_by", "latest_revision", "latest_revision_created_at", "last_published_at", "owner"),
    *("go_live_at", "expire_at", "expired", "alias_of"),
}


def own(page):
    """What a page says by itself, as plain data: its fields, and which revision gave it its rows."""
    fields = (field for field in page._meta.concrete_fields if field.name not in BOOKKEEPING)
    return {field.attname: _plain(field, page) for field in fields}


def _plain(field, page):
    value = field.value_to_string(page)
    # A stream as data and not as text: PostgreSQL gives its keys back in another order.
    return json.loads(value) if hasattr(field, "stream_block") else value


class KeptPage:
    """For Wagtail pages that show everybody the same. Stands before ``Page`` among the bases.

    A page that is restricted, or that is seen as a draft, is never kept.
    """

    #: What whoever found the page has met already: the pages above, its published
    #: translations, its restrictions. None where they have still to be looked up.
    known_above = None
    known_translations = None
    known_restrictions = None

    def get_view_restrictions(self):
        if self.known_restrictions is None:
            return super().get_view_restrictions()
        return self.known_restrictions

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        if self.get_view_restrictions():
            patch_cache_control(response, private=True, no_store=True)
            return response
        # Who may read it is never told as a value: what was closed once must not stand again
        # because everything else is as it was.
        note(f"open:{self.pk}")
        note(f"page:{self.pk}", shown=own(self))
        return offer(request, response)

    def serve_preview(self, request, mode_name):
        response = super().serve_preview(request, mode_name)
        patch_cache_control(response, private=True, no_store=True)
        return response
