"""What is read beside the lessons: short addresses, the glossary, where to get help."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import Locale

from .domain import addresses, directory, listening
from .domain import glossary as words
from .models import ShortAddress
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


@require_safe
def recording(request, document_id, filename):
    """A recording or film, in the form that ``filename`` says, for whoever may have the document.

    Wagtail's own address of a document knows no parts, for which players ask.
    """
    document = get_object_or_404(get_document_model(), pk=document_id)
    for check in hooks.get_hooks("before_serve_document"):
        answer = check(document, request)
        if isinstance(answer, HttpResponse):
            return answer
    file = listening.form_of(document=document, filename=filename)
    if file is None:
        raise Http404
    is_private = document.collection.get_view_restrictions().exists()
    return serve_file(request, file=file, is_private=is_private)
