"""Words and names that lessons share, a record a language."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from ..enums import State
from ..fields import StatesField
from ..findable import Findable
from ..forms import HelpContactForm
from .base import TranslatableRecord

#: The first number in what somebody wrote: not the extension behind it, nor a second number.
PHONE = re.compile(r"\+?\(?\d(?:[\s().-]*\d){2,}")


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

    base_form_class = HelpContactForm
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
        with override(self.locale.language_code):
            states = ", ".join(str(State(code).label) for code in self.states if code in State)
        return [self.need, self.what_it_does, states]

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
