"""What is read beside the lessons: short addresses and how to hand them on, words, help, privacy."""

from urllib.parse import quote

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from curriculum.conf import settings
from curriculum.handouts.domain.drawing import qr_code

from .domain import addresses, directory
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
def glossary(request):
    terms = words.terms(locale=Locale.get_active())
    return render(request, "curriculum/learning/glossary.html", {"terms": terms})


@require_safe
def help_directory(request):
    groups = directory.by_place(locale=Locale.get_active())
    return render(request, "curriculum/learning/help.html", {"groups": groups})


@require_safe
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
