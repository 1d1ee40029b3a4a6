"""Addresses in the reader's language. Fixed here and not in a catalogue: an address is a promise."""

from django.urls import path
from django.utils.functional import lazystr

from curriculum.languages import InLanguage

from . import views

app_name = "curriculum_learning_reading"
urlpatterns = [
    path(lazystr(InLanguage(es="glosario/", en="glossary/")), views.glossary, name="glossary"),
    path(lazystr(InLanguage(es="que-cambio/", en="what-changed/")), views.law_changes, name="law"),
    path(lazystr(InLanguage(es="ayuda/", en="help/")), views.help_directory, name="help"),
    path(lazystr(InLanguage(es="logros/", en="wins/")), views.wins, name="wins"),
    path(
        lazystr(InLanguage(es="logros/<int:number>/", en="wins/<int:number>/")),
        views.wins,
        name="wins",
    ),
    path(
        lazystr(InLanguage(es="investigaciones/", en="research/")), views.research, name="research"
    ),
    path(
        lazystr(InLanguage(es="investigaciones/<int:number>/", en="research/<int:number>/")),
        views.research,
        name="research",
    ),
    path(lazystr(InLanguage(es="buscar/", en="search/")), views.search, name="search"),
    path(lazystr(InLanguage(es="privacidad/", en="privacy/")), views.privacy, name="privacy"),
    path(lazystr(InLanguage(es="borrar/", en="erase/")), views.erase, name="erase"),
]
