from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import translation

from curriculum import styles
from curriculum.conf import settings as curriculum_settings

from .views import missing


class PathCSPMiddleware(CSPMiddleware):
    """One strict policy for the site, one for Wagtail's editor, which needs inline script and style.

    The strict one allows one style inside a page: the readers' own, by its digest.
    """

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        elif curriculum_settings.INLINE_STYLE:
            source = styles.inlined(styles.READERS).source
            parts.update = {**(parts.update or {}), "style-src": [source]}
        return parts


class PermissionsPolicyMiddleware:
    """Refuse every page the phone's camera, place and sensors; nothing here asks for them.

    But for the microphone where pages are edited: there a trainer may record a lesson.
    """

    HEADER = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
    WITH_MICROPHONE = HEADER.replace("microphone=()", "microphone=(self)")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_editor = request.path.startswith(reverse("wagtailadmin_explore_root"))
        header = self.WITH_MICROPHONE if is_editor else self.HEADER
        response.headers.setdefault("Permissions-Policy", header)
        return response


class FormReferrerMiddleware:
    """Let a page with one of our forms say, to this site alone, where the form was sent from.

    Under ``no-referrer`` browsers send ``Origin: null`` with a form, which
    Django's protection against forged requests refuses. Pages for workers have
    no such form and keep the strictest policy.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "CSRF_COOKIE" in request.META:
            response.headers["Referrer-Policy"] = "same-origin"
        return response


class DoorLanguageMiddleware:
    """Signing in and setting a new password: in the language that the browser asks for.

    Who is signed in has chosen one. Stands behind the authentication middleware.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_staff_only = request.path_info.startswith(reverse("wagtailadmin_home"))
        if is_staff_only and not request.user.is_authenticated:
            translation.activate(translation.get_language_from_request(request))
        return self.get_response(request)


class NotFoundPageMiddleware:
    """Shows what production shows for an address that leads nowhere, where debugging is on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return missing(request, exception) if isinstance(exception, Http404) else None
