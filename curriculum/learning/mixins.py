"""What makes a page a programme, a module or a lesson. Concrete pages stay thin.

A site with its own base page model derives its own pages from these and leaves
``curriculum.pages`` out.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Revision
from wagtail.search import index

from .blocks import LessonBody
from .enums import Access, Confidence, Drawing
from .fields import CitationsField, StatesField
from .findable import Findable
from .previewing import PaperPreview
from .reading import LessonReading, ModuleReading, ProgrammeReading, SectionReading

#: Of a programme, and the same in every language (``domain.switches``).
SWITCHES = ("access", "is_listed", "is_discreet")


class SectionMixin(SectionReading, models.Model):
    """A partner's part of the tree, in which its programmes stand."""

    admin_default_ordering = "ord"

    class Meta:
        abstract = True


class ContentMixin(Findable):
    """Common to programmes, modules and lessons: a code, a summary, a memory of the source."""

    code = models.CharField(
        _("code"),
        max_length=40,
        help_text=_("Stable and the same in every language, for example LLR-1.2"),
    )
    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("One or two sentences in plain words. They stand in lists and on the handout."),
    )
    translated_from = models.ForeignKey(
        Revision,
        verbose_name=_("revision of the source that this translates"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    #: Language of the source; empty for a page that translates nothing.
    source_language = models.CharField(max_length=12, blank=True, default="", editable=False)
    #: Digest of the source's content then: still known when its revision has been purged.
    translated_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    translated_on = models.DateField(null=True, blank=True, editable=False)
    #: Digest of this page's own content, written at each publication.
    published_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    #: Ids of the changes of the law that this text takes into account: said in a draft, and
    #: true once it is published.
    law_changes_read = models.JSONField(default=list, blank=True, editable=False)

    #: In the admin as readers meet them: in order, not by the day of the last change.
    admin_default_ordering = "ord"
    exclude_fields_in_copy = [
        "translated_from",
        "source_language",
        "translated_digest",
        "translated_on",
        "published_digest",
        "law_changes_read",
    ]

    search_fields = [
        *Findable.search_fields,
        index.SearchField("summary"),
        index.FilterField("code"),
    ]

    class Meta:
        abstract = True

    def findable_texts(self):
        return [self.summary]

    def full_clean(self, *args, **kwargs):
        self._keep_address_neutral()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        # Here as well: copies, aliases and publications are saved without being cleaned.
        if "slug" in (kwargs.get("update_fields") or ["slug"]):
            self._keep_address_neutral()
        return super().save(*args, **kwargs)

    def _keep_address_neutral(self):
        """Discreet programmes have only neutral slugs, however a page came there."""
        from .domain import discretion  # which knows pages by these mixins

        discretion.keep_neutral(page=self)


class ProgrammeMixin(PaperPreview, ProgrammeReading, ContentMixin):
    audience = models.CharField(
        _("for whom"),
        max_length=250,
        help_text=_(
            "Who it is written for, for example: workers in mining, with or without a union."
        ),
    )
    sectors = ParentalManyToManyField(
        "curriculum_learning.Sector", verbose_name=_("sectors"), blank=True, related_name="+"
    )
    places = StatesField(_("states"))
    colophon = models.ForeignKey(
        "curriculum_learning.Colophon",
        verbose_name=_("colophon"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    access = models.CharField(
        _("access"),
        max_length=10,
        choices=Access,
        default=Access.PUBLIC,
        help_text=_(
            "For whom its sessions are. A reader of the pages is never asked who they are."
        ),
    )
    is_listed = models.BooleanField(
        _("listed"),
        default=True,
        help_text=_(
            "Shown on the home page, in search and in the sitemap. "
            "Unlisted is not secret: whoever has the link can read it."
        ),
    )
    is_discreet = models.BooleanField(
        _("discreet"),
        default=False,
        help_text=_("Neutral titles and addresses wherever a passer-by could read them."),
    )
    discreet_title = models.CharField(
        _("discreet title"),
        max_length=120,
        blank=True,
        help_text=_("Short and quiet, for cards that somebody might read over a shoulder."),
    )
    discreet_summary = models.CharField(_("discreet summary"), max_length=250, blank=True)
    drawing = models.CharField(_("drawing"), max_length=10, choices=Drawing, default=Drawing.BOOK)

    class Meta:
        abstract = True


class ModuleMixin(PaperPreview, ModuleReading, ContentMixin):
    """Rows are inline children of the concrete page: ``objectives``, ``key_messages``,
    ``session_plan``, ``contingencies``, ``assessment_items``, ``handout_sections``."""

    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"),
        validators=[MinValueValidator(10), MaxValueValidator(960)],
        help_text=_("The whole session with its breaks. The plan below is checked against it."),
    )
    handout_title = models.CharField(
        _("title of the handout"),
        max_length=150,
        blank=True,
        help_text=_("What people will call the sheet that they take home."),
    )
    handout_pages = models.PositiveSmallIntegerField(
        _("pages of the handout"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
        help_text=_("How many pages it should have at most."),
    )
    accompaniment = models.TextField(
        _("accompaniment"),
        max_length=1200,
        blank=True,
        help_text=_(
            "What the team does in the weeks after the session. Only facilitators read this."
        ),
    )
    safety_note = models.TextField(
        _("safety note"),
        max_length=1200,
        blank=True,
        help_text=_(
            "What could put somebody at risk, and how to avoid it. Only facilitators read this."
        ),
    )
    content_warning = models.TextField(
        _("content warning"),
        max_length=400,
        blank=True,
        help_text=_("What a person should know before reading or coming. Everybody reads this."),
    )
    review_flags = ParentalManyToManyField(
        "curriculum_learning.ReviewFlag",
        verbose_name=_("review flags"),
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True


class LessonMixin(PaperPreview, LessonReading, ContentMixin):
    body = StreamField(LessonBody(), verbose_name=_("text"))
    citations = CitationsField()
    valid_as_of = models.DateField(
        _("law valid as of"),
        null=True,
        help_text=_("The day on which somebody last compared this lesson with the law."),
    )
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("From this day on the lesson is listed as over its date."),
    )
    confidence = models.CharField(
        _("confidence"), max_length=6, choices=Confidence, default=Confidence.HIGH
    )
    review_flags = ParentalManyToManyField(
        "curriculum_learning.ReviewFlag",
        verbose_name=_("review flags"),
        blank=True,
        related_name="+",
    )

    #: The whole body is for the staff's own search in the admin: readers' search asks for the
    #: tokens alone, which hold nothing that is for facilitators.
    search_fields = [*ContentMixin.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True
