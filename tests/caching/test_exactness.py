"""Which pages are made anew after a change: those that show it, and no other."""

from functools import partial

import pytest
from wagtail.models import PageViewRestriction, Site

from curriculum.pages.models import LessonPage
from tests.factories import learning as make
from tests.factories import media

from .conftest import text

#: A lesson, and all that shows its title: the contents beside it, and who comes before and after.
AROUND_FIRST = {"es:LLR-1.1", "es:LLR-1.2", "es:LLR-1"}


def edited(page, **values):
    page.refresh_from_db()
    for name, value in values.items():
        setattr(page, name, value)
    return make.publish(page)


@pytest.fixture
def edit(school):
    return lambda name, **values: partial(edited, school.pages[name], **values)


def test_nothing_is_made_anew_when_nothing_changed(made_anew):
    assert made_anew(lambda: None) == set()


def test_a_sentence_changes_its_lesson_alone(made_anew, edit):
    assert made_anew(edit("es:LLR-1.1", body=text("Otras palabras."))) == {"es:LLR-1.1"}


def test_a_longer_text_changes_the_minutes_above_it(made_anew, edit):
    longer = edit("es:LLR-1.1", body=text("palabra " * 500))

    assert made_anew(longer) == {"es:LLR-1.1", "es:LLR-1", "es:LLR"}


def test_a_draft_changes_nothing(made_anew, school):
    lesson = school.pages["es:LLR-1.1"]
    lesson.title = "Borrador"

    assert made_anew(lesson.save_revision) == set()


def test_a_title_changes_who_shows_it(made_anew, edit):
    # Home names the newest lessons, of which this is none: OTRO-1.1 and two of LLR are.
    found = made_anew(edit("es:LLR-2.1", title="Otro título"))

    assert found - {"es:home"} == {"es:LLR-2.1", "es:LLR-2.2", "es:LLR-2", "es:LLR-1.2"}


def test_a_summary_changes_its_lesson_and_its_module(made_anew, edit):
    assert made_anew(edit("es:LLR-1.1", summary="De otra manera.")) == {"es:LLR-1.1", "es:LLR-1"}


def test_a_modules_title_changes_it_and_its_programme(made_anew, edit):
    assert made_anew(edit("es:LLR-1", title="Otro módulo")) == {"es:LLR-1", "es:LLR"}


def test_a_content_warning_stands_on_the_lessons_below(made_anew, edit):
    found = made_anew(edit("es:LLR-1", content_warning="Habla de despidos."))

    assert found == {"es:LLR-1", "es:LLR-1.1", "es:LLR-1.2"}


def test_a_programmes_summary_changes_it_and_the_cards(made_anew, edit):
    found = made_anew(edit("es:LLR", summary="Otro resumen."))

    assert found == {"es:LLR", "es:section", "es:home"}


def test_what_a_programme_is_for_changes_it_alone(made_anew, edit):
    assert made_anew(edit("es:LLR", audience="Quien quiera")) == {"es:LLR"}


def test_a_first_publication_renumbers_what_follows(made_anew, school):
    module = school.pages["es:LLR-1"]
    first = school.pages["es:LLR-1.1"]

    def publish():
        lesson = make.make_lesson(module=module, code="LLR-1.0", title="Antes")
        lesson.move(first, pos="left")

    found = made_anew(publish)

    # All lessons of the module (numbers, contents), and the counts above. No other module.
    assert found == AROUND_FIRST | {"es:LLR", "es:section", "es:home"}


def test_withdrawing_closes_the_gap(made_anew, school, client):
    lesson = school.pages["es:LLR-1.2"]

    found = made_anew(lesson.unpublish)

    # LLR-2.1 had it before itself; the English lesson is offered in Spanish no longer.
    expected = AROUND_FIRST | {"es:LLR-2.1", "en:LLR-1.2", "es:LLR", "es:section", "es:home"}
    assert found - {"es:home"} == expected - {"es:home"}
    assert client.get(lesson.url).status_code == 404


def test_deleting_closes_the_gap(made_anew, school, client):
    lesson = school.pages["es:OTRO-1.1"]
    address = lesson.url

    found = made_anew(lesson.delete)

    above = {"es:OTRO-1", "es:OTRO", "es:section", "es:home"}
    assert found == {"es:OTRO-1.1", "en:OTRO-1.1", *above}
    assert client.get(address).status_code == 404


def test_translating_offers_the_other_language(made_anew, school):
    lesson = school.pages["en:LLR-1.1"]

    found = made_anew(lesson.unpublish)

    assert "es:LLR-1.1" in found
    assert {name for name in found if name.startswith("es:")} == {"es:LLR-1.1"}


def test_reordering_lessons_changes_their_module_and_its_neighbours(made_anew, school):
    first, second = school.pages["es:LLR-1.1"], school.pages["es:LLR-1.2"]

    found = made_anew(lambda: second.move(first, pos="left"))

    assert found == AROUND_FIRST | {"es:LLR-2.1"}


def test_reordering_modules_changes_their_programme(made_anew, school):
    first, second = school.pages["es:LLR-1"], school.pages["es:LLR-2"]

    found = made_anew(lambda: second.move(first, pos="left"))

    assert found == {name for name in school.addresses if name.startswith("es:LLR")}


def test_moving_a_lesson_changes_where_it_was_and_where_it_goes(made_anew, school):
    lesson, module = school.pages["es:LLR-1.2"], school.pages["es:OTRO-1"]
    lesson.refresh_from_db()
    module.refresh_from_db()

    found = made_anew(lambda: lesson.move(module, pos="last-child"))

    assert {"es:LLR-1", "es:LLR-1.1", "es:LLR-2.1", "es:OTRO-1", "es:OTRO-1.1"} <= found
    assert found.isdisjoint({"es:LLR-2.2", "es:LLR-2", "es:glossary", "es:help", "en:LLR-1.1"})


def test_a_new_address_changes_every_page_below_and_who_links_there(made_anew, edit):
    found = made_anew(edit("es:OTRO", slug="otra-direccion"))

    below = {"es:OTRO", "es:OTRO-1", "es:OTRO-1.1"}
    in_english = {name.replace("es:", "en:") for name in below}
    assert found - {"es:home"} == below | in_english | {"es:section"}


def test_a_new_term_changes_the_lessons_that_have_the_word(made_anew, school, edit):
    edit("es:LLR-2.1", body=text("Antes del juicio, la conciliación."))()

    found = made_anew(lambda: make.make_term(term="conciliación"))

    assert found == {"es:LLR-2.1", "es:glossary"}


def test_another_form_of_a_term_changes_lessons_and_not_the_glossary(made_anew, edit):
    edit("es:LLR-2.1", body=text("Las conciliaciones."))()
    term = make.make_term(term="conciliación")

    def add_form():
        term.variants = "conciliaciones"
        term.save()

    assert made_anew(add_form) == {"es:LLR-2.1"}


@pytest.mark.parametrize("way", ["definition", "delete"])
def test_a_term_changes_where_it_is_explained(made_anew, edit, way):
    edit("es:LLR-2.1", body=text("La conciliación."))()
    # The word stands in a heading alone, where it is not explained.
    edit("es:LLR-2.2", body=text("Nada.</p><h2>La conciliación</h2><p>Nada."))()
    term = make.make_term(term="conciliación")

    def change():
        if way == "delete":
            term.delete()
        else:
            term.definition = "Otra explicación."
            term.save()

    assert made_anew(change) == {"es:LLR-2.1", "es:glossary"}


def test_an_office_changes_the_help_of_its_language(made_anew):
    for order in range(1, 5):
        make.make_help_contact(sort_order=order)
    fifth = make.make_help_contact(sort_order=5)

    def change():
        fifth.what_it_does = "Otra cosa."
        fifth.save()

    assert made_anew(change) == {"es:help"}


def test_one_of_the_first_offices_stands_on_the_home_page(made_anew):
    assert made_anew(make.make_help_contact) == {"es:help", "es:home"}


def test_an_open_point_changes_what_it_touches(made_anew):
    found = made_anew(lambda: make.make_open_point(lesson_codes=["LLR-1.1"]))

    assert found == {"es:LLR-1.1", "es:LLR-1"}


def test_a_review_flag_changes_who_bears_it(made_anew, edit):
    flag = make.make_review_flag()
    edit("es:LLR-1.2", review_flags=[flag])()

    def change():
        flag.text = "Cambia en otra fecha."
        flag.save()

    assert made_anew(change) == {"es:LLR-1.2"}


def test_a_licence_changes_the_programmes_alone(made_anew, school):
    school.colophon.licence = "CC BY-SA 4.0"

    assert made_anew(school.colophon.save) == {"es:LLR", "es:OTRO", "en:LLR", "en:OTRO"}


def test_a_legal_review_changes_every_page_of_its_programmes(made_anew, school):
    school.colophon.is_legally_reviewed = True

    found = made_anew(school.colophon.save)

    assert found == {name for name in school.addresses if ":LLR" in name or ":OTRO" in name}


def test_what_readers_are_not_shown_changes_nothing(made_anew):
    source = make.make_legal_source()
    sector, theme = make.make_sector(), make.make_theme()

    def change():
        for record, name in ((source, "version"), (sector, "name"), (theme, "name")):
            setattr(record, name, "Otra")
            record.save()

    assert made_anew(change) == set()


def picture_in(page, picture):
    block = {"image": picture, "alternative_text": "Una urna", "caption": "", "credit": "Nosotras"}
    return edited(page, body=[("picture", block)])


def test_a_picture_changes_the_lessons_that_show_it(made_anew, school):
    picture = media.make_picture()
    picture_in(school.pages["es:LLR-1.1"], picture)
    other = media.make_picture(name="other.png")

    def change():
        picture.focal_point_x = picture.focal_point_y = 5
        picture.focal_point_width = picture.focal_point_height = 4
        picture.save()
        other.title = "Otro"
        other.save()

    assert made_anew(change) == {"es:LLR-1.1"}


def test_a_pictures_own_title_is_not_shown(made_anew, school):
    picture = media.make_picture()
    picture_in(school.pages["es:LLR-1.1"], picture)
    picture.title = "Otro"

    assert made_anew(picture.save) == set()


def test_a_link_follows_the_page_it_leads_to(made_anew, edit, school):
    target = school.pages["es:OTRO-1"].pk
    edit("es:LLR-1.1", body=text(f'<a linktype="page" id="{target}">Aquí</a>'))()

    found = made_anew(edit("es:OTRO-1", slug="otro-lugar"))

    assert "es:LLR-1.1" in found
    assert "es:LLR-1.2" not in found


def test_a_restriction_hides_all_below(made_anew, school, client):
    programme = school.pages["es:OTRO"]
    login = PageViewRestriction.LOGIN

    def restrict():
        PageViewRestriction.objects.create(page=programme, restriction_type=login)

    found = made_anew(restrict)

    assert {"es:OTRO", "es:OTRO-1", "es:OTRO-1.1", "es:section", "es:home"} == found
    assert client.get(programme.url).status_code == 302


def test_another_site_changes_everything(made_anew, school):
    site = Site.objects.get()
    site.site_name = "Otro"

    assert made_anew(site.save) == set(school.addresses)


def test_a_page_that_is_deleted_with_its_module_is_gone(made_anew, school, client):
    module = school.pages["es:LLR-2"]
    module.refresh_from_db()
    addresses = [school.addresses[name] for name in ("es:LLR-2", "es:LLR-2.1", "es:LLR-2.2")]

    made_anew(module.delete)

    assert [client.get(address).status_code for address in addresses] == [404] * 3
    assert LessonPage.objects.filter(code="LLR-2.1", locale=module.locale).count() == 0
