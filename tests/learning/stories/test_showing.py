"""Who is shown which wins and which research."""

import pytest
from django.urls import reverse

from curriculum.learning.domain import stories
from tests.factories import learning as make
from tests.people.world import make_side

pytestmark = pytest.mark.django_db


def make_win_of(lessons, **kwargs):
    return make.make_win(lessons=lessons, **kwargs)


def shown(**kwargs):
    return [page.title for page in stories.shown(**kwargs)]


@pytest.fixture
def quiet():
    return make.make_tree(
        title="Entre nosotras", is_discreet=True, discreet_title="Confianza", access="women_only"
    )


def test_a_story_follows_its_lessons(quiet):
    open_lesson, aside = make.make_lesson(), make.make_tree(is_listed=False).lesson
    make_win_of([open_lesson], title="Abierta")
    make_win_of([quiet.lesson], title="Discreta")
    make_win_of([open_lesson, aside], title="Aparte")
    make_win_of([quiet.lesson], title="Listada", listing="listed")
    make_win_of([open_lesson], title="Sin lista", listing="unlisted")
    make_win_of([open_lesson], title="Borrador", live=False)

    assert shown() == ["Listada", "Abierta"]
    assert shown(supporting=open_lesson) == ["Abierta"]
    assert shown(supporting=quiet.lesson) == ["Listada", "Discreta"]
    assert shown(supporting=aside) == ["Aparte"]


def test_a_programme_that_goes_quiet_takes_its_stories_along():
    tree = make.make_tree(lessons=1)
    make_win_of([tree.lesson], title="Abierta")
    assert shown() == ["Abierta"]

    tree.programme.is_listed = False
    make.publish(tree.programme)

    assert shown() == []


def test_a_quiet_lessons_title_stands_in_no_public_story(client, quiet):
    open_lesson = make.make_lesson(title="Cuentas claras")
    listed = make_win_of([open_lesson, quiet.lesson], listing="listed")
    aside = make_win_of([quiet.lesson], title="Lo nuestro")

    public, private = (client.get(page.url).content.decode() for page in (listed, aside))

    assert "Cuentas claras" in public
    assert quiet.lesson.url not in public
    assert quiet.lesson.url in private
    for html in (public, private):
        assert quiet.lesson.title not in html
    assert "<title>Experiencia</title>" in private.replace("\n", "")
    assert 'content="noindex' in private


def test_a_story_about_a_discreet_lesson_stands_at_its_foot_and_its_address_says_nothing(
    client, quiet
):
    win = make_win_of([quiet.lesson], title="Lo nuestro", slug="logramos-lo-nuestro")
    study = make.make_brief(lessons=[quiet.lesson], slug="acoso-en-cifras")

    foot = client.get(quiet.lesson.url).content.decode()

    assert (win.slug, study.slug) == ("experiencia-1", "estudio-1")
    assert f'href="{win.url}"' in foot
    assert "Lo nuestro" not in client.get("/").content.decode()


def test_a_lesson_that_turns_discreet_takes_the_addresses_of_its_stories_along():
    tree = make.make_tree(lessons=1)
    win = make_win_of([tree.lesson], slug="logramos-lo-nuestro")
    listed = make_win_of([tree.lesson], slug="a-la-vista", listing="listed")

    tree.programme.is_discreet = True
    make.publish(tree.programme)

    win.refresh_from_db()
    listed.refresh_from_db()
    assert (win.slug, listed.slug) == ("experiencia-1", "a-la-vista")


def test_a_lesson_shows_the_newest_three_in_its_own_language(client):
    lesson = make.make_lesson()
    made = [make_win_of([lesson], title=f"Logro número {number}") for number in "1234"]
    english = make.translate(lesson)

    html = client.get(lesson.url).content.decode()

    assert [page.title in html for page in made] == [False, True, True, True]
    assert "From real life" not in client.get(english.url).content.decode()


def test_a_story_leads_to_its_lesson_in_another_language_where_there_is_none_yet():
    lesson = make.make_lesson()
    english = make.translate(make_win_of([lesson]))
    (found,) = stories.lessons_of(page=english)
    assert (found.page.pk, found.language) == (lesson.pk, "es-mx")

    translation = make.translate(lesson)

    (found,) = stories.lessons_of(page=english)
    assert (found.page.pk, found.language) == (translation.pk, "")


def offered(user, locale, chosen=()):
    groups = stories.lesson_choices(locale=locale, user=user, chosen=chosen)
    return [title for _module, lessons in groups for _key, title in lessons]


def test_an_editor_is_offered_what_is_published_and_no_draft_of_others(side):
    other = make_side("ajena")
    spanish, english = make.make_locales()

    assert offered(side.trainer, spanish) == ["propia-leccion", "ajena-leccion"]
    assert offered(side.trainer, english) == []
    left = offered(side.trainer, spanish, chosen=make.keys_of([other.draft]))
    assert "ajena-borrador" not in left
    assert len(left) == 3


def test_a_comparison_names_the_lessons_by_their_titles(admin_client):
    first, second = make.make_lesson(title="La primera"), make.make_lesson(title="La segunda")
    win = make_win_of([first])
    before = win.latest_revision
    win.lessons = make.keys_of([first, second])
    after = win.save_revision()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[win.pk, before.pk, after.pk])

    html = admin_client.get(url).content.decode()

    assert "La primera" in html
    assert "La segunda" in html
    assert win.lessons[0] not in html
