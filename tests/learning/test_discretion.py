"""Discreet programmes have only neutral slugs, however a page came there."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, streamfield

from curriculum.learning.domain import addresses, translations
from curriculum.pages.models import LessonPage, ProgrammePage
from tests.factories import learning as make

pytestmark = pytest.mark.django_db


def make_discreet(**kwargs):
    values = {"is_discreet": True, "discreet_title": "Confianza y cuidado", "slug": "cuaderno-7"}
    return make.make_programme(**{**values, **kwargs})


def slugs_below(page):
    return list(page.get_descendants().order_by("path").values_list("slug", flat=True))


def test_a_new_page_gets_a_number():
    programme = make_discreet()

    first = make.make_module(programme=programme, slug="acoso-en-la-planta")
    make.make_lesson(module=first, slug="denunciar-el-acoso")
    make.make_module(programme=programme, slug="entre-nosotras", live=False)

    assert slugs_below(programme) == ["modulo-1", "leccion-1", "modulo-2"]


def test_a_public_programme_speaks():
    tree = make.make_tree(modules=0, slug="derechos")

    make.make_module(programme=tree.programme, slug="tu-voto")

    assert slugs_below(tree.programme) == ["tu-voto"]


def test_the_programme_itself_is_called_by_its_discreet_title_or_a_number():
    assert make_discreet(slug="confianza-y-cuidado-2").slug == "confianza-y-cuidado-2"
    assert make_discreet(slug="solo-mujeres").slug == "cuaderno-1"
    assert make_discreet(slug="solo-mujeres", discreet_title="").slug == "cuaderno-1"


def test_a_switch_that_is_set_later_takes_all_below_along(client):
    programme = make.make_programme(slug="mujeres")
    module = make.make_module(programme=programme, slug="acoso")
    lesson = make.make_lesson(module=module, slug="denunciar")
    draft = make.make_lesson(module=module, slug="a-medias", live=False)
    code = addresses.code_of(page=lesson)
    assert client.get(lesson.url).status_code == 200

    programme.is_discreet = True
    make.publish(programme)

    for page in (module, lesson, draft):
        page.refresh_from_db()
    assert lesson.url == "/{}/cuaderno-1/modulo-1/leccion-1/".format(
        programme.get_parent().specific.url.strip("/")
    )
    assert draft.slug == "leccion-2"
    assert client.get(lesson.url).status_code == 200
    assert client.get(f"/l/{code}/")["Location"] == lesson.url


def test_translations_are_numbers_in_their_language():
    programme = make_discreet()
    lesson = make.make_lesson(module=make.make_module(programme=programme))
    english = make.translate(lesson)

    english.slug = "harassment"
    make.publish(english)

    assert english.slug == "lesson-1"


def test_what_is_decided_in_one_language_holds_in_the_other(client):
    tree = make.make_tree(english=True, lessons=1, slug="mujeres")
    programme, english = tree.programme, tree.lesson.get_translations().get()
    english_programme = programme.get_translations().get()
    english.slug, english.title = "harassment", "Harassment"
    make.publish(english)
    assert english.title in client.get(english.url).content.decode().partition("</head>")[0]

    programme.is_discreet, programme.is_listed = True, False
    make.publish(programme)

    english.refresh_from_db()
    english_programme.refresh_from_db()
    assert english_programme.is_discreet
    assert not english_programme.is_listed
    assert english_programme.slug == "notebook-1"
    assert english.slug == "lesson-1"
    head = client.get(english.url).content.decode().partition("</head>")[0]
    assert "noindex" in head
    assert english.title not in head
    log = PageLogEntry.objects.get(action="curriculum.programme.share_switches")
    assert log.page_id == english_programme.pk

    english_programme.is_discreet, english_programme.is_listed = False, True
    make.publish(english_programme)
    programme.refresh_from_db()
    assert programme.is_listed
    assert not programme.is_discreet


def test_a_draft_in_the_other_language_takes_nothing_back():
    programme = make.make_programme(slug="mujeres")
    make.translate(programme)
    english = programme.get_translations().get()
    english.summary = "Written before it was decided."
    draft = english.save_revision()

    programme.access, programme.is_discreet = "women_only", True
    make.publish(programme)
    draft.refresh_from_db()
    draft.publish()

    programme.refresh_from_db()
    english.refresh_from_db()
    assert english.summary == "Written before it was decided."
    assert {programme.access, english.access} == {"women_only"}
    assert programme.is_discreet
    assert english.is_discreet


def test_a_switch_leaves_no_translation_behind():
    programme = make.make_programme()
    make.translate(programme)

    programme.is_listed = False
    make.publish(programme)

    assert not translations.behind(model=ProgrammePage).exists()


def test_an_old_draft_that_speaks_is_published_with_a_number():
    module = make.make_module(programme=make.make_programme(slug="mujeres"), slug="acoso")
    revision = module.save_revision()
    programme = module.get_parent().specific
    programme.is_discreet = True
    make.publish(programme)

    revision.publish()

    module.refresh_from_db()
    assert module.slug == "modulo-1"


def test_what_is_moved_or_copied_there_gets_a_number():
    programme = make_discreet()
    public = make.make_module(slug="tu-voto")
    make.make_lesson(module=public, slug="secreto")

    public.copy(to=programme, recursive=True)
    public.move(programme, pos="last-child")

    assert slugs_below(programme) == ["modulo-1", "leccion-1", "modulo-2", "leccion-1"]


def test_what_an_editor_types_as_address_is_not_kept(admin_client):
    lesson = make.make_lesson(module=make.make_module(programme=make_discreet()), slug="leccion-4")
    data = {
        "title": lesson.title,
        "slug": "denunciar-el-acoso",
        "code": lesson.code,
        "summary": lesson.summary,
        "valid_as_of": "2026-11-22",
        "confidence": "high",
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }

    admin_client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk]), nested_form_data(data))

    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert draft.slug == "leccion-1"
