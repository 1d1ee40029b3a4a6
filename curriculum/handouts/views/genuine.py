"""Whether this site printed a sheet: for whoever holds one, without asking who that is."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..domain.genuine import canonical, grouped, is_genuine

#: What is shown of something typed that is no code of ours.
MOST_SHOWN = 24


# No token against forged requests: it would need a cookie, and asking changes nothing.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def genuine(request, code=""):
    """An empty form, or the answer for a code in the address (a scanned one) or in the form."""
    typed = code or request.POST.get("code", "")
    asked = canonical(typed)
    context = {"asked": grouped(asked[:MOST_SHOWN]), "is_genuine": is_genuine(asked)}
    response = render(request, "curriculum/handouts/genuine.html", context)
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
