"""For pages that are read: citations in words, shared texts, and the sheets that can be printed."""

from django import template
from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.translation import get_language

from curriculum.handouts.base import documents
from curriculum.learning import fields
from curriculum.learning.domain import references

register = template.Library()


@register.simple_tag
def written(citations):
    """«LFT, arts. 527 y 684-E», of one citation or a list of them."""
    return references.written(citations=[citations] if isinstance(citations, str) else citations)


@register.simple_tag
def said_in(texts):
    """A text that is kept in several languages, in the active one or in the site's own."""
    language = get_language() or ""
    text, said = fields.said_in(texts, language)
    if said.split("-")[0] == language.split("-")[0]:
        return text
    return format_html('<span lang="{}">{}</span>', said, text)


@register.simple_tag
def sheets(page):
    """What everybody may print of this page: ``label, description, url``. None without handouts."""
    found = []
    for document in documents:
        if document.is_for_staff or not document.may_print(AnonymousUser(), page):
            continue
        try:
            url = document.url(page)
        except NoReverseMatch:  # a site without the room
            continue
        found.append({"label": document.label, "description": document.description, "url": url})
    return found
