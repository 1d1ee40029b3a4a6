"""The blocks that a worker never sees."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

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
