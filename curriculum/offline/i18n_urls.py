"""Addresses in the reader's language, as quiet as a label on a notebook."""

from django.urls import path
from django.utils.functional import lazystr

from curriculum.languages import InLanguage

from . import views

app_name = "curriculum_offline_reading"

KEEP = InLanguage(es="guardar/<slug:code>/", en="keep/<slug:code>/")
PAGE = InLanguage(es="guardar/<slug:code>/<str:digest>/", en="keep/<slug:code>/<str:digest>/")
PACK = InLanguage(es="guardar/<slug:code>/pack.json", en="keep/<slug:code>/pack.json")
FILE = InLanguage(es="guardar/<slug:code>/cuaderno.html", en="keep/<slug:code>/notebook.html")
KEPT = InLanguage(es="guardado/", en="kept/")
MANIFEST = InLanguage(es="cuaderno.webmanifest", en="notebook.webmanifest")

urlpatterns = [
    path(lazystr(KEPT), views.kept, name="kept"),
    path(lazystr(MANIFEST), views.manifest, name="manifest"),
    path(lazystr(KEEP), views.keep, name="keep"),
    path(lazystr(PACK), views.pack, name="pack"),
    path(lazystr(FILE), views.book, name="book"),
    path(lazystr(PAGE), views.page, name="page"),
]
