"""Addresses in the reader's language. Fixed here and not in a catalogue: an address is a promise."""

from django.urls import path
from django.utils.functional import lazystr
from django.utils.translation import get_language

from curriculum.conf import settings
from curriculum.languages import primary

from . import views

app_name = "curriculum_learning_reading"


class InLanguage:
    """A part of an address in Spanish or in English, by the language that is active.

    In any other language it is that of the fallback.
    """

    def __init__(self, *, es, en):
        self.es = es
        self.en = en

    def __str__(self):
        words = {"es": self.es, "en": self.en}
        active, fallback = get_language() or "es", settings.FALLBACK_LANGUAGE
        return words.get(primary(active)) or words.get(primary(fallback), self.en)


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
