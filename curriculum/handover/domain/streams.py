"""A stream's stored value, with every reference in it changed by one function."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock


class Exchange:
    """What is done with the three kinds of value that cannot leave as they are."""

    def html(self, value):
        raise NotImplementedError

    def chosen(self, model, value):
        raise NotImplementedError

    def url(self, value):
        raise NotImplementedError


def convert(block, value, exchange):
    """``value`` (as stored, of ``block``) with its references exchanged. Gives a new value.

    Refuses with ``ValueError`` what no block of this kind stores.
    """
    if value is None:
        return None
    for kind, converter in CONVERTERS:
        if isinstance(block, kind):
            return converter(block, value, exchange)
    return value


def _stream(block, value, exchange):
    return [
        {**part, "value": convert(block.child_blocks[part["type"]], part["value"], exchange)}
        for part in _expect(value, list)
        if _expect(part, dict)["type"] in block.child_blocks
    ]


def _list(block, value, exchange):
    return [
        {**part, "value": convert(block.child_block, part["value"], exchange)}
        if isinstance(part, dict) and set(part) == {"type", "value", "id"}
        else convert(block.child_block, part, exchange)
        for part in _expect(value, list)
    ]


def _struct(block, value, exchange):
    return {
        name: convert(block.child_blocks[name], part, exchange)
        for name, part in _expect(value, dict).items()
        if name in block.child_blocks
    }


def _table(block, value, exchange):
    if not value:
        return value
    columns = [block.child_blocks[column["type"]] for column in value["columns"]]
    rows = [
        {
            **row,
            "values": [
                convert(column, cell, exchange)
                for column, cell in zip(columns, row["values"], strict=True)
            ],
        }
        for row in value["rows"]
    ]
    return {**value, "rows": rows}


def _expect(value, kind):
    if not isinstance(value, kind):
        raise ValueError(f"{kind.__name__} expected")
    return value


CONVERTERS = (
    (blocks.BaseStreamBlock, _stream),
    (blocks.ListBlock, _list),
    (blocks.BaseStructBlock, _struct),
    (BaseTypedTableBlock, _table),
    (blocks.RichTextBlock, lambda block, value, to: to.html(_expect(value, str))),
    (blocks.RawHTMLBlock, lambda block, value, to: to.html(_expect(value, str))),
    (blocks.URLBlock, lambda block, value, to: to.url(_expect(value, str))),
    (blocks.ChooserBlock, lambda block, value, to: to.chosen(block.model_class, value)),
)
