"""The editors of a win and a research brief, in the order in which each is told."""

from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from .panels import AdvicePanel, GlancePanel, TranslationPanel

LESSONS = MultiFieldPanel(
    [FieldPanel("lessons"), FieldPanel("listing", widget=RadioSelect)],
    heading=_("Beside which lessons"),
    icon="link",
)

WIN_PANELS = [
    GlancePanel(),
    TranslationPanel(),
    AdvicePanel("cautions"),
    FieldPanel("summary", icon="key"),
    FieldPanel("story", icon="pilcrow"),
    FieldPanel("steps", icon="list-ol"),
    AdvicePanel("reading"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("sector"), FieldPanel("state")]),
            FieldRowPanel([FieldPanel("year"), FieldPanel("month")]),
        ],
        heading=_("Where and when, no closer than needed"),
        icon="calendar-alt",
    ),
    LESSONS,
    MultiFieldPanel([FieldPanel("has_consent")], heading=_("Consent"), icon="lock"),
]

RESEARCH_BRIEF_PANELS = [
    GlancePanel(),
    TranslationPanel(),
    AdvicePanel("cautions"),
    FieldPanel("summary", icon="search"),
    FieldPanel("meaning", icon="key"),
    FieldPanel("plain_version", icon="pilcrow"),
    AdvicePanel("reading"),
    MultiFieldPanel(
        [
            FieldPanel("method"),
            FieldPanel("limits"),
            FieldRowPanel([FieldPanel("institution"), FieldPanel("year")]),
            FieldPanel("full_text"),
            FieldPanel("licence"),
        ],
        heading=_("Where it comes from"),
        icon="openquote",
    ),
    LESSONS,
]
