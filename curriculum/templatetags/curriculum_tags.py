"""What every page of ours needs: icons, dates, no-break spaces, the way out, the other languages."""

import re
from functools import lru_cache
from xml.etree import ElementTree

import swapper
from babel.dates import format_date
from babel.lists import format_list
from django import template
from django.conf import settings as django_settings
from django.template.defaultfilters import stringfilter
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language
from lucide.templatetags.lucide import lucide

from curriculum import styles
from curriculum.caching import note
from curriculum.conf import settings
from curriculum.languages import cldr_locale

Page = swapper.load_model("wagtailcore", "Page")

register = template.Library()

#: Short words that must not end a line, in Spanish and English.
ARTICLES = re.compile(r"\b(el|la|lo|los|las|un|una|su|tu|mi|the|an?|your|my|\d+) (?=\S)", re.I)


@lru_cache(maxsize=128)
def draw(name):
    """A Lucide icon as inline SVG, without what the style sheet says already."""
    drawn = ElementTree.fromstring(lucide(name, size=None))  # noqa: S314 (from the installed package)
    inner = "".join(ElementTree.tostring(part, encoding="unicode").strip() for part in drawn)
    return mark_safe(f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{inner}</svg>')


@register.simple_tag
def icon(name):
    return draw(str(name))


@register.filter
def long_date(value):
    """«22 de noviembre de 2026»; "" for no date."""
    if not value:
        return ""
    day = localtime(value).date() if hasattr(value, "hour") else value
    return format_date(day, "long", locale=cldr_locale())


@register.filter
def month_and_year(value):
    """«noviembre de 2026»; "" for no date."""
    if not value:
        return ""
    words = "MMMM 'de' y" if cldr_locale().language == "es" else "MMMM y"
    return format_date(value, words, locale=cldr_locale())


@register.simple_tag
def time(value):
    """The ``<time>`` element of a date."""
    if not value:
        return ""
    day = localtime(value).date() if hasattr(value, "hour") else value
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), long_date(day))


@register.filter
def as_list(values):
    """«Querétaro, San Luis Potosí y Ciudad de México»."""
    return format_list([str(value) for value in values], locale=cldr_locale())


@register.filter(is_safe=True)
@stringfilter
def glue(text):
    """Keep articles and numbers on the line of the word that follows them."""
    return ARTICLES.sub("\\1\u00a0", text)


@register.filter
def duration(minutes):
    """«2 h 30 min»."""
    hours, rest = divmod(int(minutes), 60)
    parts = [f"{hours}\u00a0h" if hours else "", f"{rest}\u00a0min" if rest or not hours else ""]
    return "\u00a0".join(part for part in parts if part)


@register.simple_tag
def exit_url():
    return settings.EXIT_URL


@register.simple_tag
def readers_style():
    """The readers' style sheet: a link, or as ``CURRICULUM_INLINE_STYLE`` says the sheet itself.

    The latter names its file, for what keeps a page beside its files.
    """
    address = static(styles.READERS)
    if not settings.INLINE_STYLE:
        return format_html('<link rel="stylesheet" href="{}">', address)
    text = mark_safe(styles.inlined(styles.READERS).text)
    return format_html('<style data-file="{}">{}</style>', address, text)


@register.simple_tag
def site_name():
    return getattr(django_settings, "WAGTAIL_SITE_NAME", "")


@register.simple_tag
def html_lang():
    """The active language as an HTML ``lang``: ``es-MX``."""
    return bcp47(get_language() or django_settings.LANGUAGE_CODE)


def bcp47(code):
    language, _hyphen, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language


@register.simple_tag(takes_context=True)
def languages(context):
    """This very page in each language in which it is published: ``code, name, url, is_current``.

    A view that is no Wagtail page is translated by Django's own address patterns.
    What stands beside a page gives ``address_in``: a function from its
    translation to the address there, or None.
    """
    request = context.get("request")
    if request is None:
        return []
    page = context.get("page")
    if isinstance(page, Page):
        address_in = context.get("address_in") or (lambda page: page.get_url(request))
        return list(_of_page(page, address_in))
    return list(_of_view(request))


def _of_page(page, address_in):
    names = dict(django_settings.LANGUAGES)
    if not page.pk:
        return
    found = getattr(page, "known_translations", None)
    if found is None:
        found = list(page.get_translations(inclusive=True).live().select_related("locale"))
    note(f"languages:{page.translation_key}", shown=languages_shown(found))
    by_code = {translation.locale.language_code: translation for translation in found}
    for code, name in names.items():
        url = address_in(by_code[code]) if code in by_code else None
        if url:
            yield _language(code, name, url, code == get_language())


def languages_shown(translations):
    """What a page shows of its published translations, in the words of ``curriculum.caching``."""
    return sorted([page.locale.language_code, page.url_path] for page in translations)


def _of_view(request):
    for code, name in django_settings.LANGUAGES:
        url = translate_url(request.path, code)
        if url != request.path or code == get_language():
            yield _language(code, name, url, code == get_language())


def _language(code, name, url, is_current):
    return {"code": code, "lang": bcp47(code), "name": name, "url": url, "is_current": is_current}
