"""What makes a page a tangible win, or research in plain words. Concrete pages stay thin.

Both support lessons: they show that what a lesson says has worked, or where it
comes from. A draft may be incomplete; ``domain.fitness`` says what must be
there before anybody reads it, whichever way it is published.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from .blocks.stories import FullTextBody, StoryBody
from .enums import Listing, State
from .fields import LessonsField, LinesField
from .findable import Findable
from .mixins import ContentMixin
from .story_reading import ResearchBriefReading, WinReading

#: A decade before the reform there is nothing that we would tell as ours.
YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


class StoryMixin(ContentMixin):
    """Common to a win and a research brief."""

    #: Found by the lessons that it supports, so it needs no code of its own.
    code = None
    lessons = LessonsField(
        verbose_name=_("lessons that it supports"),
        help_text=_("At least one. The story stands at their foot, and they at its side."),
    )
    listing = models.CharField(
        _("who finds it"),
        max_length=8,
        choices=Listing,
        default=Listing.FOLLOW,
        help_text=_("On the home page, with its lessons, in search and in the sitemap."),
    )

    search_fields = [*Findable.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    def findable_texts(self):
        from .domain import texts  # above this floor

        return [text for name, text in texts.parts_of(page=self) if name != "title"]

    def save(self, clean=True, **kwargs):
        """Nothing unfit goes live: the last of Wagtail's ways of publishing ends here."""
        if clean and self.live:
            from .domain import fitness  # above this floor

            fitness.refuse_unfit(page=self)
        super().save(clean=clean, **kwargs)

    def publish(self, revision, **kwargs):
        """Of a revision: now, on a day to come, or because that day has come."""
        from .domain import fitness  # above this floor

        if fitness.may_go_live(revision=revision):
            super().publish(revision, **kwargs)


class WinMixin(WinReading, StoryMixin):
    """A tangible win: what changed, how, and what of it others can repeat. Nobody is in it."""

    summary = models.TextField(
        _("what changed"),
        max_length=400,
        help_text=_("In one sentence that somebody can tell at work the next day."),
    )
    story = StreamField(
        StoryBody(),
        verbose_name=_("what happened"),
        help_text=_("No names of persons, companies or places, and no exact date."),
    )
    steps = LinesField(
        _("what helped"),
        help_text=_("Steps that others can repeat, one a line."),
    )
    sector = models.ForeignKey(
        "curriculum_learning.Sector",
        verbose_name=_("sector"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(
        _("state"),
        max_length=3,
        choices=State,
        blank=True,
        help_text=_("Leave it empty where few workplaces of this sector are in the state."),
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, validators=YEARS)
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, choices=list(MONTHS.items())
    )
    has_consent = models.BooleanField(
        _("Told with consent, and nobody can be recognised"),
        default=False,
        help_text=_(
            "Those who lived it agreed that it be told, and have heard or read it as it stands here. "
            "It names no person, company or place. Who agreed is written down nowhere: "
            "a list of consents would be a list of names."
        ),
    )

    class Meta:
        abstract = True


class ResearchBriefMixin(ResearchBriefReading, StoryMixin):
    """What research found, in words of those whom it is about."""

    summary = models.TextField(
        _("what was found"),
        max_length=400,
        help_text=_("One or two sentences in plain words. They stand in lists too."),
    )
    meaning = models.TextField(
        _("what it means for you"),
        max_length=600,
        help_text=_("What a person can do with it, at work and with others. Say “you”."),
    )
    plain_version = StreamField(
        StoryBody(),
        verbose_name=_("plain-language version"),
        help_text=_("What a worker reads instead of the report. Its reading ease is shown below."),
    )
    method = models.TextField(
        _("how it was done"),
        max_length=400,
        help_text=_("In two sentences: who was asked or what was read, how many, when."),
    )
    limits = models.TextField(
        _("what it does not tell"),
        max_length=400,
        help_text=_("What the research could not find out, and for whom it may not hold."),
    )
    institution = models.CharField(
        _("who did it"), max_length=200, help_text=_("An institution, not a person.")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, validators=YEARS)
    full_text = StreamField(FullTextBody(), verbose_name=_("full text"), blank=True)
    licence = models.CharField(
        _("licence"), max_length=60, blank=True, help_text=_("For example CC BY-SA 4.0")
    )

    class Meta:
        abstract = True
