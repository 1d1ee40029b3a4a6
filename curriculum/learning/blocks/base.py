"""Audience belongs to the block type: outputs are built by allow-list, never by hiding."""

import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.safestring import mark_safe
from wagtail import blocks
from wagtail.admin.compare import RichTextBlockComparison, diff_text
from wagtail.utils.text import text_from_html

from ..enums import Audience
from ..fields import Citation, unknown_sources_message

#: What may be written in a line, and in paragraphs.
INLINE = ["bold", "italic", "link"]
PROSE = [*INLINE, "ol", "ul"]
#: The page on which the block picker shows what a block becomes.
PREVIEW = "curriculum/learning/block_preview.html"


LINE_END = re.compile(r"(?=</(?:p|li|h[1-6])>|<br\s*/?>)")


class ProseComparison(RichTextBlockComparison):
    """Paragraph by paragraph, where Wagtail runs them into one."""

    def htmlvalue(self, val):
        return in_lines(escape(lines_of(val)))

    def htmldiff(self):
        return in_lines(diff_text(lines_of(self.val_a), lines_of(self.val_b)).to_html())


def lines_of(value):
    html = str(getattr(value, "source", value or ""))
    return text_from_html(LINE_END.sub("\n", html))


def in_lines(html):
    # Escaped by Wagtail already.
    return mark_safe(html.replace("\n", "<br>"))


class ProseBlock(blocks.RichTextBlock):
    def get_comparison_class(self):
        return ProseComparison


class CitationBlock(blocks.CharBlock):
    """One citation, ``LFT:390 Bis``. Its source must be in the directory once it is published."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 140, **kwargs})

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return value
        citation = Citation.parse(value)
        if not getattr(self, "is_deferred_validation", False):
            # By name: blocks stand below the models of this room.
            sources = apps.get_model("curriculum_learning", "LegalSource").objects
            if not sources.filter(code=citation.source).exists():
                raise ValidationError(unknown_sources_message([citation.source]), code="source")
        return str(citation)


class WorkerBlock(blocks.StructBlock):
    audience = Audience.BOTH

    class Meta:
        preview_template = PREVIEW


class FacilitatorBlock(blocks.StructBlock):
    audience = Audience.FACILITATOR

    class Meta:
        preview_template = PREVIEW


def audience_of(block):
    """A block type's audience. One that does not say is for facilitators: closed by default."""
    return getattr(block, "audience", Audience.FACILITATOR)


def for_workers(stream):
    """The children of a lesson body that may reach a worker, in order."""
    return [child for child in stream if audience_of(child.block) != Audience.FACILITATOR]


def for_facilitators(stream):
    """The children of a lesson body that a facilitator's guide shows, in order."""
    return [child for child in stream if audience_of(child.block) != Audience.WORKER]
