"""What is read beside the lessons: short addresses, the glossary, where to get help."""

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from .domain import addresses, directory
from .domain import glossary as words
from .domain import stories as told
from .models import ShortAddress
from .story_mixins import ResearchBriefMixin, WinMixin

STORIES_A_PAGE = 10


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
    letters = words.by_letter(terms=terms)
    return render(request, "curriculum/learning/glossary.html", {"letters": letters})


@require_safe
def help_directory(request):
    groups = directory.by_place(locale=Locale.get_active())
    return render(request, "curriculum/learning/help.html", {"groups": groups})


def stories(request, mixin, template, number):
    """All stories of a kind that may be shown, newest first; the first page bears no number."""
    if number is not None and number < 2:
        raise Http404
    found = told.shown(mixin=mixin, locale=Locale.get_active())
    paginator = Paginator(found.select_related("locale").specific(), STORIES_A_PAGE)
    try:
        page_of_list = paginator.page(number or 1)
    except EmptyPage as error:
        raise Http404 from error
    return render(request, template, {"stories": page_of_list})


@require_safe
def wins(request, number=None):
    return stories(request, WinMixin, "curriculum/learning/wins.html", number)


@require_safe
def research(request, number=None):
    return stories(request, ResearchBriefMixin, "curriculum/learning/research.html", number)
