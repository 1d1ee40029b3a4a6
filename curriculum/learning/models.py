import re
import secrets
import uuid
from datetime import datetime, time

import swapper
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Revision, TranslatableMixin
from wagtail.search import index

from .enums import ContentStatus, ReviewOutcome
from .fields import InLanguagesField, LinesField, StatesField, validate_locator
from .findable import Findable
from .refusals import LearningRefused

PAGE_MODEL = swapper.get_model_name("wagtailcore", "Page")

#: No vowels and no look-alikes, so that an address neither spells a word nor is misread.
ADDRESS_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
ADDRESS_LENGTH = 8

#: The first number in what somebody wrote: not the extension behind it, nor a second number.
PHONE = re.compile(r"\+?\(?\d(?:[\s().-]*\d){2,}")


def new_address():
    return "".join(secrets.choice(ADDRESS_ALPHABET) for _ in range(ADDRESS_LENGTH))


class TranslatableRecord(TranslatableMixin, index.Indexed, models.Model):
    class Meta(TranslatableMixin.Meta):
        abstract = True


class Theme(TranslatableRecord):
    """A subject that runs through modules and learnings."""

    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=120)

    panels = [FieldPanel("name"), FieldPanel("code")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableRecord.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Sector(TranslatableRecord):
    """A branch of industry: aerospace, mining, call centres."""

    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=120)

    panels = [FieldPanel("name"), FieldPanel("code")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableRecord.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["name"]

    def __str__(self):
        return self.name


class GlossaryTerm(Findable, TranslatableRecord):
    """A word that lessons explain in place."""

    term = models.CharField(_("term"), max_length=120)
    variants = models.TextField(
        _("other forms"),
        blank=True,
        help_text=_("Plurals and abbreviations by which it is found in a text, one a line."),
    )
    definition = models.TextField(_("definition"), max_length=400)

    panels = [FieldPanel("term"), FieldPanel("definition"), FieldPanel("variants")]
    search_fields = [
        *Findable.search_fields,
        index.SearchField("term", boost=2),
        index.AutocompleteField("term"),
        index.SearchField("definition"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableRecord.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term"]

    def __str__(self):
        return self.term

    def findable_title(self):
        return self.term

    def findable_names(self):
        return [self.term, *self.variants.splitlines()]

    def findable_texts(self):
        return [self.definition]


class HelpContact(Findable, TranslatableRecord):
    """An institution and what it does: where to go for help. Never a person."""

    name = models.CharField(_("institution"), max_length=200)
    need = models.CharField(_("when to go there"), max_length=200)
    what_it_does = models.TextField(_("what it does"), max_length=600)
    states = StatesField(_("states"), help_text=_("None means everywhere in the country."))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    verified_on = models.DateField(
        _("number verified on"),
        null=True,
        blank=True,
        help_text=_("A telephone number is shown only with the day on which somebody called it."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    panels = [
        FieldPanel("name"),
        FieldPanel("need"),
        FieldPanel("what_it_does"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("verified_on")]),
                FieldPanel("website"),
            ],
            heading=_("How to reach it"),
        ),
        FieldPanel("states"),
        FieldPanel("sort_order"),
    ]
    search_fields = [
        *Findable.search_fields,
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("what_it_does"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableRecord.Meta):
        verbose_name = _("help contact")
        verbose_name_plural = _("help contacts")
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.verified_on and not self.phone:
            raise ValidationError({"verified_on": _("Write down the number that was called.")})
        if self.verified_on and self.verified_on > timezone.localdate():
            raise ValidationError({"verified_on": _("This day is still to come.")})
        if self.phone and not self.digits:
            raise ValidationError({"phone": _("Write the number with its digits: 55 1234 5678")})

    def findable_title(self):
        return self.name

    def findable_texts(self):
        return [self.need, self.what_it_does]

    @property
    def verified_phone(self):
        return self.phone if self.verified_on else ""

    @property
    def digits(self):
        """What a telephone dials: ``+`` and digits, without the extension; "" without a number."""
        found = PHONE.search(self.phone)
        return re.sub(r"[^+\d]", "", found[0]) if found else ""

    @property
    def dialled(self):
        """``digits`` of a number that somebody called, else ""."""
        return self.digits if self.verified_on else ""


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


class ReviewFlag(TranslatableRecord):
    """A reason why content will have to be looked at again, shared by many lessons."""

    code = models.SlugField(_("code"), max_length=60)
    text = models.TextField(_("reason"), max_length=400)

    panels = [FieldPanel("code"), FieldPanel("text")]
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


class ShortAddress(models.Model):
    """A permanent random address. Never reused: paper must still work in ten years."""

    code = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    page = models.OneToOneField(PAGE_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    locale = models.CharField(max_length=12)
    created_on = models.DateField(auto_now_add=True)

    class Meta:
        verbose_name = _("short address")
        verbose_name_plural = _("short addresses")

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


class ImportedRecord(models.Model):
    """What a content file brought last time, so that a person's edit since can be told from it.

    ``digest`` is that of what the file said. An imported page that a person has
    edited has another latest revision than ``revision``.
    """

    #: Translation key of the section in which a page stands; empty for what belongs to all.
    scope = models.CharField(max_length=36, blank=True)
    kind = models.CharField(max_length=60)
    code = models.CharField(max_length=120)
    locale = models.CharField(max_length=12, blank=True)
    translation_key = models.UUIDField(null=True)
    digest = models.CharField(max_length=64)
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "kind", "code", "locale"], name="imported_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.code} {self.locale}".strip()


class FrozenQuerySet(models.QuerySet):
    """Reads and creates; what stands is neither changed nor deleted."""

    def update(self, **kwargs):
        raise frozen()

    def delete(self):
        raise frozen()

    def bulk_update(self, *args, **kwargs):
        raise frozen()


def frozen():
    return LearningRefused("frozen", _("A snapshot is kept as it was. It can’t be changed."))


class ModuleSnapshot(models.Model):
    """What was published of a module, frozen: the module, its lessons in order and its items.

    Outlives the page and its revisions. ``data`` is what
    ``domain.snapshots.snapshot_data`` gave, ``digest`` the SHA-256 of its canonical JSON.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(PAGE_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    locale = models.CharField(max_length=12)
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    data = models.JSONField()
    taken_on = models.DateField()
    sequence = models.PositiveIntegerField()

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("module snapshot")
        verbose_name_plural = _("module snapshots")
        ordering = ["translation_key", "locale", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale", "sequence"],
                name="module_snapshot_sequence",
            )
        ]

    def __str__(self):
        return f"{self.code} {self.taken_on:%Y-%m-%d} {self.short_digest}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise frozen()

    @property
    def short_digest(self):
        return self.digest[:7]


class Recording(models.Model):
    """What became of a document with sound or film: its length, and its form for older telephones.

    ``document.file`` itself is the small one as soon as it is made. Written by ``domain.converting``.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Will be made smaller")
        WORKING = "working", _("Is being made smaller")
        DONE = "done", pgettext_lazy("recording", "Ready")
        AS_IT_IS = "as_it_is", _("Stays as it was sent: this server can’t make it smaller")
        FAILED = "failed", _("Could not be made smaller")

    document = models.OneToOneField(
        get_document_model_string(), on_delete=models.CASCADE, related_name="+"
    )
    #: The file of the document for which the rest holds.
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    #: Code of the refusal when it failed.
    reason = models.CharField(max_length=40, blank=True)
    seconds = models.PositiveIntegerField(null=True)
    fallback = models.FileField(upload_to="documents", blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def __str__(self):
        return f"{self.document_id} {self.state}"

    @property
    def is_busy(self):
        return self.state in {self.State.WAITING, self.State.WORKING}
