"""A page's own content as plain data: what snapshots freeze and translations compare.

The data holds stable keys only (translation keys, codes, digests of files),
never database ids, so that the same content has the same digest anywhere.
"""

import hashlib
import json
import re

import swapper
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from ..mixins import SWITCHES, ContentMixin, LessonMixin, ModuleMixin, ProgrammeMixin
from ..rows import Row
from ..story_mixins import ResearchBriefMixin, WinMixin

Page = swapper.load_model("wagtailcore", "Page")

#: Raised whenever the shape of the data changes, since the digest changes with it.
SCHEMA = 1

KINDS = (
    ("module", ModuleMixin),
    ("lesson", LessonMixin),
    ("programme", ProgrammeMixin),
    ("win", WinMixin),
    ("research_brief", ResearchBriefMixin),
)
#: A page's memory of its source is not its content, nor is what holds in every language.
NOT_CONTENT = {*ContentMixin.exclude_fields_in_copy, *SWITCHES}
NOT_CONTENT_OF_ROWS = {"id", "page", "sort_order", "translation_key", "locale"}
#: Not in the data while empty: they came later, and what says nothing new keeps its digest.
CAME_LATER = {"script", "contingencies"}

INTERNAL_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
LINK_ID = re.compile(r'\bid="(\d+)"')


def canonical_json(data):
    """The one way in which ``data`` is written: keys sorted, no spaces, UTF-8."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(*, data):
    """SHA-256 of the canonical JSON of ``data``, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def content_of(*, page):
    """The content of one programme, module, lesson or story, saved or as it stands in a draft.

    A dict with ``kind``, ``key`` and ``locale``, every field of the page's
    mixin, its rows in order, and ``media``: the files that it shows, each with
    its SHA-256. Children of the page are not in it.
    """
    kind, mixin = next((kind, mixin) for kind, mixin in KINDS if isinstance(page, mixin))
    data = {
        "kind": kind,
        "key": str(page.translation_key),
        "locale": page.locale.language_code,
        "title": page.title,
    }
    for field in [*mixin._meta.fields, *mixin._meta.many_to_many]:
        if field.name not in NOT_CONTENT:
            data[field.name] = _field_value(page, field)
    for relation in rows_of(page):
        data[relation.get_accessor_name()] = [
            _row_data(row) for row in in_order(getattr(page, relation.get_accessor_name()).all())
        ]
    data["media"] = media_of(page=page)
    return _without_news(data)


def rows_of(page):
    """The relations by which a page (or its model) holds inline rows, by name."""
    relations = [
        relation
        for relation in get_all_child_relations(page)
        if issubclass(relation.related_model, Row)
    ]
    return sorted(relations, key=lambda relation: relation.get_accessor_name())


def media_of(*, page):
    """The pictures and recordings in a page's streams: kind, title and SHA-256 of each file."""
    found = {}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            for model, object_id, *_paths in stream.stream_block.extract_references(stream):
                if model in (get_image_model(), get_document_model()):
                    found[model, int(object_id)] = None
    media = []
    for model, object_id in found:
        if file := model.objects.filter(pk=object_id).first():
            kind = "image" if model is get_image_model() else "document"
            media.append({"kind": kind, "title": file.title, "sha256": _file_digest(file)})
    return sorted(media, key=lambda entry: (entry["sha256"], entry["title"]))


def in_order(rows):
    """Inline rows as their page shows them."""
    return sorted(rows, key=lambda row: (row.sort_order is None, row.sort_order or 0))


def _row_data(row):
    fields = [f for f in row._meta.concrete_fields if f.name not in NOT_CONTENT_OF_ROWS]
    data = {"key": str(row.translation_key), **{f.name: _field_value(row, f) for f in fields}}
    return _without_news(data)


def _without_news(data):
    return {name: value for name, value in data.items() if value or name not in CAME_LATER}


def _field_value(owner, field):
    value = getattr(owner, field.name)
    if isinstance(field, models.ManyToManyField):
        return sorted(related.code for related in value.all())
    if isinstance(field, models.ForeignKey):
        return getattr(value, "code", None)
    if isinstance(field, StreamField):
        return _stream_data(value)
    if isinstance(value, models.Model | StreamValue):
        raise TypeError(f"{field} has no plain value")
    return field.value_to_string(owner) if hasattr(value, "isoformat") else value


def _stream_data(stream):
    return [
        {
            "type": child.block_type,
            "value": _portable(child.block, child.block.get_prep_value(child.value)),
        }
        for child in stream
    ]


def _portable(block, value):
    """A block's stored value without ids: nested ones, and those of files and pages."""
    if model := getattr(block, "model_class", None):
        return _portable_file(model, value)
    if isinstance(value, dict):
        children = getattr(block, "child_blocks", {})
        return {name: _portable(children.get(name), part) for name, part in value.items()}
    if isinstance(value, list):
        child = getattr(block, "child_block", None)
        return [_portable(child, _without_id(part)) for part in value]
    return INTERNAL_LINK.sub(_portable_link, value) if isinstance(value, str) else value


def bare(value):
    """A block's stored value without the ids of the items of its lists."""
    if isinstance(value, dict):
        return {name: bare(part) for name, part in value.items()}
    if isinstance(value, list):
        return [bare(_without_id(part)) for part in value]
    return value


def _without_id(part):
    """The value of one item of a list block, which is stored with a type and an id."""
    is_item = isinstance(part, dict) and set(part) == {"type", "value", "id"}
    return part["value"] if is_item else part


def _portable_file(model, object_id):
    file = model.objects.filter(pk=object_id).first()
    return _file_digest(file) if file else None


def _portable_link(match):
    def key_of(number):
        page = Page.objects.filter(pk=number[1]).first()
        return f'key="{page.translation_key}"' if page else 'key=""'

    return LINK_ID.sub(key_of, match[0])


def _file_digest(file):
    try:
        with file.file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
