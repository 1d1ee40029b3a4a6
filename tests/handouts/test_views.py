"""Where sheets are found: the address of a PDF, the print centre, the buttons beside a page."""

import pytest
from django.core.cache import cache
from django.utils.html import escape
from django.utils.translation import gettext, override
from wagtail.rich_text import RichText

from curriculum.handouts.base import documents
from curriculum.handouts.domain import press
from tests.factories.learning import (
    make_lesson,
    make_locales,
    make_module,
    make_programme,
    make_section,
    make_tree,
    translate,
)
from tests.factories.people import make_coordinator, make_partner, make_trainer
from tests.handouts.pictures import lesson_with_a_broken_picture

pytestmark = pytest.mark.django_db

CENTRE = "/admin/curriculum/handouts/"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def url_of(code, page):
    return documents.get(code).url(page)


def dialogue_of(code, page):
    document = documents.get(code)
    return document.dialogue_url(document.key(page))


@pytest.fixture
def school():
    return make_tree(lessons=1)


@pytest.fixture
def trainer(client):
    user = make_trainer(partner=make_partner())
    client.force_login(user)
    return user


def test_a_worker_gets_a_lesson_without_cookie_under_a_neutral_name(client, school):
    response = client.get(url_of("lesson-handout", school.lesson))

    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-1.7")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="hoja-1-1.pdf"'
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" not in response.get("Vary", "")
    assert response.cookies == {}


@pytest.mark.parametrize(
    ("code", "spanish", "english"),
    [
        ("poster", "cartel-1", "poster-1"),
        ("module-handout", "cuaderno-1", "notebook-1"),
        ("certificate", "constancia-1", "certificate-1"),
    ],
)
def test_a_file_is_called_in_the_language_of_its_sheet(code, spanish, english):
    document = documents.get(code)
    module = make_tree(english=True, modules=1, lessons=1).module
    translation = module.get_translations().get().specific

    for language in ("es-mx", "en"):
        with override(language):
            assert document.file_name(module) == f"{spanish}.pdf"
            assert document.file_name(translation) == f"{english}.pdf"


def test_an_unchanged_sheet_is_not_sent_again(client, school, monkeypatch):
    url = url_of("lesson-handout", school.lesson)
    first = client.get(url)

    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    school.lesson.title = "Otro título"
    school.lesson.save_revision().publish()
    changed = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_kept_sheet_starts_no_renderer(client, school):
    url = url_of("lesson-handout", school.lesson)
    first = client.get(url)
    press.close()

    second = client.get(url)

    assert first.content == second.content
    assert press.the_press().idle == []


@pytest.mark.parametrize(
    ("code", "name"), [("facilitator-guide", "guia-1"), ("session-plan", "carta-1")]
)
def test_the_guide_is_for_staff_and_does_not_exist_for_others(client, school, code, name):
    url = url_of(code, school.module)

    assert client.get(url).status_code == 404
    client.force_login(make_trainer(partner=make_partner()))
    response = client.get(url)

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == f'inline; filename="{name}.pdf"'


@pytest.mark.parametrize("code", ["facilitator-guide", "session-plan"])
def test_the_guide_begins_when_the_session_does(client, school, trainer, code):
    from tests.handouts.pdfs import text_of

    url = url_of(code, school.module)

    assert "10:00" in text_of(client.get(url).content)
    later = text_of(client.get(f"{url}?start=17:30").content)
    assert "17:30" in later
    assert "20:00" in later
    assert "10:00" in text_of(client.get(f"{url}?start=nonsense").content)


@pytest.mark.parametrize(
    "path",
    [
        "/print/nothing/abc/",
        "/print/lesson-handout/abc/",
        "/print/lesson-handout/00000000000000000000000000000000-es-mx/",
        "/print/tally-sheet/abc/",
    ],
)
def test_what_does_not_exist_is_not_found(client, path, trainer):
    assert client.get(path).status_code == 404


def test_a_draft_is_printed_by_those_who_may_edit_it_alone(client):
    mine, other = make_partner(), make_partner()
    section = section_of(mine)
    lesson = make_lesson(
        module=make_module(programme=make_programme(section=section)), title="Canario", live=False
    )
    url = url_of("lesson-handout", lesson)

    assert client.get(url).status_code == 404
    client.force_login(make_trainer(partner=other))
    assert client.get(url).status_code == 404
    client.force_login(make_trainer(partner=mine))
    response = client.get(url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def section_of(partner):
    from curriculum.pages.models import SectionPage

    return SectionPage.objects.get(translation_key=partner.section_key, locale=make_locales()[0])


def test_the_print_centre_never_shows_another_partners_drafts(client):
    mine, other = make_partner(), make_partner()
    programme = make_programme(section=section_of(other), title="Programa publicado")
    make_module(programme=programme, title="Módulo publicado")
    make_module(programme=programme, title="Canario en borrador", live=False)
    hidden = make_programme(section=section_of(other), title="Canario de programa", live=False)
    make_module(programme=hidden, title="Canario dentro", live=False)

    client.force_login(make_trainer(partner=other))
    own = client.get(CENTRE).content.decode()
    client.force_login(make_trainer(partner=mine))
    foreign = client.get(CENTRE).content.decode()

    assert own.count("Canario en borrador") == 1
    assert "Canario dentro" in own
    assert "Módulo publicado" in foreign
    assert "Canario" not in foreign


def test_the_print_centre_is_searched_and_filtered(client, trainer):
    first = make_programme(title="Reforma laboral")
    second = make_programme(title="Contrato colectivo")
    module = make_module(programme=first, title="Conciliación", lessons=1)
    make_module(programme=second, title="Revisión del contrato")
    translate(module, title="Conciliation")

    def titles(**query):
        return [line.row.title for line in client.get(CENTRE, query).context["page_obj"]]

    everything = titles()
    assert {"Conciliación", "Conciliation", "Revisión del contrato"} <= set(everything)
    assert titles(q="conciliacion") == ["Conciliación"]
    assert titles(q="contrato", document="module-handout") == ["Revisión del contrato"]
    assert titles(group="Contrato colectivo") == ["Contrato colectivo", "Revisión del contrato"]
    assert titles(language="en", document="facilitator-guide") == ["Conciliation"]
    assert titles(q="nothing of the kind") == []


def test_the_print_centre_says_what_to_do_when_nothing_is_found(client, trainer):
    with override("en"):
        page = client.get(CENTRE, {"q": "zzz"}).content.decode()

    assert f'<a href="{CENTRE}">' in page


def test_the_print_centre_calls_languages_as_the_site_does(client, trainer, school):
    page = client.get(CENTRE).content.decode()

    assert "<td>Español</td>" in page
    assert '<option value="es-mx">Español</option>' in page


def test_the_print_centre_has_pages(client, trainer):
    module = make_module()
    for _number in range(45):
        make_lesson(module=module)

    first, second = client.get(CENTRE), client.get(CENTRE, {"p": 2})

    assert len(first.context["page_obj"]) == 40
    assert 0 < len(second.context["page_obj"]) < 40


def test_the_print_centre_costs_the_same_for_one_module_and_for_three(
    client, trainer, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_tree(lessons=1)
    client.get(CENTRE)
    with CaptureQueriesContext(connection) as one:
        client.get(CENTRE)
    make_tree(modules=2, lessons=2)

    with django_assert_num_queries(len(one)):
        client.get(CENTRE)


def test_the_centre_needs_access_to_the_admin(client):
    response = client.get(CENTRE)

    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_a_page_offers_its_sheets_beside_its_title(client):
    partner = make_partner()
    programme = make_programme(section=section_of(partner), title="Reforma")
    module = make_module(programme=programme)
    lesson = make_lesson(module=module)
    client.force_login(make_coordinator(partner=partner))

    def edit_page(page):
        return client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert dialogue_of("module-handout", module) in edit_page(module)
    assert dialogue_of("facilitator-guide", module) in edit_page(module)
    assert dialogue_of("lesson-handout", lesson) in edit_page(lesson)
    assert f"{CENTRE}?group=Reforma" in edit_page(programme)
    assert f"{CENTRE}module" not in edit_page(section_of(partner))


def test_a_broken_picture_is_named_to_staff_and_not_to_workers(client, school):
    lesson = lesson_with_a_broken_picture(module=school.module, title="La mesa")
    url = url_of("lesson-handout", lesson)

    worker = client.get(url)
    client.force_login(make_trainer(partner=make_partner()))
    staff = client.get(url)
    guide = client.get(url_of("facilitator-guide", school.module))

    assert {worker.status_code, staff.status_code, guide.status_code} == {422}
    with override(staff["Content-Language"]):
        name = escape(
            gettext("“%(page)s”, block %(position)s (%(type)s)")
            % {"page": "La mesa", "position": 2, "type": gettext("Picture")}
        )
    assert "La mesa" not in worker.content.decode()
    assert name in staff.content.decode()
    assert name in guide.content.decode()


@pytest.mark.parametrize("levels", [80, 1200])
def test_lists_too_deep_are_refused_by_name(client, school, trainer, levels):
    deep = "<ul><li>" * levels + "x" + "</li></ul>" * levels
    body = [("text", RichText("<p>Primero.</p>")), ("text", RichText(deep))]
    lesson = make_lesson(module=school.module, title="La escalera", body=body)

    response = client.get(url_of("lesson-handout", lesson))

    assert response.status_code == 422
    assert "La escalera" in response.content.decode()
    assert "2 (" in response.content.decode()


def test_sections_are_not_printed():
    section = make_section()

    assert [
        d.code for d in documents if d.may_print(make_trainer(partner=make_partner()), section)
    ] == []
