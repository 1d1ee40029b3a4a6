"""Keeping a programme: the page that asks, the list, the files, and what the browser installs."""

import json

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language, gettext, override
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from curriculum.templatetags.curriculum_tags import bcp47

from .domain import books, packs, programmes, telling

#: Of these a worker lets everything pass: what is done there is nobody's to keep.
UNTOUCHED = ["wagtailadmin_home"]
ICONS = [192, 512]


def here(code):
    """The programme of ``code`` in the active language. Raises ``Http404``."""
    programme = programmes.programme_at(code=code)
    if programme is None or programme.locale.language_code != get_language():
        raise Http404
    return programme


@require_safe
@gzip_page
def keep(request, code):
    programme = programmes.programme_at(code=code)
    if programme is None:
        return _withdrawn_page(request, withdrawn_or_404(code))
    if programme.locale.language_code != get_language():
        return redirect(_in_language(programme))
    made = packs.pack_of(programme=programme, request=request)
    shown = {
        "programme": programme,
        "pack": made,
        "size": made.size(audio=False),
        "audio_size": made.size(audio=True),
        "changed_on": programmes.last_change(programme=programme),
        "book": books.book_of(programme=programme, request=request),
        "file_name": _file_name(programme),
    }
    return _quiet(render(request, "curriculum/offline/keep.html", shown))


def withdrawn_or_404(code):
    """The address of a programme that is no longer published. Raises ``Http404`` for all else."""
    address = programmes.withdrawn_at(code=code)
    if address is None:
        raise Http404
    return address


def _withdrawn_page(request, address):
    shown = {"code": address.code}
    return _quiet(render(request, "curriculum/offline/withdrawn.html", shown, status=410))


def _in_language(programme):
    """Where the same programme is kept in the active language, else in its own."""
    found = programmes.translation_of(programme=programme, language=get_language()) or programme
    with override(found.locale.language_code):
        return reverse("curriculum_offline_reading:keep", args=[found.short_code])


@require_safe
@gzip_page
def kept(request):
    return _quiet(render(request, "curriculum/offline/kept.html"))


@require_safe
@gzip_page
def pack(request, code):
    """The list of a pack. Nothing of it stays in the browser's own cache.

    Gone (410), in so many words, once the programme is no longer published: a
    phone believes no other answer, since anybody's page may stand in a line's way.
    """
    try:
        programme = here(code)
    except Http404:
        return _withdrawn_list(request, withdrawn_or_404(code))
    made = packs.pack_of(programme=programme, request=request)
    etag = quote_etag(made.version)
    response = JsonResponse(telling.listed(pack=made, request=request))
    response["ETag"] = etag
    response["Cache-Control"] = "no-store"
    return get_conditional_response(request, etag=etag, response=_quiet(response))


def _withdrawn_list(request, address):
    told = telling.withdrawn(address=address, request=request)
    response = JsonResponse(told, status=410)
    response["Cache-Control"] = "no-store"
    return _quiet(response)


@require_safe
@gzip_page
def page(request, code, digest):
    """A page of a pack, byte for byte as its list says. Gone (410) once it says something else."""
    content = packs.pack_of(programme=here(code), request=request).page(digest)
    response = HttpResponse(content or b"", status=200 if content else 410)
    response["Cache-Control"] = "no-store"
    return _quiet(response)


@require_safe
@gzip_page
def book(request, code):
    programme = here(code)
    made = books.book_of(programme=programme, request=request)
    etag = quote_etag(made.digest)
    response = HttpResponse(made.content)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(programme)}"'
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=etag, response=_quiet(response))


def _file_name(programme):
    return f"{gettext('notebook')}-{programme.short_code}.html"


@require_safe
@gzip_page
def worker(request):
    """The service worker. Browsers ask anew each time, and take it where a byte has changed."""
    response = render(
        request,
        "curriculum/offline/worker.js",
        {"untouched": json.dumps(list(_untouched()))},
        content_type="text/javascript",
    )
    response["Cache-Control"] = "no-cache"
    return response


def _untouched():
    for name in UNTOUCHED:
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


@require_safe
def notes(request):
    """An empty page of notes: where the exit leads when there is no signal."""
    return _quiet(render(request, "curriculum/offline/notes.html"))


@require_safe
def manifest(request):
    name = gettext("Notebook")
    icons = [
        {
            "src": static(f"curriculum/offline/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in ICONS
    ]
    start = reverse("curriculum_offline_reading:kept")
    told = {
        "name": name,
        "short_name": name,
        "lang": bcp47(get_language()),
        "id": start,
        "start_url": start,
        "scope": get_script_prefix(),
        "display": "standalone",
        "background_color": "#fffdf8",
        "theme_color": "#fffdf8",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _quiet(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
