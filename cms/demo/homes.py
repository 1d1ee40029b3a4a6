"""The home pages of a fresh install, for a database in which they were removed."""

from wagtail.models import Locale, Page, Site

from cms.models import HomePage

HOMES = {
    "es-mx": {
        "title": "Cuaderno abierto",
        "slug": "inicio",
        "heading": "Lecciones cortas para leer o imprimir",
        "lead": "Dos o tres minutos cada una. Sin registrarte y sin dar tu nombre.",
    },
    "en": {
        "title": "Open notebook",
        "slug": "inicio-en",
        "heading": "Short lessons to read or print",
        "lead": "Two or three minutes each. No sign-up, and no need to give your name.",
    },
}


def make_homes():
    """A home page in each language, translations of each other, and the site on the first."""
    homes = []
    for code, values in HOMES.items():
        locale = Locale.objects.get_or_create(language_code=code)[0]
        home = HomePage.objects.filter(locale=locale).first() or _make(locale, values, homes)
        homes.append(home)
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(hostname="localhost", root_page=homes[0], is_default_site=True)
    return homes


def _make(locale, values, homes):
    home = HomePage(locale=locale, **values)
    if homes:
        home.translation_key = homes[0].translation_key
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    return home
