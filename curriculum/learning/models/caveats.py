"""What is not certain, will change, or has not been reviewed: said openly."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from ..enums import ContentStatus
from ..fields import LinesField
from .base import TranslatableRecord


class ReviewFlag(TranslatableRecord):
    """A reason why content will have to be looked at again, shared by many lessons."""

    code = models.SlugField(_("code"), max_length=60)
    text = models.TextField(_("reason"), max_length=400)
    is_for_facilitators = models.BooleanField(
        _("for facilitators only"),
        default=False,
        help_text=_("Stands in the guide alone, not on the page that everybody reads."),
    )

    panels = [FieldPanel("code"), FieldPanel("text"), FieldPanel("is_for_facilitators")]
    search_fields = [index.SearchField("text"), index.AutocompleteField("code")]

    class Meta(TranslatableRecord.Meta):
        verbose_name = _("review flag")
        verbose_name_plural = _("review flags")
        ordering = ["code"]

    def __str__(self):
        return self.code


class OpenPoint(TranslatableRecord):
    """Something that nobody has verified yet, said openly beside the lessons it touches."""

    text = models.TextField(_("open point"), max_length=600)
    lesson_codes = LinesField(
        _("lessons"), help_text=_("The codes of the lessons that it touches, one a line.")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    panels = [FieldPanel("text"), FieldPanel("lesson_codes")]
    search_fields = [index.SearchField("text"), index.AutocompleteField("text")]

    class Meta(TranslatableRecord.Meta):
        verbose_name = _("open point")
        verbose_name_plural = _("open points")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.text[:60]


class Colophon(TranslatableRecord):
    """What holds for a whole body of content: its state, law dates, licence and review."""

    code = models.SlugField(_("code"), max_length=60)
    status = models.CharField(
        _("state"), max_length=9, choices=ContentStatus, default=ContentStatus.DRAFT
    )
    drafted_on = models.DateField(_("drafted on"), null=True, blank=True)
    valid_as_of = models.DateField(_("valid as of"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    is_legally_reviewed = models.BooleanField(_("reviewed by a labour lawyer"), default=False)
    legal_review = models.TextField(_("state of the legal review"), blank=True)
    disclaimer = models.TextField(_("disclaimer"), blank=True)
    attendance_note = models.TextField(_("note on attendance"), blank=True)
    law_snapshot = models.JSONField(_("texts of the law that were read"), default=dict, blank=True)
    conventions = models.JSONField(_("conventions"), default=dict, blank=True)

    panels = [
        FieldPanel("code"),
        FieldPanel("status"),
        FieldRowPanel([FieldPanel("drafted_on"), FieldPanel("valid_as_of")]),
        FieldPanel("licence"),
        MultiFieldPanel(
            [FieldPanel("is_legally_reviewed"), FieldPanel("legal_review")],
            heading=_("Legal review"),
        ),
        FieldPanel("disclaimer"),
        FieldPanel("attendance_note"),
        FieldPanel("law_snapshot"),
        FieldPanel("conventions"),
    ]
    search_fields = [index.SearchField("disclaimer"), index.AutocompleteField("code")]

    class Meta(TranslatableRecord.Meta):
        verbose_name = _("colophon")
        verbose_name_plural = _("colophons")
        ordering = ["code"]

    def __str__(self):
        return self.code
