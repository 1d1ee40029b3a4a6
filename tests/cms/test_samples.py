"""Two further languages, switched on by settings alone: the catalogue, one lesson each, and nothing that breaks.

All of it is a technical sample, reviewed by no speaker, and off until a site asks for it.
"""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf.locale import LANG_INFO
from django.urls import clear_url_caches
from django.utils.translation import trans_real
from wagtail.models import Locale

from cms import catalogues
from cms.demo.samples import load_samples
from curriculum import languages
from curriculum.handouts.base import documents
from curriculum.learning.domain import addresses
from curriculum.pages.models import LessonPage, ModulePage
from tests.contract.rooms import ROOT
from tests.factories import learning as make
from tests.factories.people import make_partner
from tests.handouts.pdfs import opened, text_of

FILE = ROOT / "cms" / "content" / "samples.yaml"
NOTICE = "Muestra técnica, no revisada por una persona hablante."
#: Of each: what its lesson says of itself, «Home» and «Exit», and a word to search for.
SAMPLES = {
    "nah": ("Ayac nahuatlahto oquittac.", "Pehualiztli", "Xiquiza", "mocnihuan"),
    "yua": ("Mix máak ku t’anik maaya u yilmaj.", "Káajbal", "Jóok’ol", "yéeyik"),
}


@pytest.fixture
def switched_on(settings):
    """As ``cms.settings.samples`` does it, and forgotten afterwards."""
    before = dict(LANG_INFO)
    from cms.settings.samples import LANGUAGES

    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
    clear_url_caches()
    languages.register()
    yield
    LANG_INFO.clear()
    LANG_INFO.update(before)
    for code in SAMPLES:
        trans_real._translations.pop(code, None)
    clear_url_caches()


@pytest.fixture
def partner(db):
    return make_partner()


def load(partner):
    """The last word of each line."""
    return [line.split(": ")[1] for line in load_samples(path=FILE, partner=partner)]


@pytest.fixture
def tree(db):
    tree = make.make_tree(
        modules=1, lessons=2, english=True, discreet_title="título-corto", audience="para-quién"
    )
    LessonPage.objects.filter(translation_key=tree.lesson.translation_key).update(code="LLR-1.2")
    return tree


@pytest.fixture(params=SAMPLES)
def lesson(request, tree, partner, switched_on):
    assert load(partner) == ["created."] * 2
    return LessonPage.objects.get(locale__language_code=request.param)


def test_nothing_is_loaded_unless_the_settings_name_the_language(tree, partner):
    assert load(partner) == []
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"es-mx", "en"}


def test_lesson_is_marked_and_read_in_its_language(client, lesson):
    code = lesson.locale.language_code
    own, home, leave, _word = SAMPLES[code]

    html = client.get(lesson.url).content.decode()

    page = BeautifulSoup(html, "html.parser")
    assert lesson.url.startswith(f"/{code}/")
    assert page.html["lang"] == code
    assert page.h1.get_text().startswith("Muestra técnica: ")
    warning = page.select_one("article .strip--warn").get_text(" ", strip=True)
    assert NOTICE in warning
    assert own in warning
    assert page.select_one("nav.here a").get_text(strip=True) == home
    assert page.select_one("[data-exit]").get_text(strip=True).startswith(leave)
    assert "min de lectura" in html


def test_what_the_catalogue_lacks_is_said_in_spanish_and_nothing_in_english(client, lesson):
    spanish = catalogues.read(ROOT, "es_MX")
    english = {
        message.id
        for message in spanish
        if isinstance(message.id, str) and message.id not in {message.string, ""}
    }
    module = lesson.get_parent().specific
    home = lesson.get_ancestors().get(depth=2)
    code = lesson.locale.language_code
    beside = [f"/{code}/{path}/" for path in ("ayuda", "glosario", "buscar", "privacidad")]

    for address in (lesson.url, module.url, home.url, *beside):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        said = {" ".join(text.split()) for text in page.stripped_strings}
        said |= {tag["aria-label"] for tag in page.select("[aria-label]")}
        assert said & english == set(), address
        assert "Ir al contenido" in said
        assert page.html["lang"] == code


def test_what_stands_above_the_lesson_says_only_that_it_is_a_sample(client, lesson):
    for page in lesson.get_ancestors().exclude(depth=1):
        html = client.get(page.url).content.decode()
        assert "Muestra técnica: " in BeautifulSoup(html, "html.parser").title.get_text()
        assert not re.search("El voto es personal|título-corto|para-quién", html)
    module = ModulePage.objects.get(pk=lesson.get_parent().pk)
    assert not module.key_messages.exists()
    assert not module.session_plan.exists()


def test_languages_lead_to_each_other_and_the_sitemap_names_all(client, lesson, tree):
    tree.lesson.refresh_from_db()
    spanish = client.get(tree.lesson.url).content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()

    for code in SAMPLES:
        url = LessonPage.objects.get(locale__language_code=code).url
        assert f'<link rel="alternate" hreflang="{code}" href="{url}">' in spanish
        assert f"{url}</loc>" in sitemap
    sample = client.get(lesson.url).content.decode()
    assert f'<link rel="alternate" hreflang="es-MX" href="{tree.lesson.url}">' in sample


def test_lesson_is_found(indexed, client, lesson):
    code = lesson.locale.language_code

    html = client.post(f"/{code}/buscar/", {"q": SAMPLES[code][3]}).content.decode()

    assert f'href="{lesson.url}"' in html


def test_lesson_is_printed_and_kept(client, lesson):
    code = lesson.locale.language_code

    pdf = client.get(documents.get("lesson-handout").url(lesson)).content

    assert NOTICE in re.sub(r"\s+", " ", text_of(pdf))
    with opened(pdf) as read:
        assert str(read.Root.Lang) == code
    kept = f"/{code}/guardar/{lesson.get_parent().get_parent().specific.short_code}/"
    files = client.get(f"{kept}pack.json").json()["files"]
    assert lesson.url in {file["address"] for file in files}
    pages = [file["source"] for file in files if file["kind"] == "page"]
    assert {client.get(page).status_code for page in pages} == {200}
    assert NOTICE in client.get(f"{kept}cuaderno.html").content.decode()
    short = client.get(f"/l/{addresses.code_of(page=lesson)}/")
    assert short["Location"] == lesson.url


def test_again_it_is_left_alone(lesson, partner):
    before = lesson.latest_revision_id

    assert load(partner) == ["left alone."] * 2

    lesson.refresh_from_db()
    assert lesson.latest_revision_id == before


def test_switched_off_again_the_other_languages_are_as_before(client, lesson, tree, settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        pair for pair in settings.LANGUAGES if pair[0] not in SAMPLES
    ]
    clear_url_caches()
    tree.lesson.refresh_from_db()

    html = client.get(tree.lesson.url).content.decode()

    assert "Muestra técnica" not in html
    assert 'hreflang="nah"' not in html
    assert client.get("/").status_code == 200
    assert client.get("/sitemap.xml").status_code == 200
    assert "/nah/" not in client.get("/sitemap.xml").content.decode()


def test_catalogues_are_small_and_say_what_they_are():
    for code in SAMPLES:
        catalogue = catalogues.read(ROOT, code)
        assert "not reviewed by a speaker" in catalogue.header_comment
        assert "Muestra técnica" in catalogue.header_comment
        said = [message for message in catalogue if message.id]
        assert 25 <= len(said) <= 40
        assert all(message.user_comments for message in said)
