"""The recorder in the editor: keeps what was recorded, and says what becomes of it."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.permissions import policy_registry

from ..domain import listening
from ..templatetags.curriculum_learning import playing_time, weight


def neutral_title():
    return _("Recording %(number)s") % {"number": uuid.uuid4().hex[:6]}


@require_POST
def record(request):
    """Make a document of the sound that was sent: ``{id, title, edit_url}``, or 400 with the reason.

    By Wagtail's own form: its checks, and the collections into which this person may add.
    """
    model = get_document_model()
    policy = policy_registry.get_by_type(model)
    collection = policy.collections_user_has_permission_for(request.user, "add").first()
    if collection is None:
        raise PermissionDenied
    form = get_document_form(model)(
        {"title": neutral_title(), "collection": collection.pk},
        request.FILES,
        instance=model(uploaded_by_user=request.user),
        user=request.user,
    )
    if not form.is_valid():
        reasons = [str(text) for texts in form.errors.values() for text in texts]
        return JsonResponse({"error": " ".join(reasons)}, status=400)
    document = form.save()
    return JsonResponse(
        {
            "id": document.pk,
            "title": document.title,
            "edit_url": reverse("wagtaildocs:edit", args=[document.pk]),
        }
    )


@never_cache
@require_safe
def state(request, document_id):
    """``{state, busy}`` of a document that this person may choose; others do not exist."""
    model = get_document_model()
    visible = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        request.user, ["choose", "change"]
    )
    document = get_object_or_404(visible, pk=document_id)
    words, busy = listening.state_of(document=document)
    played = None if busy else listening.playable(document=document)
    if played:
        parts = [words, played.seconds and playing_time(played.seconds), weight(played.first.size)]
        words = " · ".join(filter(None, parts))
    return JsonResponse({"state": words, "busy": busy})
