import datetime

from curriculum.knowledge.models import LearnedAbout, LessonLearned
from tests.factories.people import make_partner


def make_lesson_learned(*, partner=None, modules=(), themes=(), **kwargs):
    """A learning of ``partner`` about ``modules`` (pages)."""
    defaults = {
        "month": datetime.date(2026, 10, 1),
        "learned": "El ejemplo del recibo de pago ayudó mucho.",
        "would_change": "Dejar más tiempo para la plática en parejas.",
    }
    made = LessonLearned.objects.create(partner=partner or make_partner(), **{**defaults, **kwargs})
    made.themes.set(themes)
    for page in modules:
        LearnedAbout.objects.create(
            lesson_learned=made, page_id=page.pk, translation_key=page.translation_key
        )
    return made
