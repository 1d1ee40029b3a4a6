"""The prose of a page, paragraph by paragraph, apart for workers and for facilitators."""

import html
import json
import re

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

from ..blocks.base import CitationBlock, audience_of
from ..enums import Audience
from ..fields import LinesField
from ..mixins import LessonMixin, ModuleMixin
from ..story_mixins import ResearchBriefMixin, StoryMixin
from .readability import FOR_STAFF, FOR_WORKERS, PLAIN

PARAGRAPH_END = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>")
#: Links that lead to a person, whatever words they stand behind.
PERSONAL_LINK = re.compile(r"(?:mailto|tel):([^\"\\?]+)", re.IGNORECASE)
#: Made by the site, not written by anybody.
UNWRITTEN_FIELDS = {"path", "url_path", "draft_title"}
WORKER_FIELDS = ("summary", "content_warning")
STAFF_FIELDS = ("safety_note", "accompaniment")
#: What is told in a win and in a research brief.
STORY_FIELDS = {"title", "summary", "story", "steps"}
STORY_FIELDS |= {"meaning", "plain_version", "method", "limits", "institution"}


def prose_of(*, page):
    """``[(for whom, paragraphs, least reading ease)]``; parts without a word are left out."""
    if isinstance(page, StoryMixin):
        return _of_story(page)
    if isinstance(page, LessonMixin):
        workers, staff = _of_lesson(page)
    elif isinstance(page, ModuleMixin):
        workers, staff = _of_module(page)
    else:
        workers, staff = [page.summary, page.audience], []
    return _written(
        (_("For workers"), workers, FOR_WORKERS), (_("For facilitators"), staff, FOR_STAFF)
    )


def _written(*parts):
    kept = [(who, [text for text in texts if text.strip()], least) for who, texts, least in parts]
    return [part for part in kept if part[1]]


def _of_story(page):
    beside = [text for name, text in parts_of(page=page) if name != "plain_version"]
    if not isinstance(page, ResearchBriefMixin):
        return _written((_("For workers"), beside, FOR_WORKERS))
    return _written(
        (_("Plain-language version"), plain_version_of(page=page), PLAIN),
        (_("What stands around it"), beside, PLAIN),
    )


def plain_version_of(*, page):
    """The paragraphs of a research brief's plain-language version."""
    return [text for name, text in parts_of(page=page) if name == "plain_version"]


def parts_of(*, page):
    """Everything that is written in a story: ``[(name of its field, paragraph)]``, its title too."""
    parts = []
    for field in page._meta.concrete_fields:
        if field.name not in STORY_FIELDS:
            continue
        value = getattr(page, field.name)
        if isinstance(field, StreamField):
            texts = [text for child in value for text in paragraphs(child.block, child.value)]
        else:
            texts = value if isinstance(value, list) else [value]
        parts += [(field.name, text) for text in texts if text and text.strip()]
    return parts


def everything_in(*, page):
    """Every text by which a story may lead to somebody: ``[(name of its field, text)]``.

    Beside its prose that is its slug, what search engines are told, and of its
    blocks the cells, headings, captions and links.
    """
    found = []
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname)
        texts = [] if field.name in UNWRITTEN_FIELDS else _texts_of_field(field, value)
        # One kind of space alone: a number is found behind unbreakable ones too.
        found += [(field.name, " ".join(text.split())) for text in texts if text]
    return found


def _texts_of_field(field, value):
    if not value or not field.editable or field.choices:
        return []
    if isinstance(field, StreamField):
        links = PERSONAL_LINK.findall(json.dumps(list(value.raw_data), default=str))
        return [*worker_texts(stream=value), *links]
    if isinstance(field, LinesField):
        return value
    return [value] if isinstance(field, models.CharField | models.TextField) else []


def _of_lesson(page):
    workers, staff = [page.summary], []
    for child in page.body:
        is_for_staff = audience_of(child.block) == Audience.FACILITATOR
        (staff if is_for_staff else workers).extend(paragraphs(child.block, child.value))
    return workers, staff


def _of_module(page):
    workers = [getattr(page, name) for name in WORKER_FIELDS]
    workers += [row.text for row in page.key_messages.all()]
    staff = [getattr(page, name) for name in STAFF_FIELDS]
    for row in page.session_plan.all():
        staff += [row.activity, row.facilitator_notes]
        staff += [text for cue in row.script for text in paragraphs(cue.block, cue.value)]
    for row in page.contingencies.all():
        staff += [row.condition, row.action]
    return workers, staff


def paragraphs(block, value):
    """The prose in one block's value. Tables and citations are not prose."""
    if value is None or isinstance(block, CitationBlock | TypedTableBlock):
        return []
    if isinstance(block, blocks.RichTextBlock):
        html = str(getattr(value, "source", value))
        return [strip_tags(part) for part in PARAGRAPH_END.split(html)]
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return [str(value)]
    if isinstance(block, blocks.StructBlock):
        children = block.child_blocks.items()
        return [text for name, child in children for text in paragraphs(child, value.get(name))]
    if isinstance(block, blocks.ListBlock):
        return [text for item in value for text in paragraphs(block.child_block, item)]
    return []


def worker_texts(*, stream):
    """Every text in a stream that is for workers, tables and captions too, paragraph by paragraph.

    Read from the stored form, so that neither pictures nor recordings are fetched.
    """
    found = []
    for child in stream.raw_data:
        block = stream.stream_block.child_blocks.get(child["type"])
        if block is not None and audience_of(block) != Audience.FACILITATOR:
            found += stored_texts(block, child["value"])
    return [text for text in found if text.strip()]


def stored_texts(block, value):
    """Every text in the stored value of one block, whoever it is for. Citations are none."""
    if not value or isinstance(block, CitationBlock):
        return []
    if isinstance(block, blocks.RichTextBlock):
        return [html.unescape(strip_tags(part)) for part in PARAGRAPH_END.split(str(value))]
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return [str(value)]
    if isinstance(block, TypedTableBlock):
        return _stored_table(block, value)
    if isinstance(block, blocks.StructBlock):
        children = block.child_blocks.items()
        return [text for name, child in children for text in stored_texts(child, value.get(name))]
    if isinstance(block, blocks.ListBlock):
        return [text for item in value for text in stored_texts(block.child_block, _item(item))]
    return []


def _stored_table(block, value):
    kinds = [block.child_blocks[column["type"]] for column in value["columns"]]
    texts = [value.get("caption") or "", *(column["heading"] for column in value["columns"])]
    for row in value["rows"]:
        for kind, cell in zip(kinds, row["values"], strict=False):
            texts += stored_texts(kind, cell)
    return texts


def _item(item):
    """A list's item, which older content stores bare."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
