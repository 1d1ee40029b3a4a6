"""For pages that are read: citations in words, shared texts, and the sheets that can be printed."""

from babel.numbers import format_decimal
from django import template
from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.translation import get_language

from curriculum.handouts.base import documents
from curriculum.languages import cldr_locale
from curriculum.learning import fields
from curriculum.learning.domain import listening, references

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


@register.simple_tag
def playable(document):
    """How a recording or film is played: ``sources``, ``seconds``. None when it cannot be."""
    return listening.playable(document=document)


@register.simple_tag
def captions_of(document):
    """The address of a film's captions, or ""."""
    return listening.captions_of(document=document)


@register.filter
def playing_time(seconds):
    """«45 s», «2 min»."""
    return f"{seconds}\u00a0s" if seconds < 60 else f"{round(seconds / 60)}\u00a0min"


@register.filter
def weight(size):
    """«240 kB», «1.2 MB»: what it takes of a prepaid allowance."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}\u00a0kB"
    return f"{format_decimal(size / 1_000_000, format='0.0', locale=cldr_locale())}\u00a0MB"
