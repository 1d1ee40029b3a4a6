import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.admin.panels import HelpPanel
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from curriculum.learning.domain.advice import advise
from curriculum.learning.domain.cautions import cautions_of
from curriculum.learning.domain.caveats import legal_review
from curriculum.learning.domain.texts import prose_of
from curriculum.learning.editor_panels import EditorPanel, editor_panels
from curriculum.learning.mixins import ModuleMixin
from tests.factories.learning import (
    make_colophon,
    make_contingency,
    make_legal_source,
    make_lesson,
    make_locales,
    make_module,
    make_open_point,
    make_plan_row,
    make_programme,
    make_review_flag,
    translate,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 24)


def edit(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def codes(page):
    return [caution.code for caution in cautions_of(page=page, on=TODAY)]


@pytest.fixture
def laws():
    return [make_legal_source(code=code) for code in ("LFT", "CPEUM")]


def advice_of(client, page, data):
    options = type(page)._meta
    url = reverse(
        "curriculum_learning_admin:advice",
        args=[options.app_label, options.model_name, page.locale.language_code],
    )
    response = client.post(url, data)
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("make", [make_programme, make_module, make_lesson])
def test_every_editor_opens(admin_client, make):
    response = edit(admin_client, make())

    assert response.status_code == 200
    assert "curriculum/learning/advice.js" in response.content.decode()


@pytest.mark.parametrize("page_type", ["programmepage", "modulepage", "lessonpage"])
def test_every_editor_opens_for_a_new_page(admin_client, page_type):
    lesson = make_lesson()
    parents = {
        "lessonpage": lesson.get_parent(),
        "modulepage": lesson.get_parent().get_parent(),
        "programmepage": lesson.get_parent().get_parent().get_parent(),
    }

    response = admin_client.get(
        reverse(
            "wagtailadmin_pages:add", args=["curriculum_pages", page_type, parents[page_type].pk]
        )
    )

    assert response.status_code == 200


def test_a_module_is_thought_in_this_order(admin_client):
    html = edit(admin_client, make_module()).content.decode()

    names = ["objectives", "key_messages", "session_plan", "contingencies", "assessment_items"]
    places = [html.index(f'id="id_{name}') for name in [*names, "handout_title", "safety_note"]]

    assert places == sorted(places)


def test_the_plan_is_checked_against_the_duration():
    module = make_module(live=False, duration_minutes=120)

    assert "plan-duration" in codes(module)
    html = advise(kind="plan", page=module)
    assert "150" in html
    assert "120" in html
    assert "0:00–1:15 1:15–2:30" in html

    module.duration_minutes = 150
    assert "plan-duration" not in codes(module)


def test_a_plan_without_a_script_is_named():
    silent, said = make_plan_row(script=[]), make_plan_row()

    assert "no-script" in codes(make_module(live=False, session_plan=[silent]))
    assert "no-script" not in codes(make_module(live=False, session_plan=[silent, said]))
    assert "no-script" not in codes(make_module(live=False, session_plan=[]))


def test_script_and_plan_b_are_measured_as_facilitators_read_them():
    words = "El voto es tuyo. Nadie lo ve. " * 3
    row, case = make_plan_row(script=[("say", words)]), make_contingency(action=words)
    module = make_module(live=False, session_plan=[row], contingencies=[case])

    (_workers, told, _least), (_staff, facilitators, _less) = prose_of(page=module)

    assert facilitators.count(words) == 2
    assert words not in told


def test_a_script_is_advised_on_as_it_is_written(admin_client, laws):
    module = make_module()
    data = {"duration_minutes": "20", "session_plan-TOTAL_FORMS": "1"} | {
        f"session_plan-0-{name}": value
        for name, value in {"minutes": "20", "objective": "Abrir", "ORDER": "1"}.items()
    }
    cue = nested_form_data({"session_plan-0-script": streamfield([("say", "Aquí nadie firma.")])})

    silent, said = (advice_of(admin_client, module, each)["glance"] for each in (data, data | cue))

    assert silent != said


def test_a_lesson_without_a_citation_is_named(laws):
    lesson = make_lesson(live=False, citations=[])
    assert codes(lesson) == ["no-citation"]

    lesson.body = [
        ("legal_quotation", {"quotation": "Nadie puede.", "citation": "LFT:358"}),
    ]
    assert codes(lesson) == []


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"valid_as_of": None}, ["no-date"]),
        ({"valid_as_of": datetime.date(2025, 11, 23)}, ["old-law"]),
        ({"valid_as_of": datetime.date(2025, 11, 24)}, []),
        ({"review_by": TODAY}, ["over-date"]),
        ({"review_by": datetime.date(2026, 11, 25)}, []),
    ],
)
def test_a_lesson_over_its_date_is_named(laws, dates, expected):
    assert codes(make_lesson(live=False, **dates)) == expected


def test_a_source_that_is_not_in_the_directory_is_named(laws):
    assert codes(make_lesson(live=False, citations=["LFX:1"])) == ["unknown-source"]


def test_advice_follows_the_form_as_it_is_written(admin_client, laws):
    module = make_module()
    rows = [
        {"minutes": "30", "objective": "Segundo", "ORDER": "2", "DELETE": ""},
        {"minutes": "20", "objective": "Primero", "ORDER": "1", "DELETE": ""},
        {"minutes": "99", "objective": "Borrado", "ORDER": "3", "DELETE": "on"},
        {"minutes": "x", "objective": "A medias", "ORDER": "4", "DELETE": ""},
    ]
    data = {"duration_minutes": "45", "session_plan-TOTAL_FORMS": "4"}
    for number, row in enumerate(rows):
        data |= {f"session_plan-{number}-{name}": value for name, value in row.items()}

    advice = advice_of(admin_client, module, data)

    assert 'data-curriculum-times="0:00–0:20 0:20–0:50 0:50–0:50"' in advice["plan"]
    assert " 5 " in advice["cautions"]
    assert "<b>50</b>" in advice["glance"]


def test_reading_ease_follows_the_text_as_it_is_written(admin_client, laws):
    lesson = make_lesson()
    text = "<p>" + "El voto es tuyo. Nadie lo ve. " * 10 + "</p>"
    data = nested_form_data({"body": streamfield([("text", rich_text(text))]), "citations": ""})

    advice = advice_of(admin_client, lesson, data)

    assert "70" in advice["reading"]
    assert "<b>100</b>" in advice["glance"]
    assert sorted(advice) == ["cautions", "glance", "reading"]
    assert lesson.title not in str(advice)


def test_advice_escapes_what_was_written(admin_client):
    advice = advice_of(admin_client, make_lesson(), {"citations": "<script>LFX:1"})

    assert "<script>" not in str(advice)


def test_advice_is_for_staff_and_for_our_pages_only(client, admin_client):
    page = ["curriculum_pages", "lessonpage", "es-mx"]
    for args, status in ((page, 302),):
        url = reverse("curriculum_learning_admin:advice", args=args)
        assert client.post(url).status_code == status
    for args in (["auth", "user", "es-mx"], ["no", "such", "es-mx"], [*page[:2], "xx"]):
        url = reverse("curriculum_learning_admin:advice", args=args)
        assert admin_client.post(url).status_code == 404
    assert (
        admin_client.get(reverse("curriculum_learning_admin:advice", args=page)).status_code == 405
    )


def test_another_room_puts_its_panel_beside_the_module(admin_client, monkeypatch):
    class Learnings(EditorPanel):
        code = "test-learnings"
        mixin = ModuleMixin

        def panel(self):
            return HelpPanel(content="Lo que aprendimos en sesión")

    monkeypatch.setattr(editor_panels, "_entries", {"test-learnings": Learnings()})
    module = make_module()
    type(module).get_edit_handler.cache_clear()
    try:
        assert "Lo que aprendimos en sesión" in edit(admin_client, module).content.decode()
    finally:
        type(module).get_edit_handler.cache_clear()


def test_a_plan_row_beyond_the_day_is_still_timed():
    rows = [make_plan_row(minutes=480) for _ in range(4)]
    module = make_module(live=False, session_plan=rows)

    assert "1920" in advise(kind="plan", page=module)


def test_the_law_is_compared_with_today(settings, laws):
    settings.CURRICULUM_LEARNING_LAW_DAYS = 10
    lesson = make_lesson(live=False, valid_as_of=timezone.localdate() - datetime.timedelta(days=11))

    assert [c.code for c in cautions_of(page=lesson, on=timezone.localdate())] == ["old-law"]


def choices(client, page, name):
    form = edit(client, page).context["form"]
    return form[name].field.queryset, form.initial[name]


def test_flags_are_offered_in_the_language_of_the_page_and_in_words(admin_client):
    flag = make_review_flag(text="Cambia cada enero.")
    english = flag.copy_for_translation(make_locales()[1])
    english.save()
    lesson = make_lesson()

    offered, _chosen = choices(admin_client, lesson, "review_flags")

    assert list(offered) == [flag]
    assert "Cambia cada enero." in edit(admin_client, lesson).content.decode()


def test_a_translation_begins_with_the_choices_of_its_source(admin_client):
    flag, only_spanish = make_review_flag(), make_review_flag()
    english = flag.copy_for_translation(make_locales()[1])
    english.save()
    lesson = make_lesson(review_flags=[flag, only_spanish])

    offered, chosen = choices(admin_client, translate(lesson), "review_flags")

    assert set(offered) == {english, only_spanish}
    assert sorted(chosen) == sorted([english.pk, only_spanish.pk])


def test_the_editor_says_what_is_open_and_that_no_lawyer_has_looked(admin_client):
    lesson = make_lesson()
    make_open_point(text="Falta leer la sentencia.", lesson_codes=[lesson.code])
    make_open_point(text="De otra lección.", lesson_codes=["X-1"])

    for page in (lesson, lesson.get_parent()):
        html = edit(admin_client, page).content.decode()
        assert "Falta leer la sentencia." in html
        assert "De otra lección." not in html
        assert escape(legal_review(colophon=None)) in html


def test_rows_say_by_which_field_they_are_known(admin_client):
    html = edit(admin_client, make_module()).content.decode()

    for field in ("text", "objective", "question"):
        assert f'data-curriculum-rows="{field}"' in html


def test_modules_and_lessons_stand_in_order_in_the_admin(admin_client):
    first, second = (make_module(lessons=1).get_children().get().specific for _ in range(2))
    second.move(first.get_parent(), pos="last-child")
    first.save_revision()

    listed = admin_client.get(reverse("wagtailadmin_explore", args=[first.get_parent().pk]))

    assert [page.pk for page in listed.context["pages"]] == [first.pk, second.pk]


def test_the_panel_says_which_law_was_read_and_what_came_later(admin_client):
    snapshot = {"lft": "LFT hasta mayo.", "changed_after_snapshot": ["Reforma del 14 de mayo."]}
    programme = make_programme(colophon=make_colophon(law_snapshot=snapshot))
    html = edit(admin_client, make_module(programme=programme)).content.decode()

    assert "<li>LFT hasta mayo.</li>" in html
    assert "<li>Reforma del 14 de mayo.</li>" in html
