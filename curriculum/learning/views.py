"""What is read beside the lessons: short addresses, the glossary, where to get help."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from curriculum.caching import kept, note

from .domain import addresses, directory, shown
from .domain import glossary as words
from .models import ShortAddress


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
@kept
def glossary(request):
    locale = Locale.get_active()
    terms = words.terms(locale=locale)
    note(f"glossary:{locale.pk}", shown=shown.glossary(terms=terms))
    return render(request, "curriculum/learning/glossary.html", {"terms": terms})


@require_safe
@kept
def help_directory(request):
    locale = Locale.get_active()
    groups = directory.by_place(locale=locale)
    note(f"help:{locale.pk}", shown=shown.help_directory(groups=groups))
    return render(request, "curriculum/learning/help.html", {"groups": groups})
