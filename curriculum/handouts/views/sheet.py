"""A sheet as a PDF: for everybody where the document says so, else for staff."""

import hashlib

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views import View

from ..base import PrintRefused, documents
from ..domain.rendering import compose, render_html
from ..domain.sheets import Sheet, fingerprint

CACHE_SECONDS = 24 * 60 * 60


class SheetView(View):
    """Answers 404, never 403, to whoever may not print: nothing is said about what exists.

    The session is not opened for a sheet that everybody may print, so that no
    cookie and no ``Vary: Cookie`` reaches a worker.
    """

    http_method_names = ["get", "head"]

    def get(self, request, code, key):
        document, subject = self.find(code, key)
        is_public = document.may_print(AnonymousUser(), subject)
        if not is_public and not document.may_print(request.user, subject):
            raise Http404
        sheet = Sheet()
        try:
            options = document.options(request.GET)
            html = compose(document=document, subject=subject, sheet=sheet, options=options)
            etag = f'"{fingerprint(html=html, sheet=sheet)}"'
            if request.headers.get("If-None-Match") == etag:
                response = HttpResponseNotModified()
            else:
                response = HttpResponse(
                    self.pdf(html, sheet, etag, is_public), content_type="application/pdf"
                )
                name = document.file_name(subject)
                response["Content-Disposition"] = f'inline; filename="{name}"'
        except PrintRefused as refusal:
            return self.refused(request, refusal)
        response["ETag"] = etag
        if is_public:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        else:
            patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
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
    def pdf(html, sheet, etag, is_public):
        """Only what everybody may read stays in the cache; the key is the content."""
        if not is_public:
            return render_html(html=html, sheet=sheet)
        name = f"curriculum-sheet-{hashlib.sha256(etag.encode()).hexdigest()}"
        pdf = cache.get(name)
        if pdf is None:
            pdf = render_html(html=html, sheet=sheet)
            cache.set(name, pdf, CACHE_SECONDS)
        return pdf

    @staticmethod
    def refused(request, refusal):
        """What is wrong with which block is for those who can mend it; others read on the web."""
        is_staff = request.user.has_perm("wagtailadmin.access_admin")
        page = render_to_string(
            "curriculum/handouts/refused.html", {"refusal": refusal, "is_public": not is_staff}
        )
        response = HttpResponse(page, status=503 if refusal.code == "pango-missing" else 422)
        patch_cache_control(response, private=True, no_store=True)
        return response
