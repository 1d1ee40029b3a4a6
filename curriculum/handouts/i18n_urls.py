"""Where anybody asks whether a sheet of ours is genuine, in the reader's language."""

from django.urls import path
from django.utils.functional import lazystr

from curriculum.languages import InLanguage

from . import views

app_name = "curriculum_handouts_reading"

ASK = InLanguage(es="autenticidad/", en="genuine/")
GENUINE = InLanguage(es="autenticidad/<str:code>/", en="genuine/<str:code>/")

urlpatterns = [
    path(lazystr(ASK), views.genuine, name="ask"),
    path(lazystr(GENUINE), views.genuine, name="genuine"),
]
