"""Languages that neither Django nor Unicode's CLDR knows, such as Nahuatl and Yucatec Maya.

A site adds one to ``LANGUAGES`` and ``WAGTAIL_CONTENT_LANGUAGES``; the rest is
here. What its catalogue does not say is read in the fallback language, and so
are dates, numbers and lists.
"""

from babel import Locale, UnknownLocaleError
from django.conf import settings as django_settings
from django.conf.locale import LANG_INFO
from django.utils.translation import check_for_language, get_language, to_locale, trans_real

from .conf import settings


def register():
    """Tell Django of every language of the site that it does not know. Harmless when repeated."""
    for code, name in django_settings.LANGUAGES:
        if not {code, primary(code)} & LANG_INFO.keys():
            LANG_INFO[code] = {"bidi": False, "code": code, "name": name, "name_local": name}
            _read_through(code)


def _read_through(code):
    """Let what a catalogue lacks come out in the fallback language, whatever the site's own is."""
    if settings.FALLBACK_LANGUAGE != django_settings.LANGUAGE_CODE:
        # Django offers no way to say so: it always falls back on the site's own language.
        trans_real.translation(code)._fallback = trans_real.translation(settings.FALLBACK_LANGUAGE)


def primary(code):
    """``es`` of ``es-mx``; all of ``nah``, which has no shorter name."""
    return code.partition("-")[0]


def without_catalogue():
    """The site's languages that Django would not serve, for want of any catalogue of them."""
    return [code for code, _name in django_settings.LANGUAGES if not check_for_language(code)]


def cldr_locale():
    """Babel's locale for the active language, or for what is read in its stead."""
    for code in (get_language(), settings.FALLBACK_LANGUAGE):
        try:
            return Locale.parse(to_locale(code or ""))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("es_MX")


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
