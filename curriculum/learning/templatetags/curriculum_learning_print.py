"""A lesson's blocks on paper: by allow-list, and each answering for itself."""

import re

from django import template
from django.template.loader import select_template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from curriculum.handouts.base import PrintRefused

from ..blocks.base import for_facilitators, for_workers

register = template.Library()

TEMPLATES = "curriculum/learning/print/blocks"
HEADING = re.compile(r"<(/?)h([1-6])\b")


@register.simple_tag(takes_context=True)
def lesson_for_workers(context, lesson):
    return _blocks(context, lesson, for_workers(lesson.body))


@register.simple_tag(takes_context=True)
def lesson_for_facilitators(context, lesson):
    return _blocks(context, lesson, for_facilitators(lesson.body))


def _blocks(context, lesson, allowed):
    positions = {id(child): position for position, child in enumerate(lesson.body, 1)}
    html = [_block(context, lesson, child, positions[id(child)]) for child in allowed]
    return mark_safe(level_headings("".join(html)))  # each made by a template


def _block(context, lesson, child, position):
    name = _("“%(page)s”, block %(position)s (%(type)s)") % {
        "page": lesson.title,
        "position": position,
        "type": child.block.label,
    }
    chosen = select_template([f"{TEMPLATES}/{child.block_type}.html", f"{TEMPLATES}/other.html"])
    try:
        html = chosen.render({"value": child.value, "child": child, "sheet": context["sheet"]})
    except PrintRefused as refusal:
        raise PrintRefused(refusal.code, f"{name}: {refusal.message}") from refusal
    context["sheet"].blocks.append((name, html))
    return html


def level_headings(html, above=1):
    """No heading more than one level below the one before it: readers of tags count on that."""
    level = above

    def mend(match):
        nonlocal level
        if match[1]:
            return f"</h{level}"
        level = max(above + 1, min(int(match[2]), level + 1))
        return f"<h{level}"

    return HEADING.sub(mend, html)
