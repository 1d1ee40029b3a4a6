"""A sheet as a PDF: for everybody where the document says so, else for staff."""

from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views import View

from curriculum import caching
from curriculum.conf import settings

from ..base import PrintRefused, documents
from ..domain.composing import Order
from ..domain.keeping import kept, printed
from ..editions import edition_from

#: What is wrong with the machine, not with the sheet: it may go in a while.
TEMPORARY = {"pango-missing", "busy", "too-much"}


class SheetView(View):
    """Answers 404, never 403, to whoever may not print: nothing is said about what exists.

    The session is not opened for a sheet that everybody may print, so that no
    cookie and no ``Vary: Cookie`` reaches a worker.
    """

    http_method_names = ["get", "head"]

    def get(self, request, code, key):
        document, subject = self.find(code, key)
        is_public = document.may_print(AnonymousUser(), subject)
        may_print = is_public or document.may_print(request.user, subject)
        if not may_print or document.is_typed or document.is_bundle:
            raise Http404
        try:
            order = Order(
                document=document,
                subject=subject,
                edition=edition_from(request.GET, document),
                options=document.options(request.GET),
            )
            etag = f'"{order.key}"'
            if request.headers.get("If-None-Match") == etag:
                response = HttpResponseNotModified()
            else:
                response = by_nginx(order) or pdf_response(order, printed(order))
        except PrintRefused as refusal:
            return self.refused(request, refusal)
        response["ETag"] = etag
        response["X-Robots-Tag"] = "noindex"
        if not is_public:
            patch_cache_control(response, private=True, no_store=True)
        elif caching.is_on() and not request.GET:
            # Kept as a reader's page is, until anything changes that readers see.
            caching.note(caching.ANYTHING)
            caching.offer(request, response)
        else:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    @staticmethod
    def find(code, key):
        if code not in documents:
            raise Http404
        document = documents.get(code)
        subject = document.get_subject(key)
        if subject is None:
            raise Http404
        return document, subject

    @staticmethod
    def refused(request, refusal):
        """What is wrong with which block is for those who can mend it; others read on the web."""
        is_staff = request.user.has_perm("wagtailadmin.access_admin")
        page = render_to_string(
            "curriculum/handouts/refused.html",
            {
                "refusal": refusal,
                "is_public": not is_staff,
                "is_temporary": refusal.code in TEMPORARY,
            },
        )
        response = HttpResponse(page, status=503 if refusal.code in TEMPORARY else 422)
        patch_cache_control(response, private=True, no_store=True)
        return response


def by_nginx(order):
    """The answer that has nginx send a kept file, where it stands in front; else None."""
    if not settings.HANDOUTS_ACCEL_PREFIX or not order.document.is_kept:
        return None
    rendered = kept(order.key)
    if rendered is None:
        return None
    place = settings.HANDOUTS_ACCEL_PREFIX.rstrip("/")
    response = HttpResponse(
        headers={"X-Accel-Redirect": f"{place}/{quote(rendered.file.name)}"},
        content_type="application/pdf",
    )
    return named(response, order)


def pdf_response(order, made):
    return named(HttpResponse(made.content, content_type="application/pdf"), order)


def named(response, order):
    """Under a name that says a kind and numbers."""
    stem = order.document.file_name(order.subject).removesuffix(".pdf")
    name = f"{stem}{order.edition.file_suffix}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
