"""A content language that neither Django nor CLDR knows, added by settings alone.

What stands here in Nahuatl and Yucatec Maya is a technical sample: a few words
of the dictionaries, reviewed by no speaker.
"""

import datetime

import pytest
from django.conf.locale import LANG_INFO
from django.urls import clear_url_caches
from django.utils.translation import gettext, ngettext, override, trans_real
from wagtail.models import Locale
from wagtail.rich_text import RichText

from cms import catalogues
from curriculum import languages
from curriculum.checks import check_catalogues
from curriculum.handouts.base import documents
from curriculum.learning.domain import addresses, advice, searching
from curriculum.templatetags import curriculum_tags
from tests.contract.rooms import ROOT
from tests.factories import learning as make
from tests.handouts.pdfs import opened, text_of

SAMPLE = "Muestra técnica · Technical sample"
#: Of each language: its name as readers see it, «Language» in its catalogue, and a word for a lesson.
SAMPLES = {"nah": ("Nāhuatl", "Tlahtolli", "amoxtli"), "yua": ("Maaya t’aan", "T’aan", "áanalte’")}


@pytest.fixture(params=SAMPLES)
def code(request, settings):
    """One of them, in the settings of a site as its README says, and forgotten afterwards."""
    before = dict(LANG_INFO)
    entry = (request.param, SAMPLES[request.param][0])
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, entry]
    clear_url_caches()
    languages.register()
    yield request.param
    LANG_INFO.clear()
    LANG_INFO.update(before)
    trans_real._translations.pop(request.param, None)
    clear_url_caches()


@pytest.fixture
def lesson(code, db):
    tree = make.make_tree(modules=1, lessons=1)
    locale = Locale.objects.create(language_code=code)
    body = [("text", RichText(f"<p>{SAMPLE}: {SAMPLES[code][2]}.</p><p>390 Bis.</p>"))]
    return make.translate(tree.lesson, locale=locale, title=SAMPLE, summary=f"{SAMPLE}.", body=body)


def test_what_the_catalogue_lacks_is_said_in_spanish(code):
    with override(code):
        assert gettext("Language") == SAMPLES[code][1]
        assert gettext("Words explained") == "Palabras explicadas"
        assert ngettext("%(number)s result", "%(number)s results", 2) == "%(number)s resultados"
        # Django's own, and Wagtail's.
        assert gettext("Monday") == "Lunes"


def test_spanish_also_where_the_site_itself_is_english(english_site, settings, code):
    with override(code):
        assert gettext("Words explained") == "Palabras explicadas"


def test_dates_and_lists_are_written_in_spanish(code):
    with override(code):
        assert curriculum_tags.long_date(datetime.date(2026, 11, 22)) == "22 de noviembre de 2026"
        assert curriculum_tags.month_and_year(datetime.date(2026, 11, 22)) == "noviembre de 2026"
        assert curriculum_tags.as_list(["a", "b"]) == "a y b"


def test_lesson_is_read_under_its_own_prefix(client, lesson, code):
    response = client.get(lesson.url)
    html = response.content.decode()

    assert lesson.url.startswith(f"/{code}/")
    assert f'<html lang="{code}">' in html
    assert SAMPLE in html
    assert f'aria-label="{SAMPLES[code][1]}"' in html
    assert "min de lectura" in html
    assert not response.cookies
    spanish = client.get(lesson.get_translations().get().url).content.decode()
    assert f'<link rel="alternate" hreflang="{code}" href="{lesson.url}">' in spanish
    assert f'lang="{code}" hreflang="{code}">{SAMPLES[code][0]}</a>' in spanish


def test_words_of_the_site_stand_below_the_prefix(client, lesson, code):
    for path in ("glosario", "ayuda", "buscar"):
        assert client.get(f"/{code}/{path}/").status_code == 200


def test_lesson_is_found_by_whole_words_without_accents(indexed, client, lesson, code):
    word = SAMPLES[code][2].replace("á", "a").replace("’", "'").upper()

    html = client.post(f"/{code}/buscar/", {"q": word}).content.decode()

    assert f'href="{lesson.url}"' in html
    assert "1 resultado<" in html
    assert searching.search(typed=SAMPLES[code][2].strip("’") + "x", locale=lesson.locale).corrected


def test_no_reading_ease_rather_than_a_wrong_one(lesson):
    lesson.body = [("text", RichText(f"<p>{'amoxtli ' * 60}</p>"))]

    assert advice.readability.reading_ease(paragraphs=["a " * 60], language="nah") is None
    assert not advice.readability.is_measured(language="esu")


def test_editor_and_short_address_work(admin_client, lesson, code):
    assert admin_client.get(f"/admin/pages/{lesson.pk}/edit/").status_code == 200
    assert admin_client.get("/admin/locales/").status_code == 200

    short = admin_client.get(f"/l/{addresses.code_of(page=lesson)}/")

    assert short["Location"] == lesson.url


def test_sheet_is_in_that_language(client, lesson, code):
    pdf = client.get(documents.get("lesson-handout").url(lesson)).content

    assert SAMPLE in text_of(pdf)
    with opened(pdf) as read:
        assert str(read.Root.Lang) == code


def test_a_language_without_any_catalogue_is_named(settings):
    assert check_catalogues(None) == []

    settings.LANGUAGES = [*settings.LANGUAGES, ("qqq", "Qqq")]

    assert [(warning.id, "qqq" in warning.msg) for warning in check_catalogues(None)] == [
        ("curriculum.W011", True)
    ]


def test_partial_catalogues_say_that_they_are_samples_and_nothing_that_the_code_does_not():
    in_code = {(m.id, m.context) for m in catalogues.extract(ROOT) if m.id}

    assert catalogues.partial(ROOT) == sorted(SAMPLES)
    for language in catalogues.partial(ROOT):
        catalogue = catalogues.read(ROOT, language)
        assert "Technical sample" in catalogue.header_comment
        assert {(m.id, m.context) for m in catalogue if m.id} <= in_code
