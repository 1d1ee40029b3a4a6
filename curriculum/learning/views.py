"""What is read beside the lessons: short addresses, the glossary, where to get help, what changed."""

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Locale

from .domain import addresses, directory, law_news, searching
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


@require_safe
def law_changes(request):
    news = law_news.news(locale=Locale.get_active())
    return render(request, "curriculum/learning/law_changes.html", {"news": news})


def stories(request, mixin, template, number=1):
    """All stories of a kind that may be shown, newest first; the first page bears no number."""
    found = told.shown(mixin=mixin, locale=Locale.get_active())
    paginator = Paginator(found.select_related("locale").specific(), STORIES_A_PAGE)
    try:
        page_of_list = paginator.page(number)
    except EmptyPage as error:
        raise Http404 from error
    return render(request, template, {"stories": page_of_list})


@require_safe
def wins(request, number=1):
    return stories(request, WinMixin, "curriculum/learning/wins.html", number)


@require_safe
def research(request, number=1):
    return stories(request, ResearchBriefMixin, "curriculum/learning/research.html", number)


# No token against forged requests: it would need a cookie, and a search changes nothing.
@csrf_exempt
@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    """An empty form by GET. Words come by POST, so that no address, history or log holds them."""
    if request.method != "POST":
        return render(request, "curriculum/learning/search.html")
    found = searching.search(
        typed=request.POST.get("q", ""),
        locale=Locale.get_active(),
        number=_number(request.POST.get("page", "")),
    )
    response = render(request, "curriculum/learning/search.html", {"search": found})
    # Kept by nobody between, and by the browser only as long as it can be gone back to: with
    # no-store it would ask, on the way back from a lesson, whether to send the form again.
    response["Cache-Control"] = "private, max-age=0"
    return response


def _number(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
