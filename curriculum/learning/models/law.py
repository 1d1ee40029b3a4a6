"""Where the law is, who cites it, what changed in it, and who has still to look."""

import uuid
from datetime import datetime, time

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from ..enums import ReviewOutcome
from ..fields import InLanguagesField, validate_locator
from .base import PAGE_MODEL


class LegalSource(index.Indexed, models.Model):
    """A law, decree, treaty or standard that lessons cite, in the version that was read."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=400)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    version = models.CharField(_("version"), max_length=200)

    panels = [
        FieldPanel("code"),
        FieldPanel("title"),
        FieldPanel("issuer"),
        FieldPanel("version"),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("legal source")
        verbose_name_plural = _("legal sources")
        ordering = ["code"]

    def __str__(self):
        return self.code


class CitedIn(models.Model):
    """One citation in one published page. Derived at publication by ``domain.citations``."""

    class Kind(models.TextChoices):
        LESSON = "lesson", _("Lesson")
        BLOCK = "block", _("Text of a lesson")
        KEY_MESSAGE = "key_message", _("Key message")
        ASSESSMENT_ITEM = "item", _("Assessment question")

    source = models.CharField(_("source"), max_length=20)
    locator = models.CharField(_("article"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    page = models.ForeignKey(PAGE_MODEL, on_delete=models.CASCADE, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    locale = models.CharField(max_length=12)
    row_key = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["source", "locator", "page__path", "kind"]
        indexes = [models.Index(fields=["source", "locator"], name="cited_place")]

    def __str__(self):
        return f"{self.source}:{self.locator}"


class LegalChange(index.Indexed, models.Model):
    """An article, or a whole law, that changes on a day. What rests on it has a ``LawReview``.

    Shared by all partners, as its source is. ``locator`` "" is the whole source.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(
        LegalSource, verbose_name=_("legal source"), on_delete=models.PROTECT, related_name="+"
    )
    locator = models.CharField(
        _("article"),
        max_length=120,
        blank=True,
        validators=[validate_locator],
        help_text=_(
            "As lessons cite it: 390 Bis, or 371, frac. IX, or 66 a 69. Empty: the whole law."
        ),
    )
    takes_effect_on = models.DateField(
        _("takes effect on"), help_text=_("From this day on the new text holds. It may lie ahead.")
    )
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("The day of the official gazette.")
    )
    summary = InLanguagesField(
        _("what changes"),
        max_length=600,
        help_text=_("One or two sentences in plain words. Readers see them on “What changed”."),
    )
    recorded_on = models.DateField(_("recorded on"), default=timezone.localdate, editable=False)
    #: The day on which it was taken back, for it should not have been recorded. Why, its log says.
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, editable=False)

    search_fields = [index.SearchField("locator"), index.AutocompleteField("locator")]

    class Meta:
        verbose_name = _("change of the law")
        verbose_name_plural = _("changes of the law")
        ordering = ["-takes_effect_on", "-recorded_on", "pk"]

    def __str__(self):
        return f"{self.source.code}:{self.locator}" if self.locator else self.source.code

    @property
    def is_ahead(self):
        """Whether the day on which it takes effect has not come yet."""
        return self.takes_effect_on > timezone.localdate()

    @property
    def takes_effect_at(self):
        """The moment at which that day begins."""
        return timezone.make_aware(datetime.combine(self.takes_effect_on, time.min))


class LawReviewQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for somebody. A page that is gone waits for nobody."""
        return self.filter(closed_on=None, page__isnull=False)


class LawReview(models.Model):
    """One published page that rests on what changed, until somebody has compared it.

    No person is kept here: who looked is in the page's own log. The keys
    outlive the page, and find it again in another install.
    """

    change = models.ForeignKey(LegalChange, on_delete=models.CASCADE, related_name="reviews")
    page = models.ForeignKey(PAGE_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    locale = models.CharField(max_length=12)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=ReviewOutcome, blank=True)
    #: Of what the page said when the review was opened: tells whether the text has changed.
    digest = models.CharField(max_length=64, blank=True)

    objects = LawReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review after a change of the law")
        verbose_name_plural = _("reviews after a change of the law")
        ordering = ["change", "page__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "translation_key", "locale"], name="one_review_a_page_and_change"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None, outcome="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(outcome="")),
                name="closed_review_has_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["page", "closed_on"], name="open_reviews_of_page")]

    def __str__(self):
        return f"{self.change_id} {self.translation_key}:{self.locale}"
