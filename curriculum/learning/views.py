"""What is read beside the lessons: short addresses, the glossary, where to get help."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.models import Locale

from .domain import addresses, directory, recordings
from .domain import glossary as words
from .models import Recording, ShortAddress
from .serving import serve_file


@require_safe
def short(request, code):
    """To wherever the page stands now. Gone (410) when it is no longer published."""
    try:
        page = addresses.page_at(code=code)
    except ShortAddress.DoesNotExist as error:
        raise Http404 from error
    url = page.get_url(request) if page else None
    if url is None:
        return render(request, "curriculum/learning/gone.html", status=410)
    # Not a permanent redirect: browsers would keep the old place after the page has moved.
    return redirect(url)


@require_safe
def glossary(request):
    terms = words.terms(locale=Locale.get_active())
    return render(request, "curriculum/learning/glossary.html", {"terms": terms})


@require_safe
def help_directory(request):
    groups = directory.by_place(locale=Locale.get_active())
    return render(request, "curriculum/learning/help.html", {"groups": groups})


def serve_recording(document, request):
    """A hook before Wagtail serves a document, behind its check of who may have it: None for others."""
    extension = document.file_extension.lower()
    if request.method in {"GET", "HEAD"} and extension in {*recordings.SOUND, *recordings.FILM}:
        return serve_file(request, file=document.file, is_private=is_private(document))
    return None


@require_safe
def fallback(request, document_id, filename):
    """A recording for telephones that cannot play the first form, for whoever may have that one."""
    recording = get_object_or_404(
        Recording.objects.select_related("document__collection"),
        document=document_id,
        fallback=f"documents/{filename}",
    )
    for check in hooks.get_hooks("before_serve_document"):
        if check is serve_recording:
            continue
        answer = check(recording.document, request)
        if isinstance(answer, HttpResponse):
            return answer
    return serve_file(request, file=recording.fallback, is_private=is_private(recording.document))


def is_private(document):
    return document.collection.get_view_restrictions().exists()
