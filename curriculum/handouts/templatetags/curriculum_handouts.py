"""Tags of the print templates and of the print centre."""

import base64
import re

from babel.numbers import format_currency
from django import template
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy, to_locale

from curriculum.conf import settings

from ..domain.cleaning import clean
from ..domain.drawing import qr_code, tally_boxes
from ..domain.sheets import SCHEME, Sheet
from ..editions import STANDARD, Paper

register = template.Library()

PARAGRAPHS = re.compile(r"</p>\s*<p>")


@register.filter
def named_language(code):
    """A language as this site calls it; the code when it has no name."""
    return dict(django_settings.LANGUAGES).get(code, code)


@register.simple_tag(takes_context=True)
def stylesheet(context):
    """The style sheet, and what another paper than Letter changes in it."""
    sheet = context.get("sheet")
    edition = context.get("edition", STANDARD)
    names = ["print.css"]
    if edition.paper != Paper.LETTER:
        names.append(f"{edition.paper}.css")
    if sheet is not None and sheet.for_screen:
        addresses = [static(f"curriculum/handouts/{name}") for name in [*names, "screen.css"]]
    else:
        addresses = [f"{SCHEME}{name}" for name in names]
    return format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((address,) for address in addresses)
    )


@register.simple_tag(takes_context=True)
def picture(context, file, alternative_text):
    """An ``<img>`` of a file field; its bytes go into the sheet."""
    sheet = context.get("sheet") or Sheet()
    address = sheet.add_picture(file)
    if sheet.for_screen:
        content, content_type = sheet.files[address]
        address = f"data:{content_type};base64,{base64.b64encode(content).decode()}"
    return format_html('<img src="{}" alt="{}">', address, alternative_text)


@register.simple_tag(takes_context=True)
def editor_html(context, value):
    """What an editor wrote, without anything but text, lists, headings and emphasis."""
    html, dropped = clean(getattr(value, "source", value))
    if dropped and (sheet := context.get("sheet")):
        sheet.warn(gettext_lazy("Left out of the sheet: %(parts)s"), parts=", ".join(dropped))
    return mark_safe(html)  # built from an allow-list of tags without attributes


@register.simple_tag(takes_context=True)
def editor_inline(context, value):
    """As ``editor_html``, for a list item: one paragraph without its ``<p>``, more with ``<br>``."""
    html = str(editor_html(context, value)).strip()
    return mark_safe(PARAGRAPHS.sub("<br>", html).removeprefix("<p>").removesuffix("</p>"))


@register.simple_tag
def editor_text(text):
    """Plain text that an editor typed, one paragraph a line."""
    lines_ = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines_))


@register.filter
def money(amount):
    """A sum in the site's currency, as the language writes it."""
    locale = to_locale(get_language())
    return format_currency(amount, settings.HANDOUTS_CURRENCY, locale=locale)


@register.simple_tag
def page_image(document):
    """A small picture of such a sheet; nothing where the room brings none."""
    name = f"curriculum/{document.room}/pages/{document.code}.webp"
    if finders.find(name) is None and not staticfiles_storage.exists(name):
        return ""
    return format_html(
        '<img class="page-image" src="{}" alt="" width="102" height="132" loading="lazy">',
        static(name),
    )


@register.filter
def clock(time):
    return f"{time:%H:%M}"


@register.filter
def sentence(text):
    """With its full stop, unless it ends in one."""
    text = (text or "").strip()
    return text if not text or text[-1] in ".?!…:" else f"{text}."


@register.simple_tag
def lines(count):
    """Lines to write on by hand."""
    return format_html(
        '<div class="writing">{}</div>', mark_safe('<div class="line"></div>' * count)
    )


@register.simple_tag
def qr(address, title):
    return qr_code(address=address, title=title)


@register.simple_tag(takes_context=True)
def boxes(context, count, start=0, *, numbers=True):
    paper = context.get("edition", STANDARD).paper
    return tally_boxes(count=count, start=start, numbers=numbers, paper=paper)
