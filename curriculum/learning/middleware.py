from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from .domain import routing
from .domain.fitness import Unfit


class ShortWayMiddleware:
    """Finds a reader's page with two queries where Wagtail needs two a step of its address.

    A site without it reads the same. Stands behind ``LocaleMiddleware``.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if view_func is serve:
            path = view_kwargs.get("path", view_args[0] if view_args else "")
            if page := routing.page_at(request=request, path=path):
                # Where Wagtail itself remembers what it has found.
                request._wagtail_route_for_request = RouteResult(page)


class UnfitMiddleware:
    """Says why a story was not published where Wagtail asks no form: an approval, many at once.

    Without it that is an error page, and as little is published. Stands behind ``MessageMiddleware``.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Unfit):
            return None
        page = exception.page
        said = _("“%(title)s” was not published: %(reasons)s")
        reasons = " ".join(exception.messages)
        messages.error(
            request, said % {"title": page.get_admin_display_title(), "reasons": reasons}
        )
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # What Wagtail's modal of an approval waits for.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)
