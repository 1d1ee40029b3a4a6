from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from curriculum.attendance.base import ClosingStep, closing_steps


@closing_steps.register
class Debrief(ClosingStep):
    code = "debrief"
    label = _("What did we learn?")

    def url(self, session):
        return reverse("curriculum_knowledge_admin:debrief", args=[session.pk])
