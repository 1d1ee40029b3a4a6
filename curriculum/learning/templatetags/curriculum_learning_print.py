"""A lesson's blocks on paper: by allow-list, and each answering for itself."""

import re

from django import template
from django.template.loader import select_template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from curriculum.handouts.base import PrintRefused

from ..blocks.base import for_facilitators, for_workers
from ..domain import posters, printing, shuffling
from ..domain.citations import texts_in
from ..domain.printed import block_anchor

register = template.Library()

TEMPLATES = "curriculum/learning/print/blocks"
#: Of a type of block without a form of its own: its web page's words.
OTHER = f"{TEMPLATES}/other.html"
HEADING = re.compile(r"<(/?)h([1-6])\b")


@register.simple_tag(takes_context=True)
def lesson_for_workers(context, lesson, above=1, anchor=""):
    """Its blocks below a heading of level ``above``; with ``anchor``, those that cite are found by it."""
    return _blocks(context, lesson, for_workers(lesson.body), above=above, anchor=anchor)


@register.simple_tag(takes_context=True)
def lesson_for_facilitators(context, lesson):
    return _blocks(context, lesson, for_facilitators(lesson.body))


@register.simple_tag
def poster_size(text, paper):
    """The class that sets a key message as large as it fits."""
    return posters.size_of(text=text, paper=paper)


@register.filter
def lettered(item):
    """The options of an assessment item with their letters, as on sheet A."""
    return shuffling.lettered(item)


@register.simple_tag
def voting_card(card):
    """The shape of a card, with its name to be read aloud."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" role="img">'
        '<title>{}</title><g fill="none" stroke="#000" stroke-width="3">{}</g></svg>',
        _("Card %(letter)s: %(shape)s") % {"letter": card.letter, "shape": card.shape},
        mark_safe(card.drawing),  # numbers alone, of our own
    )


@register.simple_tag
def way_back(page):
    """``(address for a QR code, the same as it is typed)`` of a page; empty before publication."""
    return printing.way_back(page)


def _blocks(context, lesson, allowed, above=1, anchor=""):
    positions = {id(child): position for position, child in enumerate(lesson.body, 1)}
    sheet = context["sheet"]
    html = [_block(sheet, lesson, child, positions[id(child)], anchor) for child in allowed]
    return mark_safe(level_headings("".join(html), above))  # each made by a template


def _block(sheet, lesson, child, position, anchor):
    with override(sheet.language):  # of whoever is told
        name = _("“%(page)s”, block %(position)s (%(type)s)") % {
            "page": lesson.title,
            "position": position,
            "type": child.block.label,
        }
    chosen = select_template([f"{TEMPLATES}/{child.block_type}.html", OTHER])
    try:
        with sheet.naming(name):
            html = chosen.render(
                {"value": child.value, "child": child, "lesson": lesson, "sheet": sheet}
            )
            if chosen.template.name == OTHER and not strip_tags(html).strip():
                sheet.warn(gettext_lazy("There is no form of this block on paper."))
    except PrintRefused as refusal:
        raise PrintRefused(refusal.code, f"{name}: {refusal.message}") from refusal
    sheet.blocks.append((name, html))
    if anchor and any(texts_in(child.block.get_prep_value(child.value))):
        return format_html('<div id="{}">{}</div>', block_anchor(anchor, position), html)
    return html


def level_headings(html, above=1):
    """Headings below one of level ``above``, none more than one level below the one before it.

    Readers of tags count on that.
    """
    level = above

    def mend(match):
        nonlocal level
        if match[1]:
            return f"</h{level}"
        level = max(above + 1, min(int(match[2]) + above - 1, level + 1))
        return f"<h{level}"

    return HEADING.sub(mend, html)
