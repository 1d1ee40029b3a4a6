"""The editors of a programme, a module and a lesson, in the order in which each is thought.

For concrete pages: ``content_panels = [*Page.content_panels, *MODULE_PANELS]``.
"""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from .comparing import RowsPanel
from .fields import ColumnsWidget
from .mixins import LessonMixin, ModuleMixin, ProgrammeMixin
from .panels import (
    AdvicePanel,
    CaveatsPanel,
    GlancePanel,
    LawPanel,
    RegisteredPanels,
    TranslationPanel,
)

PROGRAMME_PANELS = [
    GlancePanel(),
    TranslationPanel(),
    MultiFieldPanel(
        [
            FieldPanel("code"),
            FieldPanel("summary"),
            FieldPanel("audience"),
            FieldPanel("sectors", widget=ColumnsWidget),
        ],
        heading=_("For whom and what for"),
        icon="group",
    ),
    MultiFieldPanel(
        [FieldPanel("places")],
        heading=_("Where"),
        icon="site",
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("access"),
            FieldPanel("is_listed"),
            FieldPanel("is_discreet"),
            FieldPanel("discreet_title"),
            FieldPanel("discreet_summary"),
        ],
        heading=_("Who finds it"),
        icon="view",
        help_text=_(
            "Three switches that don’t depend on each other and hold in every language as soon "
            "as one is published. For women-only programmes: "
            "unlisted and discreet, unless you have decided together to list it. "
            "In a discreet programme, addresses that speak become numbers: links to them that "
            "somebody kept stop working, codes on paper don’t."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("drawing"), FieldPanel("colophon")],
        heading=_("How it looks and what it rests on"),
        icon="image",
        classname="collapsed",
    ),
    AdvicePanel("reading"),
    RegisteredPanels(ProgrammeMixin, heading=_("What sessions taught us"), icon="comment"),
]

MODULE_PANELS = [
    GlancePanel(),
    TranslationPanel(),
    LawPanel(),
    AdvicePanel("cautions"),
    MultiFieldPanel(
        [
            FieldPanel("code"),
            FieldPanel("summary"),
            RowsPanel(
                "objectives",
                summary="text",
                is_folded=False,
                heading=_("Learning objectives"),
                label=_("objective"),
                min_num=1,
                max_num=8,
                help_text=_("What people can do after the session that they could not do before."),
            ),
        ],
        heading=_("1. What for"),
        icon="crosshairs",
    ),
    MultiFieldPanel(
        [
            RowsPanel(
                "key_messages",
                summary="text",
                heading=_("Key messages"),
                label=_("key message"),
                min_num=1,
                max_num=12,
                help_text=_("Few: three or four are remembered. The lessons below say the rest."),
            ),
        ],
        heading=_("2. What"),
        icon="key",
    ),
    MultiFieldPanel(
        [
            FieldPanel("duration_minutes"),
            AdvicePanel("plan"),
            RowsPanel(
                "session_plan",
                summary="objective",
                heading=_("Session plan"),
                label=_("activity"),
                max_num=40,
                help_text=_(
                    "Open an activity to write in it. Moved up or down, it takes its time along."
                ),
            ),
            RowsPanel(
                "contingencies",
                summary="condition",
                heading=_("Plan B"),
                label=_("case"),
                max_num=12,
                help_text=_(
                    "What to do when time is short or something fails. Only facilitators read it."
                ),
            ),
        ],
        heading=_("3. How"),
        icon="time",
    ),
    MultiFieldPanel(
        [
            RowsPanel(
                "assessment_items",
                summary="question",
                heading=_("Questions"),
                label=_("question"),
                max_num=30,
                help_text=_("The group answers them together. No answer is kept with a name."),
            ),
        ],
        heading=_("4. Check"),
        icon="tasks",
    ),
    MultiFieldPanel(
        [
            FieldPanel("handout_title"),
            FieldPanel("handout_pages"),
            RowsPanel(
                "handout_sections",
                summary="title",
                is_folded=False,
                heading=_("Sections"),
                label=_("section"),
                max_num=12,
            ),
        ],
        heading=_("5. Print"),
        icon="doc-full",
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("safety_note"),
            FieldPanel("content_warning"),
            FieldPanel("accompaniment"),
        ],
        heading=_("6. Safety and accompaniment"),
        icon="warning",
    ),
    MultiFieldPanel(
        [
            FieldPanel("review_flags", widget=CheckboxSelectMultiple),
            CaveatsPanel(),
        ],
        heading=_("7. What is open or will have to be looked at again"),
        icon="calendar-alt",
        classname="collapsed",
    ),
    AdvicePanel("reading"),
    RegisteredPanels(ModuleMixin, heading=_("What sessions taught us"), icon="comment"),
]

LESSON_PANELS = [
    GlancePanel(),
    TranslationPanel(),
    LawPanel(),
    AdvicePanel("cautions"),
    MultiFieldPanel(
        [FieldPanel("code"), FieldPanel("summary")], heading=_("1. What for"), icon="crosshairs"
    ),
    FieldPanel("body", heading=_("2. Text"), icon="pilcrow"),
    AdvicePanel("reading"),
    MultiFieldPanel(
        [
            FieldPanel("citations"),
            FieldRowPanel([FieldPanel("valid_as_of"), FieldPanel("review_by")]),
            FieldPanel("confidence"),
        ],
        heading=_("3. What it rests on"),
        icon="openquote",
        help_text=_("Every lesson says which articles it rests on, and as of when."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("review_flags", widget=CheckboxSelectMultiple),
            CaveatsPanel(),
        ],
        heading=_("4. What is open or will have to be looked at again"),
        icon="calendar-alt",
        classname="collapsed",
    ),
    RegisteredPanels(LessonMixin, heading=_("What sessions taught us"), icon="comment"),
]
