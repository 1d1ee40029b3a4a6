from custom_base_page.sitepages.models import SitePage
from modelcluster.fields import ParentalKey

from curriculum.learning.mixins import LessonMixin, ModuleMixin, ProgrammeMixin
from curriculum.learning.rows import (
    AssessmentItemRow,
    ContingencyRow,
    HandoutSectionRow,
    KeyMessageRow,
    LearningObjectiveRow,
    SessionPlanRow,
)
from curriculum.learning.story_editing import WIN_PANELS
from curriculum.learning.story_forms import StoryPageForm
from curriculum.learning.story_mixins import WinMixin


class Course(ProgrammeMixin, SitePage):
    template = "courses/contents.html"
    search_fields = SitePage.search_fields + ProgrammeMixin.search_fields


class Unit(ModuleMixin, SitePage):
    template = "courses/contents.html"
    search_fields = SitePage.search_fields + ModuleMixin.search_fields


class Reading(LessonMixin, SitePage):
    template = "courses/reading.html"
    search_fields = SitePage.search_fields + LessonMixin.search_fields


class Tale(WinMixin, SitePage):
    template = "courses/contents.html"
    search_fields = SitePage.search_fields + WinMixin.search_fields
    content_panels = [*SitePage.content_panels, *WIN_PANELS]
    base_form_class = StoryPageForm


class Objective(LearningObjectiveRow):
    page = ParentalKey(Unit, related_name="objectives")


class Message(KeyMessageRow):
    page = ParentalKey(Unit, related_name="key_messages")


class Activity(SessionPlanRow):
    page = ParentalKey(Unit, related_name="session_plan")


class Case(ContingencyRow):
    page = ParentalKey(Unit, related_name="contingencies")


class Item(AssessmentItemRow):
    page = ParentalKey(Unit, related_name="assessment_items")


class Section(HandoutSectionRow):
    page = ParentalKey(Unit, related_name="handout_sections")
