"""The site's addresses, and the pictures, which a server in front shows in production."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import path, re_path
from django.views.static import serve

from cms.urls import urlpatterns as site

BARE = settings.VAR_DIR / "bare.html"


def bare(request):
    """The Python floor: the bytes of a page from memory, without anything around them."""
    global _bytes
    if _bytes is None:
        _bytes = BARE.read_bytes()
    return HttpResponse(_bytes)


_bytes = None

urlpatterns = [
    path("bare/", bare),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *site,
]
