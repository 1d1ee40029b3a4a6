"""What is read beside the lessons: short addresses and how to hand them on, words, help, privacy,
what changed in the law, stories, search.
"""

from urllib.parse import quote

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import Locale

from curriculum.caching import kept, note
from curriculum.conf import settings
from curriculum.handouts.domain.drawing import qr_code

from .domain import addresses, directory, law_news, listening, searching, shelves, shown
from .domain import glossary as words
from .models import ShortAddress
from .serving import serve_file

STORIES_A_PAGE = 10


@require_safe
@gzip_page
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
@gzip_page
def share(request, code):
    """How to hand one page on: its code to scan, and ways to send its short address.

    The page of what is discreet says no more than its number and offers no
    message: what is shown on a screen stays in nobody's telephone.
    """
    try:
        page = addresses.page_at(code=code)
    except ShortAddress.DoesNotExist as error:
        raise Http404 from error
    if page is None or page.get_view_restrictions():
        return short(request, code)
    with translation.override(page.locale.language_code):
        response = render(
            request, "curriculum/learning/share.html", sharing(request, page, code.lower())
        )
    response["Content-Language"] = page.locale.language_code
    return response


def sharing(request, page, code):
    """What the page that hands on ``page`` shows. Its address is the short one, for good."""
    address = request.build_absolute_uri(addresses.short_path(code=code))
    text = page.neutral_title
    message = quote(f"{text} {address}", safe="")
    return {
        "page": page,
        "programme": page.programme,
        "back": page.get_url(request),
        "address": address,
        "typed_address": address.partition("://")[2],
        "code": qr_code(address=address, title=_("Code that leads to this page")),
        "may_be_sent": not page.is_discreet_here,
        "text": text,
        "whatsapp": f"https://wa.me/?text={message}",
        "sms": f"sms:?body={message}",
        "address_in": addresses.share_path_of,
    }


@require_safe
@kept
def glossary(request):
    locale = Locale.get_active()
    terms = words.terms(locale=locale)
    note(f"glossary:{locale.pk}", shown=shown.glossary(terms=terms))
    letters = words.by_letter(terms=terms)
    return render(request, "curriculum/learning/glossary.html", {"letters": letters})


@require_safe
@kept
def help_directory(request):
    locale = Locale.get_active()
    groups = directory.by_place(locale=locale)
    note(f"help:{locale.pk}", shown=shown.help_directory(groups=groups))
    return render(request, "curriculum/learning/help.html", {"groups": groups})


@require_safe
@kept
def privacy(request):
    """What a phone still remembers of a page that was read, and how to clear it."""
    return render(request, "curriculum/learning/privacy.html")


@require_safe
@never_cache
def erase(request):
    """To the exit, and the browser forgets what it kept of this site.

    Only where somebody followed a link of ours or typed the address: another
    site must not empty this phone by naming it in a picture. Cookies are left
    to themselves: readers have none, and the directive would also take those of
    every other site under the same domain.
    """
    response = redirect(settings.EXIT_URL)
    asked_by = request.headers.get("Sec-Fetch-Site", "none")
    if asked_by in {"same-origin", "none"}:
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
@kept
def law_changes(request):
    news = law_news.news(locale=Locale.get_active())
    return render(request, "curriculum/learning/law_changes.html", {"news": news})


def stories(request, kind, number):
    """All stories of a kind that may be shown, newest first; the first page bears no number."""
    if number is not None and number < 2:
        raise Http404
    paginator = Paginator(shelves.told(kind=kind, locale=Locale.get_active()), STORIES_A_PAGE)
    try:
        page_of_list = paginator.page(number or 1)
    except EmptyPage as error:
        raise Http404 from error
    return render(request, f"curriculum/learning/{kind}.html", {"stories": page_of_list})


@require_safe
@kept
def wins(request, number=None):
    return stories(request, "wins", number)


@require_safe
@kept
def research(request, number=None):
    return stories(request, "research", number)


# No token against forged requests: it would need a cookie, and a search changes nothing.
@csrf_exempt
@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
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


@require_safe
def recording(request, document_id, filename):
    """A recording, a film or its captions, in the form that ``filename`` says, for whoever may have the document.

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
