from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found


@require_safe
def robots(request):
    """No private path is named here: the file is read by people too."""
    address = request.build_absolute_uri(reverse("sitemap"))
    return render(request, "robots.txt", {"sitemap": address}, content_type="text/plain")


@gzip_page
def missing(request, exception):
    return page_not_found(request, exception)
