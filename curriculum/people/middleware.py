from django.conf import settings

from .domain.access import partner_scope


class PartnerScopeMiddleware:
    """Opens the partner scope of whoever asks. Stands behind the authentication middleware.

    A request without a session cookie is answered without looking at the
    session, so that pages for workers stay free of ``Vary: Cookie``.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        with partner_scope(request.user if has_session else None):
            return self.get_response(request)
