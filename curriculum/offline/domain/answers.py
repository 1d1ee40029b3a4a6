"""What an anonymous reader gets at an address: from the same view, without the network between."""

from io import BytesIO
from urllib.parse import unquote

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.translation import get_language, override


def html_at(*, address, request):
    """The page at ``address`` (a path) in the active language, as text; None when there is none.

    Of ``request`` only host and scheme are taken over: whoever asked for it, the
    page is the one that everybody gets.
    """
    asked = anonymous(address=address, request=request)
    language = get_language()
    with override(language):
        try:
            view, args, kwargs = resolve(asked.path_info)
            response = view(asked, *args, **kwargs)
        except (Http404, Resolver404):
            return None
        if hasattr(response, "render") and not response.is_rendered:
            response.render()
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return response.content.decode(response.charset) if is_page else None


def anonymous(*, address, request):
    """A request for ``address`` that nobody has signed in for, to the host of ``request``."""
    prefix = get_script_prefix()
    asked = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": prefix.rstrip("/"),
            "PATH_INFO": "/" + unquote(address).removeprefix(prefix).lstrip("/"),
            "QUERY_STRING": "",
            "SERVER_NAME": request.META.get("SERVER_NAME", ""),
            "SERVER_PORT": request.META.get("SERVER_PORT", "80"),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": request.get_host(),
            "wsgi.url_scheme": request.scheme,
            "wsgi.input": BytesIO(),
        }
    )
    asked.user = AnonymousUser()
    asked.LANGUAGE_CODE = get_language()
    return asked
