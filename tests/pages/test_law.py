"""Promise 9 for readers: the notice on the lesson, on its sheets, and the page of what changed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import sheet_html
from curriculum.learning.domain import law
from tests.factories.learning import (
    make_change,
    make_lesson,
    make_module,
    make_programme,
    make_tree,
    translate,
)

pytestmark = pytest.mark.django_db

NEW_YEAR = datetime.date(2026, 1, 1)
IN_FORCE = "Un artículo de esta lección cambió el 1 de enero de 2026."
AHEAD = "Un artículo de esta lección cambia el"
MEANWHILE = "Mientras tanto, confirma con PROFEDET o la procuraduría de tu estado."
SPANISH, ENGLISH = "/que-cambio/", "/en/what-changed/"


def read(client, page):
    return client.get(page.url if hasattr(page, "url") else page).content.decode()


def confirm_all(change):
    for review in change.reviews.open():
        law.confirm(review=review)


def test_a_lesson_whose_article_changed_says_so_until_somebody_has_looked(client):
    lesson = make_lesson(citations=["LFT:390 Bis"])
    assert MEANWHILE not in read(client, lesson)
    change = make_change(takes_effect_on=NEW_YEAR)

    html = read(client, lesson)

    assert IN_FORCE in html
    assert MEANWHILE in html
    assert f'href="{SPANISH}"' in html
    confirm_all(change)
    assert MEANWHILE not in read(client, lesson)


def test_a_change_that_lies_ahead_says_so(client):
    lesson = make_lesson(citations=["LFT:390 Bis"])
    make_change(takes_effect_on=timezone.localdate() + datetime.timedelta(days=1))

    assert AHEAD in read(client, lesson)


def test_the_notice_speaks_the_language_of_the_lesson(client):
    english = translate(make_lesson(citations=["LFT:390 Bis"]))
    make_change(takes_effect_on=NEW_YEAR)

    html = read(client, english)

    assert "An article of this lesson changed on January 1, 2026." in html
    assert f'href="{ENGLISH}"' in html


def test_the_notice_costs_a_lesson_one_query(client):
    lesson = make_lesson(citations=["LFT:390 Bis"])
    read(client, lesson)
    with CaptureQueriesContext(
        connection,
    ) as without:
        read(client, lesson)
    make_change()
    make_change(takes_effect_on=NEW_YEAR)

    with CaptureQueriesContext(connection) as with_notice:
        read(client, lesson)

    assert len(with_notice) == len(without)
    assert sum("lawreview" in query["sql"] for query in with_notice) == 1


def test_a_module_says_it_of_its_own_messages(client):
    tree = make_tree(modules=1, lessons=1)
    make_change(locator="371-IX", takes_effect_on=NEW_YEAR)

    assert "Un artículo de este módulo cambió el 1 de enero de 2026." in read(client, tree.module)


def test_the_questions_of_a_module_say_it_too(client):
    module = make_module()
    questions = f"{module.url}comprueba/"
    assert MEANWHILE not in read(client, questions)
    change = make_change(locator="371", takes_effect_on=NEW_YEAR)

    assert "Un artículo de este módulo cambió el 1 de enero de 2026." in read(client, questions)
    confirm_all(change)
    assert "Un artículo de este módulo" not in read(client, questions)


@pytest.mark.parametrize("code", ["lesson-handout", "module-handout", "facilitator-guide"])
def test_every_sheet_bears_the_notice_and_says_that_it_is_no_legal_advice(code):
    lesson = make_lesson(citations=["LFT:390 Bis"])
    document = documents.get(code)
    subject = lesson if code == "lesson-handout" else lesson.get_parent().specific
    assert MEANWHILE not in sheet_html(document=document, subject=subject)
    change = make_change(takes_effect_on=NEW_YEAR)

    html = sheet_html(document=document, subject=subject)

    assert "cambió el 1 de enero de 2026." in html
    assert MEANWHILE in html
    assert "Este material es educativo. No es asesoría legal." in html
    confirm_all(change)
    assert MEANWHILE not in sheet_html(document=document, subject=subject)


def test_every_page_for_workers_says_that_it_is_no_legal_advice(client):
    tree = make_tree(modules=1, lessons=1, english=True)

    for page in [tree.programme, tree.module, tree.lesson]:
        assert "Es material educativo: no sustituye la asesoría" in read(client, page)
        english = page.get_translations().get().specific
        assert "It is educational material: it does not replace" in read(client, english)


def test_what_changed_is_told_newest_first_with_the_lessons_it_touches(client):
    lesson = make_lesson(citations=["LFT:390 Bis"])
    english = translate(lesson, title="The certificate", slug="certificate")
    older = make_change(takes_effect_on=NEW_YEAR, summary={"es-mx": "Antes.", "en": "Before."})
    confirm_all(older)
    make_change(takes_effect_on=datetime.date(2030, 1, 1), summary={"es-mx": "Después."})

    spanish, translated = read(client, SPANISH), read(client, ENGLISH)

    assert spanish.index("Después.") < spanish.index("Antes.")
    assert spanish.count(f'href="{lesson.url}"') == 2
    assert spanish.index("en revisión") < spanish.index("revisión hecha")
    assert "LFT, art. 390 Bis" in spanish
    assert 'lang="es-mx">Después.' in translated
    assert "Before." in translated
    assert f'href="{english.url}"' in translated
    assert lesson.url + '"' not in translated


@pytest.mark.parametrize("switches", [{"is_listed": False}, {"is_discreet": True}])
def test_what_changed_names_no_lesson_that_is_not_to_be_found(client, switches):
    tree = make_tree(modules=1, lessons=1, title="canario-programa", **switches)
    tree.lesson.title = "canario-leccion"
    tree.lesson.save_revision().publish()
    draft = make_lesson(citations=["LFT:390 Bis"], title="canario-borrador")
    make_change()
    draft.unpublish()

    html = read(client, SPANISH)

    assert "La constancia dura un año." in html
    assert "canario" not in html


def test_a_change_that_was_withdrawn_is_told_nowhere(client):
    lesson = make_lesson(citations=["LFT:390 Bis"])
    document = documents.get("lesson-handout")
    change = make_change(takes_effect_on=NEW_YEAR)

    def told():
        sheet = sheet_html(document=document, subject=lesson)
        pages = read(client, lesson), read(client, SPANISH), sheet
        return [MEANWHILE in pages[0], "La constancia dura un año." in pages[1], MEANWHILE in sheet]

    assert told() == [True, True, True]
    law.withdraw_change(change=change, reason="Era un proyecto.")
    assert told() == [False, False, False]


def test_without_a_change_the_page_says_what_to_do(client):
    assert "Todavía no hay ningún cambio de la ley anotado aquí." in read(client, SPANISH)


def test_what_changed_costs_the_same_for_one_and_for_three(client):
    programme = make_programme(modules=1, lessons=1)
    make_change()

    def queries():
        with CaptureQueriesContext(connection) as found:
            read(client, SPANISH)
        return len(found)

    queries()
    once = queries()
    for _lesson in range(2):
        make_lesson(module=programme.get_children().first().specific)
        make_change()

    assert queries() == once
