"""Addresses in the reader's language. Fixed here and not in a catalogue: an address is a promise."""

from django.urls import path
from django.utils.functional import lazystr
from django.utils.translation import get_language

from . import views

app_name = "curriculum_learning_reading"


class InLanguage:
    """A part of an address in Spanish or in English, by the language that is active."""

    def __init__(self, *, es, en):
        self.es = es
        self.en = en

    def __str__(self):
        return self.es if (get_language() or "es").startswith("es") else self.en


urlpatterns = [
    path(lazystr(InLanguage(es="glosario/", en="glossary/")), views.glossary, name="glossary"),
    path(lazystr(InLanguage(es="que-cambio/", en="what-changed/")), views.law_changes, name="law"),
    path(lazystr(InLanguage(es="ayuda/", en="help/")), views.help_directory, name="help"),
]
