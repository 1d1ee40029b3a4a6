"""Inline rows of a module. Abstract: a site's own app gives them their page (``ParentalKey``).

Each is translatable, so that a translation's row keeps the key of its source
row: higher rooms point at a page and a row's translation key, never at a row.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin

from .blocks import ScriptBlock
from .enums import Confidence, Moment
from .fields import CitationsField, LinesField


class Row(TranslatableMixin, Orderable):
    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class LearningObjectiveRow(Row):
    text = models.CharField(
        _("objective"),
        max_length=250,
        help_text=_("Begins with a verb that one can see: explain, recognise, fill in."),
    )

    panels = [FieldPanel("text", widget=AdminAutoHeightTextInput)]

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return self.text


class KeyMessageRow(Row):
    text = models.TextField(
        _("key message"),
        max_length=400,
        help_text=_("One idea in one sentence that somebody can repeat the next day."),
    )
    citations = CitationsField()
    confidence = models.CharField(
        _("confidence"), max_length=6, choices=Confidence, default=Confidence.HIGH
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("citations"),
        FieldPanel("confidence"),
    ]

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return self.text


class SessionPlanRow(Row):
    """A row of the *carta descriptiva*. Start times are computed by ``outline``."""

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    moment = models.CharField(_("moment"), max_length=11, choices=Moment)
    objective = models.CharField(_("objective"), max_length=250)
    activity = models.TextField(
        _("activity"), max_length=1000, help_text=_("What the group does, step by step.")
    )
    technique = models.CharField(
        _("technique"), max_length=150, help_text=_("For example: round, role play, work in pairs.")
    )
    materials = models.CharField(
        _("materials"),
        max_length=250,
        blank=True,
        help_text=_("What has to be brought, so that nobody looks for it on the day."),
    )
    responsible = models.CharField(
        _("responsible"), max_length=150, help_text=_("A role, never a person's name.")
    )
    facilitator_notes = models.TextField(
        _("notes for the facilitator"),
        max_length=1000,
        blank=True,
        help_text=_("What to watch for. What is said and asked stands in the script."),
    )
    script = StreamField(
        ScriptBlock(),
        verbose_name=_("script"),
        blank=True,
        help_text=_(
            "What is said, asked and done, cue by cue. Only facilitators read it. "
            "Without a script the guide prints the activity as it stands above."
        ),
    )
    is_in_short_version = models.BooleanField(
        _("in the short version"),
        default=False,
        help_text=_("Keep this activity when there is less time than planned."),
    )

    panels = [
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("moment")]),
        FieldPanel("objective"),
        FieldPanel("activity"),
        FieldRowPanel([FieldPanel("technique"), FieldPanel("materials")]),
        FieldRowPanel([FieldPanel("responsible"), FieldPanel("is_in_short_version")]),
        FieldPanel("facilitator_notes"),
        FieldPanel("script"),
    ]

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return self.objective


class ContingencyRow(Row):
    """A row of plan B: what to do when time is short or something fails."""

    condition = models.CharField(
        _("when"),
        max_length=150,
        help_text=_("What may happen, for example: if 30 minutes are left."),
    )
    action = models.TextField(
        _("what to do"),
        max_length=500,
        help_text=_("Which activity is shortened, joined or left out, and how."),
    )

    panels = [FieldPanel("condition"), FieldPanel("action")]

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return self.condition


class AssessmentItemRow(Row):
    question = models.TextField(
        _("question"), max_length=500, help_text=_("The group answers it together, never by name.")
    )
    options = LinesField(_("options"), help_text=_("One a line, two to six."))
    correct_option = models.PositiveSmallIntegerField(
        _("correct option"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
        help_text=_("Its number: 1 is the first."),
    )
    explanation = models.TextField(
        _("explanation"), max_length=600, help_text=_("Why this answer is right, with its article.")
    )
    citations = CitationsField()

    panels = [
        FieldPanel("question"),
        FieldPanel("options"),
        FieldRowPanel([FieldPanel("correct_option"), FieldPanel("citations")]),
        FieldPanel("explanation"),
    ]

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return self.question

    @property
    def answer(self):
        """The correct option's text, or "" while there is none of that number."""
        index = (self.correct_option or 0) - 1
        return self.options[index] if 0 <= index < len(self.options) else ""


class HandoutSectionRow(Row):
    title = models.CharField(_("section"), max_length=150)

    panels = [FieldPanel("title")]

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return self.title
