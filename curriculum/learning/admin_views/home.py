"""The home of the admin: what of my pages waits for a review."""

from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from ..domain import overdue
from ..mixins import LessonMixin
from ..models import LawReview
from .reports import editable_pages, models_of

SHOWN = 5
OVER_DATE = ("over-date", "old-law")


def report_url(reason):
    return f"{reverse('curriculum_learning_admin:lessons')}?{urlencode({'reason': reason})}"


class ToReviewPanel(Component):
    """Changes of the law first: readers see their notice. Then lessons past their date."""

    name = "curriculum_to_review"
    order = 60
    template_name = "curriculum/learning/law/home_panel.html"

    class Media:
        css = {"all": ["curriculum/learning/advice.css"]}

    def get_context_data(self, parent_context):
        own = editable_pages(parent_context["request"].user)
        waiting = LawReview.objects.open().filter(page__in=own)
        waiting = waiting.select_related("page", "page__locale", "change__source")
        dates = [
            {"reason": reason, "count": late_lessons(own, reason), "url": report_url(reason)}
            for reason in OVER_DATE
        ]
        return {
            "waiting": waiting.order_by("change__takes_effect_on", "page__path")[:SHOWN],
            "count": waiting.count(),
            "law_url": report_url("law-changed"),
            "dates": [date for date in dates if date["count"]],
        }


def late_lessons(pages, reason):
    """How many of ``pages`` are lessons that are late for one reason."""
    late = Q(pk__in=[])
    for model in models_of(LessonMixin):
        found = overdue.lessons_to_look_at(model=model, on=timezone.localdate(), reason=reason)
        late |= Q(pk__in=found.values("pk"))
    return pages.filter(late).count()
