"""The files that a page loads, read from where the site itself takes them."""

import mimetypes
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from django.urls import Resolver404, resolve
from wagtail.documents import get_document_model

#: Names of the addresses at which documents are served: Wagtail's, and ours for players.
DOCUMENTS = {"wagtaildocs_serve", "recording"}


def content_at(*, address):
    """``(bytes, media type)`` of a style, script, picture or recording of this site; else None.

    What lies outside of the site's static files, its media and its public
    documents is nobody's to keep.
    """
    for prefix, read in ((settings.STATIC_URL, _static), (settings.MEDIA_URL, _media)):
        if prefix.startswith("/") and prefix != "/" and address.startswith(prefix):
            return _typed(address, read(unquote(address.removeprefix(prefix))))
    return _typed(address, _document(address))


def _typed(address, content):
    if content is None:
        return None
    return content, mimetypes.guess_type(address)[0] or "application/octet-stream"


def _static(name):
    # As written, or under the name with a digest that collecting gave it.
    if found := finders.find(name):
        return Path(found).read_bytes()
    return _stored(staticfiles_storage, name) if settings.STATIC_ROOT else None


def _media(name):
    return _stored(default_storage, name)


def _stored(storage, name):
    if not storage.exists(name):
        return None
    with storage.open(name) as file:
        return file.read()


def _document(address):
    try:
        match = resolve(address)
    except Resolver404:
        return None
    if match.url_name not in DOCUMENTS:
        return None
    pk, name = match.args or match.kwargs.values()
    document = get_document_model().objects.filter(pk=pk).first()
    if document is None or document.collection.get_view_restrictions():
        return None
    # The form that browsers try first; another one for older phones would double what is kept.
    if document.filename != name:
        return None
    with document.file.open("rb") as file:
        return file.read()
