"""What sessions taught, beside the module that they were about."""

from django.forms.widgets import Media
from django.urls import reverse
from wagtail.admin.panels import Panel

from curriculum.attendance.domain.access import takes_part
from curriculum.learning.editor_panels import EditorPanel, editor_panels
from curriculum.learning.mixins import ModuleMixin

from .models import LessonLearned

LATEST = 3


class LearningsPanel(Panel):
    """The latest learnings of the reader's own partner about this module, in any language."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/knowledge/learnings_panel.html"

        @property
        def media(self):
            return Media(css={"all": ["curriculum/knowledge/knowledge.css"]})

        def is_shown(self):
            return bool(self.request and self.instance.pk and takes_part(self.request.user))

        def get_context_data(self, parent_context=None):
            key = self.instance.translation_key
            learnings = LessonLearned.objects.of_module(key)
            return {
                **super().get_context_data(parent_context),
                "learnings": learnings[:LATEST],
                "count": learnings.count(),
                "url": f"{reverse('curriculum_knowledge_admin:index')}?module={key}",
            }


@editor_panels.register
class Learnings(EditorPanel):
    code = "knowledge.learnings"
    mixin = ModuleMixin

    def panel(self):
        return LearningsPanel()
