"""Advice on what stands in an editor's form right now."""

import uuid

from django.apps import apps
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.models import Locale

from ..domain.advice import KINDS, advise
from ..domain.drafting import page_from_form
from ..mixins import ContentMixin, LessonMixin, ModuleMixin
from ..story_mixins import StoryMixin

#: Which kinds of advice there are for which page.
KINDS_FOR = (
    ((LessonMixin, StoryMixin), ("glance", "reading", "cautions")),
    (ModuleMixin, tuple(KINDS)),
)


def parse_key(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@require_POST
def advice(request, app_label, model_name, language):
    """``{kind: HTML}``. Computed from what was sent and kept nowhere."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    if not issubclass(model, ContentMixin):
        raise Http404
    locale = get_object_or_404(Locale, language_code=language)
    page = page_from_form(model=model, data=request.POST, locale=locale)
    if key := parse_key(request.GET.get("key", "")):
        page.translation_key = key
    kinds = next((kinds for mixin, kinds in KINDS_FOR if isinstance(page, mixin)), ("reading",))
    return JsonResponse({kind: advise(kind=kind, page=page) for kind in kinds})
