from wagtail.url_routing import RouteResult
from wagtail.views import serve

from .domain import routing


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
