"""What is read beside the lessons: short addresses, the glossary, where to get help, what changed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from .domain import addresses, directory, law_news
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
def glossary(request):
    terms = words.terms(locale=Locale.get_active())
    return render(request, "curriculum/learning/glossary.html", {"terms": terms})


@require_safe
def help_directory(request):
    groups = directory.by_place(locale=Locale.get_active())
    return render(request, "curriculum/learning/help.html", {"groups": groups})


@require_safe
def law_changes(request):
    news = law_news.news(locale=Locale.get_active())
    return render(request, "curriculum/learning/law_changes.html", {"news": news})
