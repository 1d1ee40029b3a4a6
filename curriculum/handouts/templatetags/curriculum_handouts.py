"""Tags of the print templates and of the print centre."""

import base64
import re

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ..domain.cleaning import clean
from ..domain.drawing import qr_code, tally_boxes
from ..domain.sheets import STYLESHEET, Sheet

register = template.Library()

PARAGRAPHS = re.compile(r"</p>\s*<p>")


@register.filter
def named_language(code):
    """A language as this site calls it; the code when it has no name."""
    return dict(settings.LANGUAGES).get(code, code)


@register.simple_tag(takes_context=True)
def stylesheet(context):
    sheet = context.get("sheet")
    if sheet is not None and sheet.for_screen:
        return format_html(
            '<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">',
            static("curriculum/handouts/print.css"),
            static("curriculum/handouts/screen.css"),
        )
    return format_html('<link rel="stylesheet" href="{}">', STYLESHEET)


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
        sheet.warn(_("Left out of the sheet: %(parts)s") % {"parts": ", ".join(dropped)})
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


@register.simple_tag
def boxes(count, start=0, *, numbers=True):
    return tally_boxes(count=count, start=start, numbers=numbers)
