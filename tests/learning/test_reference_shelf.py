import pytest
from django.urls import reverse

from curriculum.learning.models import GlossaryTerm, HelpContact, LegalSource, OpenPoint
from tests.factories.learning import (
    make_change,
    make_colophon,
    make_help_contact,
    make_legal_source,
    make_locales,
    make_open_point,
    make_review_flag,
    make_sector,
    make_term,
    make_theme,
)
from tests.factories.people import make_coordinator, make_trainer

pytestmark = pytest.mark.django_db
MAKERS = {
    "glossaryterm": make_term,
    "helpcontact": make_help_contact,
    "legalsource": make_legal_source,
    "legalchange": make_change,
    "openpoint": make_open_point,
    "reviewflag": make_review_flag,
    "theme": make_theme,
    "sector": make_sector,
    "colophon": make_colophon,
}


def address(name, view="list", *args):
    return reverse(f"wagtailsnippets_curriculum_learning_{name}:{view}", args=args)


def listed(client, name, **query):
    response = client.get(address(name), query)
    assert response.status_code == 200
    return list(response.context["object_list"])


@pytest.mark.parametrize("name", MAKERS)
def test_each_kind_is_listed_and_opened(admin_client, name):
    record = MAKERS[name]()

    assert listed(admin_client, name) == [record]
    assert admin_client.get(address(name, "edit", record.pk)).status_code == 200


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_costs_the_same_for_one_and_for_three(
    admin_client, name, django_assert_max_num_queries
):
    MAKERS[name]()
    listed(admin_client, name)
    for _ in range(2):
        MAKERS[name]()

    with django_assert_max_num_queries(24):
        assert len(listed(admin_client, name)) == 3


@pytest.mark.parametrize(
    ("name", "query", "found"),
    [
        ("glossaryterm", "arreglo", {"definition": "Un arreglo sin juicio."}),
        ("helpcontact", "incapa", {"need": "Incapacidad y riesgos"}),
        ("legalsource", "trabajo", {"title": "Ley Federal del Trabajo"}),
        ("openpoint", "LLR-2", {"lesson_codes": ["LLR-2.1"]}),
        ("reviewflag", "enero", {"text": "Cambia cada enero."}),
    ],
)
def test_a_part_of_a_word_finds(admin_client, name, query, found):
    record = MAKERS[name](**found)
    other = {key: ["X-1"] if isinstance(value, list) else "Nada" for key, value in found.items()}
    MAKERS[name](**other)

    assert listed(admin_client, name, q=query) == [record]


def test_institutions_are_filtered_by_state_and_by_verified_number(admin_client):
    here = make_help_contact(states=["QUE", "SLP"], phone="1", verified_on="2026-11-01")
    there = make_help_contact(states=["CMX"], phone="2")

    assert listed(admin_client, "helpcontact", state="QUE") == [here]
    assert listed(admin_client, "helpcontact", has_phone="true") == [here]
    assert listed(admin_client, "helpcontact", has_phone="false") == [there]


def test_open_points_are_filtered_by_lesson_and_language(admin_client):
    spanish = make_open_point(lesson_codes=["LLR-1.1"])
    english = make_open_point(lesson_codes=["LLR-1.1"], locale=make_locales()[1])
    make_open_point(lesson_codes=["LLR-1.2"])

    assert listed(admin_client, "openpoint", lesson="LLR-1.1") == [spanish, english]
    assert listed(admin_client, "openpoint", lesson="LLR-1.1", locale="en") == [english]


def test_lessons_of_an_open_point_are_written_one_a_line(client):
    point = make_open_point(lesson_codes=["LLR-1.1"])
    client.force_login(make_coordinator())
    form = {"text": point.text, "lesson_codes": "LLR-1.1\n LLR-1.2 \n\n"}

    assert client.post(address("openpoint", "edit", point.pk), form).status_code == 302

    assert OpenPoint.objects.get().lesson_codes == ["LLR-1.1", "LLR-1.2"]


def test_trainers_write_words_and_institutions_and_read_the_rest(client):
    client.force_login(make_trainer())
    make_term()

    assert client.get(address("glossaryterm", "add")).status_code == 200
    assert client.get(address("helpcontact", "add")).status_code == 200
    assert client.get(address("legalsource")).status_code == 200
    assert client.get(address("legalsource", "add")).status_code == 302
    assert (GlossaryTerm.objects.count(), HelpContact.objects.count()) == (1, 0)


def test_coordinators_keep_the_directory_of_laws(client):
    client.force_login(make_coordinator())
    form = {"code": "LSS", "title": "Ley del Seguro Social", "issuer": "", "version": "2026"}

    assert client.post(address("legalsource", "add"), form).status_code == 302

    assert LegalSource.objects.get().code == "LSS"


def test_members_are_offered_no_page_that_is_closed_to_them(client):
    term = make_term()
    client.force_login(make_trainer())

    html = client.get(address("glossaryterm", "edit", term.pk)).content.decode()

    assert address("glossaryterm", "history", term.pk) not in html
    assert address("glossaryterm", "usage", term.pk) not in html
    assert "editing-sessions/ping" not in html


def test_members_read_the_colophon_in_words_and_do_not_change_it(client):
    colophon = make_colophon(
        law_snapshot={"lft": "LFT <b>", "changed_after_snapshot": ["Reforma."]}
    )
    client.force_login(make_trainer())

    html = client.get(address("colophon", "inspect", colophon.pk)).content.decode()

    assert listed(client, "colophon") == [colophon]
    assert "<ul><li>LFT &lt;b&gt;</li><li><ul><li>Reforma.</li></ul></li></ul>" in html
    assert client.get(address("colophon", "edit", colophon.pk)).status_code in {302, 403, 404}
