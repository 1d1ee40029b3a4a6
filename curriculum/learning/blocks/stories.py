"""The blocks of a story and of research in plain words: all of them for workers."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .body import (
    ChecklistBlock,
    ExampleBlock,
    PictureBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
    WarningBlock,
)


class StoryBody(blocks.StreamBlock):
    """No article of the law: the lesson has it, with its date. No recording: a voice is known again."""

    text = TextBlock()
    example = ExampleBlock()
    steps = StepsBlock()
    checklist = ChecklistBlock()
    warning = WarningBlock()
    table = TableBlock()
    picture = PictureBlock()


class FullTextBody(blocks.StreamBlock):
    """Where the whole of a research is: an address or a document. At most one of them."""

    link = blocks.URLBlock(
        label=_("Address"),
        icon="link-external",
        help_text=_("Where it can be read, for ever if possible."),
    )
    document = DocumentChooserBlock(
        label=_("Document"),
        help_text=_("Kept here, so that it can be read when the address is gone."),
    )

    class Meta:
        max_num = 1
