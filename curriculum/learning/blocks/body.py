"""The blocks of a lesson."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from ..enums import Audience
from .base import INLINE, PREVIEW, PROSE, CitationBlock, ProseBlock, WorkerBlock
from .facilitators import ExpectedAnswerBlock, FacilitatorNoteBlock, RiskBlock
from .media import (
    CaptionsChooserBlock,
    FilmChooserBlock,
    RecordingChooserBlock,
    has_words,
    transcript_missing,
)

TEXT = ["h2", "h3", *PROSE]


class TextBlock(ProseBlock):
    audience = Audience.BOTH

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"features": TEXT, "max_length": 6000, **kwargs})

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        description = _("Paragraphs, lists and headings.")
        template = "curriculum/learning/blocks/text.html"
        preview_template = PREVIEW
        preview_value = _(
            "<p>Two steps: first a <b>talk</b> at a conciliation centre, then, "
            "without an agreement, a court.</p>"
        )


class KeyMessageBlock(WorkerBlock):
    text = ProseBlock(
        features=INLINE,
        max_length=400,
        label=_("Message"),
        help_text=_("One idea that somebody can repeat the next day."),
    )
    citations = blocks.ListBlock(
        CitationBlock(label=_("Citation")),
        default=[],
        max_num=12,
        label=_("Legal sources"),
        help_text=_("For example LFT:590-A"),
    )

    class Meta:
        label = _("Key message")
        icon = "key"
        description = _("The sentence that people should take home, with its article.")
        template = "curriculum/learning/blocks/key_message.html"
        preview_value = {
            "text": _("<p>Nobody can be forced to join a union or to leave it.</p>"),
            "citations": ["LFT:358"],
        }


class ExampleBlock(WorkerBlock):
    text = ProseBlock(
        features=PROSE,
        max_length=2000,
        label=_("Example"),
        help_text=_("An invented case. No real names, companies or places."),
    )

    class Meta:
        label = _("Example")
        icon = "user"
        description = _("An invented case that shows what the rule means at work.")
        template = "curriculum/learning/blocks/example.html"
        preview_value = {
            "text": _("<p>The day after she handed out leaflets, her shift was changed.</p>")
        }


class StepsBlock(WorkerBlock):
    steps = blocks.ListBlock(
        ProseBlock(features=INLINE, max_length=600, label=_("Step")),
        min_num=1,
        max_num=20,
        label=_("Steps"),
        help_text=_("One action each, in the order in which it is done."),
    )

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        description = _("What to do, numbered.")
        template = "curriculum/learning/blocks/steps.html"
        preview_value = {
            "steps": [
                _("<p>Ask for the notice in writing.</p>"),
                _("<p>Write down the date.</p>"),
            ]
        }


class ChecklistBlock(WorkerBlock):
    items = blocks.ListBlock(
        ProseBlock(features=INLINE, max_length=400, label=_("Item")),
        min_num=1,
        max_num=20,
        label=_("Items"),
        help_text=_("On paper each gets a box to tick."),
    )

    class Meta:
        label = _("Checklist")
        icon = "check"
        description = _("Things to tick off, in any order.")
        template = "curriculum/learning/blocks/checklist.html"
        preview_value = {
            "items": [_("<p>I have my pay slips.</p>"), _("<p>I know the deadline.</p>")]
        }


class WarningBlock(WorkerBlock):
    text = ProseBlock(
        features=PROSE,
        max_length=1000,
        label=_("Warning"),
        help_text=_("What can go wrong, and what to do instead."),
    )

    class Meta:
        label = _("Warning")
        icon = "warning"
        description = _("Something that can cost a right, a job or somebody’s safety.")
        template = "curriculum/learning/blocks/warning.html"
        preview_value = {"text": _("<p>Don’t sign blank sheets.</p>")}


class LegalQuotationBlock(WorkerBlock):
    quotation = blocks.TextBlock(
        label=_("Quotation"),
        max_length=1500,
        rows=3,
        help_text=_("Word for word as the law has it, without quotation marks."),
    )
    citation = CitationBlock(label=_("Citation"), help_text=_("For example LFT:590-A"))

    class Meta:
        label = _("Legal quotation")
        icon = "openquote"
        description = _("The words of the law, with the article they come from.")
        template = "curriculum/learning/blocks/legal_quotation.html"
        preview_value = {
            "quotation": "A nadie se le puede obligar a formar o no parte de un sindicato.",
            "citation": "LFT:358",
        }


class TableBlock(TypedTableBlock):
    audience = Audience.BOTH

    def __init__(self, *args, **kwargs):
        super().__init__(
            [
                ("text", blocks.CharBlock(required=False, max_length=200, label=_("Text"))),
                (
                    "rich_text",
                    ProseBlock(
                        features=INLINE, max_length=600, required=False, label=_("Formatted text")
                    ),
                ),
            ],
            *args,
            **kwargs,
        )

    def get_preview_value(self):
        text = self.child_blocks["text"]
        return TypedTable(
            columns=[
                {"block": text, "heading": _("What happened")},
                {"block": text, "heading": _("Deadline")},
            ],
            row_data=[{"values": [_("Dismissal"), _("Two months")]}],
            caption=_("Deadlines"),
        )

    class Meta:
        label = _("Table")
        icon = "table"
        description = _("Rows and columns. Two or three columns can be read on a telephone.")
        template = "curriculum/learning/blocks/table.html"
        preview_template = PREVIEW


class PictureBlock(WorkerBlock):
    image = ImageChooserBlock(
        label=_("Picture"),
        help_text=_("No faces, name badges or company signs."),
    )
    alternative_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        help_text=_("What somebody who cannot see it needs to know."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)
    credit = blocks.CharBlock(
        label=_("Credit"), max_length=150, help_text=_("Who made it, and its licence.")
    )

    class Meta:
        label = _("Picture")
        icon = "image"
        description = _("A picture with a text for those who cannot see it, and its source.")
        template = "curriculum/learning/blocks/picture.html"
        preview_template = "curriculum/learning/block_preview_picture.html"
        preview_value = {
            "alternative_text": _("A ballot box"),
            "caption": _("The vote is secret."),
            "credit": _("Drawing: this project, CC BY-SA 4.0"),
        }


class AudioBlock(WorkerBlock):
    title = blocks.CharBlock(
        label=_("Title"), max_length=150, help_text=_("What is said, not who says it.")
    )
    file = RecordingChooserBlock(
        label=_("Recording"),
        help_text=_("Record it here, or send a voice note. Short ones travel best."),
    )
    is_lesson_text = blocks.BooleanBlock(
        required=False,
        label=_("The lesson, read aloud"),
        help_text=_("The text of the lesson is what is said: no transcript is needed."),
    )
    transcript = ProseBlock(
        features=PROSE,
        max_length=12000,
        required=False,
        label=_("Transcript"),
        help_text=_("Everything that is said, for those who cannot listen."),
    )

    def clean(self, value):
        value = super().clean(value)
        is_draft = getattr(self, "is_deferred_validation", False)
        if not (is_draft or value["is_lesson_text"] or has_words(value["transcript"])):
            raise blocks.StructBlockValidationError({"transcript": transcript_missing()})
        return value

    class Meta:
        label = _("Audio")
        icon = "media"
        description = _("A recording with its transcript. Paper carries the transcript.")
        template = "curriculum/learning/blocks/audio.html"
        preview_template = "curriculum/learning/block_preview_audio.html"
        preview_value = {
            "title": _("How the vote works"),
            "transcript": _("<p>You mark the ballot alone. Nobody sees what you mark.</p>"),
        }


class VideoBlock(WorkerBlock):
    title = blocks.CharBlock(
        label=_("Title"), max_length=150, help_text=_("What is seen, not who is seen.")
    )
    file = FilmChooserBlock(
        label=_("Film"),
        help_text=_("MP4 or WebM, without faces or company signs. Short ones travel best."),
    )
    captions = CaptionsChooserBlock(
        label=_("Captions"),
        required=False,
        help_text=_(
            "What is said, at the moment at which it is said: for those who cannot hear the film, "
            "and where it is watched without sound. A .vtt or .srt file in the language of this "
            "page, as free programs and film editors on telephones make it. Without names."
        ),
    )
    poster = ImageChooserBlock(
        label=_("Still picture"),
        required=False,
        help_text=_("Is seen before the film is started, and costs data by itself."),
    )
    transcript = ProseBlock(
        features=PROSE,
        max_length=12000,
        label=_("Transcript"),
        help_text=_("What is said, and what one has to see to understand it."),
    )

    class Meta:
        label = _("Film")
        icon = "view"
        description = _("A short film with its transcript. Paper carries the transcript.")
        template = "curriculum/learning/blocks/video.html"
        preview_template = "curriculum/learning/block_preview_video.html"
        preview_value = {
            "title": _("How a ballot is folded"),
            "transcript": _("<p>One folds the ballot twice, so that nobody sees the mark.</p>"),
        }


class ReflectionBlock(WorkerBlock):
    question = blocks.CharBlock(
        label=_("Question"), max_length=300, help_text=_("One without a wrong answer.")
    )
    prompt = ProseBlock(
        features=INLINE,
        max_length=600,
        label=_("Hint"),
        required=False,
        help_text=_("Something to begin with, for those who find it hard."),
    )

    class Meta:
        label = _("Reflection question")
        icon = "help"
        description = _("A question to think about. Paper leaves lines to write on.")
        template = "curriculum/learning/blocks/reflection.html"
        preview_value = {
            "question": _("Who would you tell first?"),
            "prompt": _("<p>Think of somebody who has been through it.</p>"),
        }


class NewPageBlock(blocks.StaticBlock):
    audience = Audience.BOTH

    def get_preview_value(self):
        return None

    class Meta:
        label = _("New page (print)")
        icon = "doc-empty"
        admin_text = _("What follows starts a new page on paper.")
        description = _("Starts a new page on paper. On the web nothing is seen of it.")
        template = "curriculum/learning/blocks/new_page.html"
        preview_template = "curriculum/learning/block_preview_new_page.html"


class LessonBody(blocks.StreamBlock):
    """What a lesson is made of, in the order in which the editor offers it."""

    text = TextBlock(group=_("For everybody"))
    key_message = KeyMessageBlock(group=_("For everybody"))
    example = ExampleBlock(group=_("For everybody"))
    steps = StepsBlock(group=_("For everybody"))
    checklist = ChecklistBlock(group=_("For everybody"))
    warning = WarningBlock(group=_("For everybody"))
    legal_quotation = LegalQuotationBlock(group=_("For everybody"))
    table = TableBlock(group=_("For everybody"))
    picture = PictureBlock(group=_("For everybody"))
    audio = AudioBlock(group=_("For everybody"))
    video = VideoBlock(group=_("For everybody"))
    reflection = ReflectionBlock(group=_("For everybody"))
    new_page = NewPageBlock(group=_("For everybody"))
    facilitator_note = FacilitatorNoteBlock(group=_("Facilitators only"))
    expected_answer = ExpectedAnswerBlock(group=_("Facilitators only"))
    risk = RiskBlock(group=_("Facilitators only"))

    class Meta:
        max_num = 80
