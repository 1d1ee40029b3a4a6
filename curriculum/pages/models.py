"""Thin concrete pages. A site with its own base page brings its own instead."""

from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from curriculum.learning.editing import LESSON_PANELS, MODULE_PANELS, PROGRAMME_PANELS
from curriculum.learning.forms import ContentPageForm
from curriculum.learning.mixins import LessonMixin, ModuleMixin, ProgrammeMixin, SectionMixin
from curriculum.learning.rows import (
    AssessmentItemRow,
    ContingencyRow,
    HandoutSectionRow,
    KeyMessageRow,
    LearningObjectiveRow,
    SessionPlanRow,
)
from curriculum.learning.story_editing import RESEARCH_BRIEF_PANELS, WIN_PANELS
from curriculum.learning.story_forms import StoryPageForm
from curriculum.learning.story_mixins import ResearchBriefMixin, WinMixin


class SectionPage(SectionMixin, Page):
    template = "curriculum/pages/section_page.html"
    subpage_types = [
        "curriculum_pages.ProgrammePage",
        "curriculum_pages.WinPage",
        "curriculum_pages.ResearchBriefPage",
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class ProgrammePage(ProgrammeMixin, Page):
    page_description = _("Modules and their lessons on one subject.")
    template = "curriculum/pages/programme_page.html"
    parent_page_types = ["curriculum_pages.SectionPage"]
    subpage_types = ["curriculum_pages.ModulePage"]
    search_fields = Page.search_fields + ProgrammeMixin.search_fields
    content_panels = [*Page.content_panels, *PROGRAMME_PANELS]
    base_form_class = ContentPageForm

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class ModulePage(ModuleMixin, Page):
    template = "curriculum/pages/module_page.html"
    parent_page_types = ["curriculum_pages.ProgrammePage"]
    subpage_types = ["curriculum_pages.LessonPage"]
    search_fields = Page.search_fields + ModuleMixin.search_fields
    content_panels = [*Page.content_panels, *MODULE_PANELS]
    base_form_class = ContentPageForm

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class LessonPage(LessonMixin, Page):
    template = "curriculum/pages/lesson_page.html"
    parent_page_types = ["curriculum_pages.ModulePage"]
    subpage_types = []
    search_fields = Page.search_fields + LessonMixin.search_fields
    content_panels = [*Page.content_panels, *LESSON_PANELS]
    base_form_class = ContentPageForm

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class WinPage(WinMixin, Page):
    page_description = _("Something that changed at work, told so that nobody can be recognised.")
    template = "curriculum/pages/win_page.html"
    parent_page_types = ["curriculum_pages.SectionPage"]
    subpage_types = []
    search_fields = Page.search_fields + WinMixin.search_fields
    content_panels = [*Page.content_panels, *WIN_PANELS]
    base_form_class = StoryPageForm

    class Meta:
        verbose_name = _("win")
        verbose_name_plural = _("wins")


class ResearchBriefPage(ResearchBriefMixin, Page):
    page_description = _("What research found, in plain words.")
    template = "curriculum/pages/research_brief_page.html"
    parent_page_types = ["curriculum_pages.SectionPage"]
    subpage_types = []
    search_fields = Page.search_fields + ResearchBriefMixin.search_fields
    content_panels = [*Page.content_panels, *RESEARCH_BRIEF_PANELS]
    base_form_class = StoryPageForm

    class Meta:
        verbose_name = _("research brief")
        verbose_name_plural = _("research briefs")


class LearningObjective(LearningObjectiveRow):
    page = ParentalKey(ModulePage, related_name="objectives")


class KeyMessage(KeyMessageRow):
    page = ParentalKey(ModulePage, related_name="key_messages")


class SessionPlanActivity(SessionPlanRow):
    page = ParentalKey(ModulePage, related_name="session_plan")


class Contingency(ContingencyRow):
    page = ParentalKey(ModulePage, related_name="contingencies")


class AssessmentItem(AssessmentItemRow):
    page = ParentalKey(ModulePage, related_name="assessment_items")


class HandoutSection(HandoutSectionRow):
    page = ParentalKey(ModulePage, related_name="handout_sections")
