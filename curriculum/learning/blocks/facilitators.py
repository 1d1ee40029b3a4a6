"""The blocks that a worker never sees."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from ..enums import Audience
from .base import PROSE, FacilitatorBlock, ProseBlock


class FacilitatorNoteBlock(FacilitatorBlock):
    text = ProseBlock(
        features=PROSE,
        max_length=2000,
        label=_("Note"),
        help_text=_("Only the facilitator guide shows this."),
    )

    class Meta:
        label = _("Note for the facilitator")
        icon = "clipboard-list"
        description = _("How to run this part. Never reaches a worker’s page or sheet.")
        template = "curriculum/learning/blocks/facilitator_note.html"
        preview_value = {"text": _("<p>Leave time for silence after this question.</p>")}


class ExpectedAnswerBlock(FacilitatorBlock):
    question = blocks.CharBlock(
        label=_("Question"), max_length=300, help_text=_("As the group hears it.")
    )
    answer = ProseBlock(
        features=PROSE,
        max_length=2000,
        label=_("Expected answer"),
        help_text=_("Only the facilitator guide shows this."),
    )

    class Meta:
        label = _("Expected answer")
        icon = "comment"
        description = _("A question and its answer, for the facilitator alone.")
        template = "curriculum/learning/blocks/expected_answer.html"
        preview_value = {
            "question": _("Who registers collective agreements?"),
            "answer": _("<p>The Federal Centre for Conciliation and Labour Registration.</p>"),
        }


class RiskBlock(FacilitatorBlock):
    text = ProseBlock(
        features=PROSE,
        max_length=2000,
        label=_("Risk and what to do"),
        help_text=_("Only the facilitator guide shows this."),
    )

    class Meta:
        label = _("Risk")
        icon = "warning"
        description = _("What could put somebody in danger here, for the facilitator alone.")
        template = "curriculum/learning/blocks/risk.html"
        preview_value = {"text": _("<p>Don’t photograph the timeline.</p>")}


class CueBlock(blocks.TextBlock):
    """One cue of a script, plain text. Its label stands before it on paper, too."""

    audience = Audience.FACILITATOR

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 400, "rows": 2, **kwargs})


class SayBlock(CueBlock):
    class Meta:
        label = pgettext_lazy("cue of a script", "Say")
        icon = "comment"
        description = _("Read out or told, in words that the group uses.")


class AskBlock(CueBlock):
    class Meta:
        label = pgettext_lazy("cue of a script", "Ask")
        icon = "help"
        description = _("A question to the group. It waits for an answer.")


class DoBlock(CueBlock):
    class Meta:
        label = pgettext_lazy("cue of a script", "Do")
        icon = "user"
        description = _("What the facilitator does. It is not said aloud.")


class ScriptBlock(blocks.StreamBlock):
    """What is said, asked and done in one activity, cue by cue."""

    say = SayBlock()
    ask = AskBlock()
    do = DoBlock()

    class Meta:
        max_num = 20
