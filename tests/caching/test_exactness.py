"""Which pages are made anew after a change: those that show it, and no other.

Each test is a story of changes at one school: setting one up takes longer than
looking at every page of it.
"""

import pytest
from wagtail.models import PageViewRestriction, Site

from curriculum.learning.domain import law
from tests.factories import learning as make
from tests.factories import media

from .conftest import edited, lesson_at, text

pytestmark = pytest.mark.django_db
#: A module's lessons name each other, and the module names them.
FIRST = {"es:LLR-1.1", "es:LLR-1.2", "es:LLR-1"}
CARDS = {"es:section", "es:home"}


def test_the_words_of_a_page_change_what_shows_them(made_anew, school):
    # Home names the newest lessons: of one day, the first three of the tree.
    lesson, module, programme = (school.pages[f"es:{n}"] for n in ("LLR-1.1", "LLR-1", "LLR"))

    assert made_anew(lambda: None) == set()
    assert made_anew(edited, lesson, body=text("Otras palabras.")) == {"es:LLR-1.1"}
    assert made_anew(edited, lesson, summary="De otra manera.") == {"es:LLR-1.1", "es:LLR-1"}
    above = {"es:LLR-1", "es:LLR"}
    assert made_anew(edited, lesson, body=text("palabra " * 500)) == {"es:LLR-1.1", *above}
    assert made_anew(edited, lesson, title="Otro título") == FIRST | {"es:home"}
    last = school.pages["es:LLR-2.2"]
    turning = {"es:LLR-2.1", "es:LLR-2.2", "es:LLR-2"}
    assert made_anew(edited, last, title="Otro título") == turning
    before_last = school.pages["es:LLR-2.1"]
    assert made_anew(edited, before_last, title="Otro") == {*turning, "es:LLR-1.2", "es:home"}

    assert made_anew(edited, module, title="Otro módulo") == above
    assert made_anew(edited, module, content_warning="Habla de despidos.") == FIRST
    assert made_anew(edited, programme, audience="Quien quiera") == {"es:LLR"}
    assert made_anew(edited, programme, summary="Otro resumen.") == {"es:LLR", *CARDS}
    assert made_anew(edited, school.pages["es:home"], lead="Hola.") == {"es:home"}
    assert made_anew(edited, school.pages["es:section"], title="Otro") == {"es:section"}


def test_a_draft_changes_nothing(made_anew, school):
    lesson = school.pages["es:LLR-1.1"]
    lesson.title = "Borrador"

    assert made_anew(lesson.save_revision) == set()
    lesson.refresh_from_db()
    module = school.pages["es:LLR-1"]
    assert made_anew(make.make_lesson, module=module, live=False, code="LLR-1.9") == set()


def test_order_and_number_change_whom_they_concern(made_anew, school):
    first, second = school.pages["es:LLR-1.1"], school.pages["es:LLR-1.2"]
    module = school.pages["es:LLR-1"]

    # Its neighbour in the next module has another lesson before it now.
    assert made_anew(second.move, first, pos="left") == {*FIRST, "es:LLR-2.1", "es:home"}

    def publish_first():
        new = lesson_at(module, "LLR-1.0")
        new.move(second, pos="left")

    second.refresh_from_db()
    # The others get another number, and the cards another count. No other module changes.
    assert made_anew(publish_first) == {*FIRST, "es:LLR", *CARDS}

    other = school.pages["es:LLR-2"]
    other.refresh_from_db()
    module.refresh_from_db()
    of_programme = {name for name in school.addresses if name.startswith("es:LLR")}
    assert made_anew(other.move, module, pos="left") == {*of_programme, "es:home"}

    # Programmes don't show each other.
    moved, beside = school.pages["es:OTRO"], school.pages["es:LLR"]
    moved.refresh_from_db()
    beside.refresh_from_db()
    assert made_anew(moved.move, beside, pos="left") == CARDS


def test_withdrawing_and_deleting_close_the_gap(made_anew, school, client):
    lesson, last = school.pages["es:LLR-1.2"], school.pages["es:OTRO-1.1"]
    addresses = [lesson.url, last.url]

    # The English lesson is offered in Spanish no longer.
    around = {*FIRST, "es:LLR-2.1", "en:LLR-1.2", "es:LLR", *CARDS}
    assert made_anew(lesson.unpublish) == around
    above = {"es:OTRO-1", "es:OTRO", *CARDS}
    assert made_anew(last.delete) == {"es:OTRO-1.1", "en:OTRO-1.1", *above}

    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_a_module_takes_its_lessons_along(made_anew, school, client):
    module = school.pages["es:OTRO-1"]
    addresses = [school.addresses["es:OTRO-1"], school.addresses["es:OTRO-1.1"]]

    found = made_anew(module.delete)

    below = {"es:OTRO-1", "es:OTRO-1.1", "en:OTRO-1", "en:OTRO-1.1"}
    assert found == {*below, "es:OTRO", *CARDS, *(found & {"es:OTRO"})}
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_a_translation_is_offered_beside_its_page_alone(made_anew, school):
    english = school.pages["en:LLR-1.1"]
    withdrawn = made_anew(english.unpublish)
    english.refresh_from_db()

    published = made_anew(make.publish, english)

    around = {"en:LLR-1.2", "en:LLR-1", "en:LLR", "en:section", "en:home"}
    assert withdrawn == {"es:LLR-1.1", "en:LLR-1.1", *around}
    assert published == {"es:LLR-1.1", *around}


def test_a_page_that_moves_changes_where_it_was_and_where_it_goes(made_anew, school):
    lesson, module = school.pages["es:LLR-1.2"], school.pages["es:OTRO-1"]

    found = made_anew(lesson.move, module, pos="last-child")

    left = {*FIRST, "es:LLR-2.1", "es:LLR", "en:LLR-1.2"}
    assert found == {*left, "es:OTRO-1.1", "es:OTRO-1", "es:OTRO", *CARDS}


def test_an_address_changes_all_below_and_who_leads_there(made_anew, school):
    target, linking = school.pages["es:OTRO-1"], school.pages["es:LLR-1.1"]
    edited(linking, body=text(f'<a linktype="page" id="{target.pk}">Aquí</a>'))

    found = made_anew(edited, target, slug="otro-lugar")

    below = {"es:OTRO-1", "es:OTRO-1.1", "en:OTRO-1", "en:OTRO-1.1"}
    assert found == {*below, "es:OTRO", "es:LLR-1.1"}
    # The module's old address is gone already.
    found = made_anew(edited, school.pages["es:OTRO"], slug="otra")
    in_english = {"en:OTRO", "en:OTRO-1", "en:OTRO-1.1"}
    assert found == {"es:OTRO", *in_english, "es:LLR-1.1", *CARDS}


def test_a_restriction_hides_all_below(made_anew, school, client):
    programme, login = school.pages["es:OTRO"], PageViewRestriction.LOGIN
    restrict = PageViewRestriction.objects.create

    found = made_anew(restrict, page=programme, restriction_type=login)

    assert found == {"es:OTRO", "es:OTRO-1", "es:OTRO-1.1", *CARDS}
    assert client.get(programme.url).status_code == 302


def test_a_term_changes_the_lessons_that_explain_it(made_anew, school):
    one, other, heading = (school.pages[f"es:LLR-{n}"] for n in ("2.1", "1.1", "2.2"))
    edited(one, body=text("Antes del juicio, la conciliación."))
    edited(other, body=text("Las conciliaciones."))
    edited(heading, body=text("Nada.</p><h2>La conciliación</h2><p>Nada."))
    terms = []

    def add():
        terms.append(make.make_term(term="conciliación"))

    def change(**values):
        for name, value in values.items():
            setattr(terms[0], name, value)
        terms[0].save()

    assert made_anew(add) == {"es:LLR-2.1", "es:glossary"}
    assert made_anew(change, variants="conciliaciones") == {"es:LLR-1.1"}
    explained = {"es:LLR-2.1", "es:LLR-1.1", "es:glossary"}
    assert made_anew(change, definition="Otra explicación.") == explained
    assert made_anew(change, term="audiencia") == {"es:LLR-2.1", "es:LLR-1.1", "es:glossary"}
    assert made_anew(terms[0].delete) == {"es:LLR-1.1", "es:glossary"}


def test_an_office_changes_the_help_of_its_language(made_anew):
    first, *_others = (make.make_help_contact(sort_order=order) for order in range(1, 5))
    fifth = make.make_help_contact(sort_order=5)

    def change(contact, **values):
        for name, value in values.items():
            setattr(contact, name, value)
        contact.save()

    assert made_anew(change, fifth, what_it_does="Otra cosa.") == {"es:help"}
    assert made_anew(change, fifth, phone="55 1234 5678") == set()  # nobody has called it
    assert made_anew(change, first, name="Otra oficina") == {"es:help", "es:home"}


def test_what_is_not_certain_changes_what_it_touches(made_anew, school):
    flag = make.make_review_flag()
    edited(school.pages["es:LLR-1.2"], review_flags=[flag])
    colophon = school.colophon

    def change(record, **values):
        for name, value in values.items():
            setattr(record, name, value)
        record.save()

    touched = {"es:LLR-1.1", "es:LLR-1"}
    assert made_anew(make.make_open_point, lesson_codes=["LLR-1.1"]) == touched
    assert made_anew(change, flag, text="Cambia en otra fecha.") == {"es:LLR-1.2"}
    assert made_anew(change, flag, is_for_facilitators=True) == {"es:LLR-1.2"}
    assert made_anew(change, flag, text="Para la guía.") == set()
    assert made_anew(change, flag, is_for_facilitators=False) == {"es:LLR-1.2"}
    programmes = {"es:LLR", "es:OTRO", "en:LLR", "en:OTRO"}
    assert made_anew(change, colophon, licence="CC BY-SA 4.0") == programmes
    assert made_anew(change, colophon, attendance_note="Para el equipo.") == set()
    reviewed = {name for name in school.addresses if ":LLR" in name or ":OTRO" in name}
    assert made_anew(change, colophon, is_legally_reviewed=True) == reviewed

    hidden = ((make.make_legal_source(), "version"), (make.make_sector(), "name"))
    for record, name in (*hidden, (make.make_theme(), "name")):
        assert made_anew(change, record, **{name: "Otra"}) == set()


def test_a_notice_of_the_law_changes_a_module_and_its_questions(made_anew, school):
    module = school.pages["es:LLR-1"]
    edited(module, assessment_items=[make.make_assessment_item(citations=["LFT:371"])])
    school.addresses["es:questions"] = f"{module.url}comprueba/"
    bearing = {"es:LLR-1", "es:questions"}
    changes = []

    assert made_anew(lambda: changes.append(make.make_change(locator="371"))) == bearing
    assert made_anew(lambda: law.confirm(review=changes[0].reviews.get())) == bearing


def test_a_change_that_is_withdrawn_is_gone_from_where_it_stood(made_anew, school):
    edited(school.pages["es:LLR-1.1"], citations=["LFT:390 Bis"])
    edited(school.pages["es:LLR-1.2"], citations=["LFT:390 Bis"])
    school.addresses |= {"es:law": "/que-cambio/", "en:law": "/en/what-changed/"}
    change = make.make_change()
    law.confirm(review=change.reviews.get(page=school.pages["es:LLR-1.2"].pk))

    gone = made_anew(lambda: law.withdraw_change(change=change, reason="Era un proyecto."))

    assert gone == {"es:LLR-1.1", "es:law", "en:law"}


def test_a_picture_and_a_recording_change_the_lessons_that_bring_them(made_anew, school):
    picture, recording = media.make_picture(), media.make_recording()
    shown = {"image": picture, "alternative_text": "Una urna", "caption": "", "credit": "Nosotras"}
    spoken = {"title": "Leída", "file": recording, "transcript": text("Hola.")[0][1]}
    edited(school.pages["es:LLR-1.1"], body=[("picture", shown)])
    edited(school.pages["es:LLR-1.2"], body=[("audio", spoken)])
    captions = media.make_captions()
    film = {**spoken, "file": media.make_recording(name="urna.mp4"), "captions": captions}
    edited(school.pages["es:LLR-2.1"], body=[("video", film)])

    def change(record, **values):
        for name, value in values.items():
            setattr(record, name, value)
        record.save()

    focus = {f"focal_point_{part}": 5 for part in ("x", "y", "width", "height")}
    assert made_anew(change, picture, title="Otro") == set()  # a lesson has its own words for it
    assert made_anew(change, picture, **focus) == {"es:LLR-1.1"}
    assert made_anew(change, recording, file_size=12345) == {"es:LLR-1.2"}
    assert made_anew(change, captions, file="documents/other.vtt") == {"es:LLR-2.1"}
    assert made_anew(captions.delete) == {"es:LLR-2.1"}
    assert made_anew(picture.delete) == {"es:LLR-1.1"}


def test_another_site_changes_everything(made_anew, school):
    site = Site.objects.get()
    site.site_name = "Otro"

    assert made_anew(site.save) == set(school.addresses)


def test_questions_lead_on_to_the_next_modules_first_lesson(made_anew, school):
    module = school.pages["es:LLR-1"]
    module.refresh_from_db()
    module.assessment_items.add(make.make_assessment_item())
    make.publish(module)
    school.addresses["es:questions"] = f"{module.url}comprueba/"
    first, second = school.pages["es:LLR-2.1"], school.pages["es:LLR-2.2"]

    assert "es:questions" not in made_anew(edited, second, title="Otro título")
    assert "es:questions" in made_anew(edited, first, title="Otro título")
    second.refresh_from_db()
    assert "es:questions" in made_anew(second.move, first, pos="left")
    second.refresh_from_db()
    assert "es:questions" in made_anew(second.unpublish)


def test_a_switch_changes_every_language(made_anew, school):
    programme = school.pages["es:OTRO"]

    changed = made_anew(edited, programme, is_listed=False)

    below = ("OTRO", "OTRO-1", "OTRO-1.1", "home", "section")
    assert changed == {f"{language}:{name}" for language in ("es", "en") for name in below}
