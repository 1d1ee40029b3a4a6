"""What a phone keeps: only what everybody reads, byte for byte as its list says."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from curriculum.learning.domain import law
from tests.factories import learning as make

from .packs import address_of, digest, list_of, make_school, pages_in, said, secrets_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def tree():
    return make.make_tree(modules=1, lessons=1)


def bytes_of(client, file):
    address = file["source"]
    if address.startswith("/static/"):
        with open(finders.find(address.removeprefix("/static/")), "rb") as found:
            return found.read()
    if address.startswith("/media/"):
        with default_storage.open(address.removeprefix("/media/")) as found:
            return found.read()
    response = client.get(address)
    assert response.status_code == 200, address
    return response.getvalue()


def test_list_says_of_every_file_what_is_served(client):
    school = make_school()

    files = list_of(client, school.programme)["files"]

    for file in files:
        content = bytes_of(client, file)
        assert (len(content), digest(content)) == (file["bytes"], file["sha256"]), file["address"]
    assert {file["kind"] for file in files} == {"page", "style", "script", "picture", "audio"}


def test_a_film_and_its_captions_stay_where_they_are(client):
    school = make_school()
    shown = re.findall(
        r'"(/sound/[^"]+\.(?:mp4|vtt))"', client.get(school.lesson.url).content.decode()
    )
    assert {address[-4:] for address in shown} == {".mp4", ".vtt"}

    kept = {file["address"] for file in list_of(client, school.programme)["files"]}

    assert kept.isdisjoint(shown)


def test_pages_are_those_that_everybody_gets(client, tree, settings):
    """With the style sheet as a file, which all of them share on the phone."""
    kept = pages_in(client, tree.programme)

    settings.CURRICULUM_INLINE_STYLE = False
    for page in (tree.programme, tree.module, tree.lesson):
        assert kept[page.url] == client.get(page.url).content.decode()
    assert set(kept) >= {"/glosario/", "/ayuda/", "/guardado/", "/salir/"}


def test_whoever_is_signed_in_keeps_what_everybody_reads(client, tree):
    nobody = list_of(client, tree.programme)
    cache.clear()
    client.force_login(get_user_model().objects.create_superuser("ana", "a@example.org", "word"))

    assert list_of(client, tree.programme) == nobody


def test_nothing_for_facilitators_is_in_any_file(client):
    school = make_school()
    secrets = secrets_of(school.module, [school.lesson])
    assert len(secrets) == 8

    for address, html in pages_in(client, school.programme).items():
        assert "SECRETO" not in html, address


def test_of_a_picture_in_several_sizes_one_is_kept(client):
    school = make_school()
    assert "srcset" in client.get(school.lesson.url).content.decode()

    html = pages_in(client, school.programme)[school.lesson.url]

    [picture] = [f for f in list_of(client, school.programme)["files"] if f["kind"] == "picture"]
    assert "srcset" not in html
    assert f'src="{picture["address"]}"' in html


def test_drafts_and_withdrawn_lessons_are_left_out(client, tree):
    make.make_lesson(module=tree.module, live=False, title="BORRADOR")
    before = list_of(client, tree.programme)
    assert "BORRADOR" not in str(before)

    tree.lesson.unpublish()

    after = list_of(client, tree.programme)
    assert tree.lesson.url in {file["address"] for file in before["files"]}
    assert tree.lesson.url not in {file["address"] for file in after["files"]}


def test_what_was_closed_is_handed_out_no_more(client, tree):
    """Neither by the list nor to whoever has an older one, nor in the one file."""
    files = list_of(client, tree.programme)["files"]
    [lesson] = [file for file in files if file["address"] == tree.lesson.url]
    book = address_of(tree.programme, "cuaderno.html")
    title = tree.lesson.title
    assert client.get(lesson["source"]).status_code == 200
    assert title in client.get(book).content.decode()

    PageViewRestriction.objects.create(page=tree.module, restriction_type="login")

    assert client.get(lesson["source"]).status_code == 410
    assert tree.lesson.url not in {f["address"] for f in list_of(client, tree.programme)["files"]}
    assert title not in client.get(book).content.decode()


def test_what_needs_a_login_is_left_out(client, tree):
    PageViewRestriction.objects.create(page=tree.module, restriction_type="login")
    kept = pages_in(client, tree.programme)
    assert tree.module.url not in kept
    assert tree.lesson.url not in kept

    PageViewRestriction.objects.create(page=tree.programme, restriction_type="login")

    for rest, status in (("", 410), ("pack.json", 410), ("cuaderno.html", 404)):
        assert client.get(address_of(tree.programme, rest)).status_code == status


def test_recordings_behind_a_login_are_left_out(client):
    from wagtail.models import CollectionViewRestriction

    school = make_school()
    files = list_of(client, school.programme)["files"]
    [sound] = [file for file in files if file["kind"] == "audio"]
    document = school.lesson.body[2].value["file"]
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )
    cache.clear()

    files = list_of(client, school.programme)["files"]

    assert sound["address"] not in {file["address"] for file in files}


def test_unlisted_programmes_are_kept_by_whoever_has_their_code(client):
    tree = make.make_tree(modules=1, lessons=1, is_listed=False)
    code = tree.programme.short_code

    assert client.get(address_of(tree.programme)).status_code == 200
    for address in ("/", tree.section.url, "/guardado/", "/sitemap.xml", "/sw.js"):
        assert code not in client.get(address).content.decode()


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_a_withdrawn_programme_is_gone_in_so_many_words(client, tree, how):
    address = address_of(tree.programme)
    code = tree.programme.short_code
    getattr(tree.programme, how)()

    listed, asked = client.get(f"{address}pack.json"), client.get(address)

    assert (listed.status_code, asked.status_code) == (410, 410)
    assert listed.json().keys() == {"code", "gone"}
    assert listed.json()["code"] == code
    assert 'role="note"' in listed.json()["gone"]
    assert f'data-keep="{address}pack.json"' in asked.content.decode()
    assert listed["Cache-Control"] == "no-store"
    assert {listed["X-Robots-Tag"], asked["X-Robots-Tag"]} == {"noindex, nofollow"}


def test_what_is_published_again_is_listed_again(client, tree):
    tree.programme.unpublish()
    assert client.get(address_of(tree.programme, "pack.json")).status_code == 410

    tree.programme.get_latest_revision_as_object().save_revision().publish()

    assert client.get(address_of(tree.programme, "pack.json")).status_code == 200


@pytest.mark.parametrize("code", ["zzzzzzzz", "none"])
def test_a_code_of_nothing_leads_nowhere(client, code):
    for rest in ("", "pack.json", "cuaderno.html", "0" * 64 + "/"):
        assert client.get(f"/guardar/{code}/{rest}").status_code == 404


def test_a_code_of_a_lesson_is_no_programme(client, tree):
    from curriculum.learning.domain import addresses

    code = addresses.code_of(page=tree.lesson)

    assert client.get(f"/guardar/{code}/").status_code == 404


def test_titles_of_discreet_programmes_are_neutral(client):
    tree = make.make_tree(
        modules=1,
        lessons=1,
        title="Entre nosotras",
        is_discreet=True,
        is_listed=False,
        discreet_title="Confianza y cuidado",
    )

    told = list_of(client, tree.programme)

    assert told["title"] == "Confianza y cuidado"
    titles = [file["title"] for file in told["files"] if file.get("title")]
    assert titles == ["Confianza y cuidado", "Módulo 1", "Lección 1.1"]
    assert "nosotras" not in str(told)


def test_a_publication_is_seen_at_once_and_changes_no_more_than_it_must(client, tree):
    make.make_lesson(module=tree.module)
    before = list_of(client, tree.programme)

    tree.lesson.title = "Otro nombre"
    make.publish(tree.lesson)

    after = list_of(client, tree.programme)
    assert after["version"] != before["version"]
    same = [file["address"] for file in after["files"] if file in before["files"]]
    assert "/glosario/" in same
    assert tree.lesson.url not in same


def test_a_list_that_has_not_changed_is_not_sent_again(client, tree):
    address = address_of(tree.programme, "pack.json")
    etag = client.get(address)["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_page_of_another_version_is_gone(client, tree):
    list_of(client, tree.programme)

    assert client.get(address_of(tree.programme, "0" * 64 + "/")).status_code == 410


def test_lessons_whose_law_changed_are_marked(client, tree):
    before = list_of(client, tree.programme)
    make.make_change()

    told = list_of(client, tree.programme)

    laws = {file["address"]: file["law"] for file in told["files"] if "law" in file}
    assert laws[tree.lesson.url] == "2026-01-01"
    assert told["version"] != before["version"]
    assert "[[date]]" in told["strips"]["law"]


def test_a_lesson_that_was_rewritten_for_the_law_marks_the_copies_from_before(client, tree):
    change = make.make_change()
    tree.lesson.body = [("text", RichText("<p>Ahora son 18 meses.</p>"))]
    tree.lesson.law_changes_read = [str(change.pk)]
    make.publish(tree.lesson)
    assert law.notice_of(page=tree.lesson) is None

    told = list_of(client, tree.programme)

    laws = {file["address"]: file["law"] for file in told["files"] if file.get("law")}
    assert laws[tree.lesson.url] == "2026-01-01"


def test_marks_go_with_the_change_that_is_withdrawn(client, tree):
    change = make.make_change()
    marked = list_of(client, tree.programme)

    law.withdraw_change(change=change, reason="Era un proyecto.")

    told = list_of(client, tree.programme)
    assert [file["address"] for file in told["files"] if "law" in file] == []
    assert told["version"] != marked["version"]


def test_the_list_is_made_once_for_all_its_files(client, tree):
    files = list_of(client, tree.programme)["files"]
    with CaptureQueriesContext(connection) as one:
        client.get(files[0]["source"])
    make.make_module(programme=tree.programme, lessons=2)
    files = list_of(client, tree.programme)["files"]

    with CaptureQueriesContext(connection) as other:
        client.get(files[-1]["source"] if files[-1]["kind"] == "page" else files[0]["source"])

    assert len(one) == len(other) <= 10


def test_a_pack_in_english_speaks_english(client):
    tree = make.make_tree(english=True, modules=1, lessons=1)
    english = tree.programme.get_translations().get().specific

    told = list_of(client, english)
    kept = pages_in(client, english)

    assert {"/en/glossary/", "/en/help/", "/en/kept/"} <= set(kept)
    assert "There is no signal." in said(told["strips"]["kept"])
    assert all('lang="es' not in html.partition("<head>")[0] for html in kept.values())
