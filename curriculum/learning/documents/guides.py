"""What it takes to facilitate a module: the guide, and the session plan alone."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents
from curriculum.languages import InLanguage

from ..domain import printing
from ..domain.caveats import open_points
from ..domain.law import notice_for
from ..domain.references import written
from .base import StaffDocument, neutral, with_sources

DEFAULT_START = datetime.time(10)


class GuideForm(forms.Form):
    """When the session begins: the clock of its plan."""

    start = forms.TimeField(
        label=gettext_lazy("Begins at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("The clock times of the session plan; without it, from 10:00."),
    )


class TimedDocument(StaffDocument):
    """Of a module, for those who facilitate it, on the clock of their session."""

    form_class = GuideForm

    def context(self, page, start=DEFAULT_START, **options):
        return {
            **super().context(page),
            "edition_label": str(self.label),
            "objectives_line": printing.objectives_line(page),
            "plan": printing.plan_of(page, starts_at=start),
        }


@documents.register
class FacilitatorGuide(TimedDocument):
    code = "facilitator-guide"
    label = gettext_lazy("Facilitator guide")
    description = gettext_lazy("Session plan, script, plan B, expected answers, lessons.")
    template = "curriculum/learning/print/facilitator_guide.html"
    has_low_ink = True
    has_neutral_cover = True
    file_stem = InLanguage(es="guia", en="guide")
    order = 30
    shows_drafts_of_lessons = True

    def context(self, page, **options):
        lessons = printing.printed_lessons(page)
        return {
            **super().context(page, **options),
            "number": page.place.module_number,
            "contingencies": list(page.contingencies.all()),
            "lessons": [(lesson, written(citations=lesson.citations)) for lesson in lessons],
            "law_change": notice_for(pages=[page, *lessons]),
            "key_messages": with_sources(page.key_messages.all()),
            "answers": with_sources(page.assessment_items.all()),
            "open_points": open_points(
                codes=[lesson.code for lesson in lessons], locale=page.locale
            ),
            "review_flags": printing.review_flags([page, *lessons]),
            "law_line": printing.law_line(lesson.valid_as_of for lesson in lessons),
        }


@documents.register
class SessionPlan(TimedDocument):
    code = "session-plan"
    label = gettext_lazy("Session plan")
    description = gettext_lazy("The session plan alone, on one sheet.")
    template = "curriculum/learning/print/session_plan.html"
    file_stem = InLanguage(es="carta", en="plan")
    order = 35

    def context(self, page, **options):
        context = super().context(page, **options)
        return {
            **context,
            "heading": neutral(page) or page.title,
            "materials_line": printing.materials_line(context["plan"]["materials"]),
        }
