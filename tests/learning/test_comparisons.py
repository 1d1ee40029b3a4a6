"""What a coordinator sees of a change before she approves it."""

import pytest
from django.urls import reverse

from tests.factories.learning import make_lesson, make_module, make_plan_row

pytestmark = pytest.mark.django_db


def compared(client, page):
    first, last = page.revisions.order_by("pk").first(), page.revisions.order_by("pk").last()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, last.pk])
    response = client.get(url)
    assert response.status_code == 200
    return {comparison.field_label(): comparison for comparison in response.context["comparison"]}


def rows_of(comparison):
    return [
        {field.field.name: str(field.htmldiff()) for field in row.get_field_comparisons()}
        for row in comparison.get_child_comparisons()
    ]


def changed(module, **relations):
    module.save_revision()
    for name, rows in relations.items():
        setattr(module, name, rows)
    module.save_revision()
    return module


def by_relation(found, name):
    return next(
        comparison
        for comparison in found.values()
        if comparison.is_child_relation and comparison.field.related_name == name
    )


@pytest.mark.parametrize(
    ("relation", "field", "value", "shown"),
    [
        ("objectives", "text", "Otro objetivo.", "Otro objetivo."),
        ("key_messages", "citations", ["LFT:390 Bis"], "LFT:390 Bis"),
        ("session_plan", "minutes", 80, "80"),
        ("session_plan", "script", [("say", "Otra frase.")], "Otra frase."),
        ("contingencies", "action", "Quita la última.", "Quita la última."),
        ("assessment_items", "options", ["Sí", "Quizá"], "Quizá"),
        ("handout_sections", "title", "Mis dudas", "dudas"),
    ],
)
def test_each_kind_of_row_is_compared(admin_client, relation, field, value, shown):
    module = make_module()
    rows = list(getattr(module, relation).all())
    setattr(rows[0], field, value)

    comparison = by_relation(compared(admin_client, changed(module, **{relation: rows})), relation)

    (row,) = rows_of(comparison)
    assert shown in row[field]


def test_of_a_row_only_what_changed_is_shown_beside_what_it_is_known_by(admin_client):
    module = make_module()
    rows = list(module.session_plan.all())
    rows[1].minutes = 80

    comparison = by_relation(
        compared(admin_client, changed(module, session_plan=rows)), "session_plan"
    )

    assert [sorted(row) for row in rows_of(comparison)] == [["minutes", "objective"]]


def test_a_row_that_was_added_is_shown_whole(admin_client):
    module = make_module()
    rows = [*module.session_plan.all(), make_plan_row(objective="Nueva", sort_order=9)]

    comparison = by_relation(
        compared(admin_client, changed(module, session_plan=rows)), "session_plan"
    )

    (row,) = rows_of(comparison)
    assert row["objective"] == "Nueva"
    assert "materials" in row


def test_rows_in_another_order_are_a_change(admin_client):
    rows = [make_plan_row(objective=name, sort_order=n) for n, name in enumerate("AB")]
    module = make_module(session_plan=rows)
    first, second = module.session_plan.all()
    first.sort_order, second.sort_order = second.sort_order, first.sort_order

    found = compared(admin_client, changed(module, session_plan=[second, first]))

    assert len(rows_of(by_relation(found, "session_plan"))) == 2


@pytest.mark.parametrize(
    ("block", "before", "after"),
    [
        ("key_message", {"text": "<p>Antes</p>", "citations": []}, {"text": "<p>Después</p>"}),
        ("example", {"text": "<p>Antes</p>"}, {"text": "<p>Después</p>"}),
        ("steps", {"steps": ["<p>Antes</p>"]}, {"steps": ["<p>Después</p>"]}),
        ("checklist", {"items": ["<p>Antes</p>"]}, {"items": ["<p>Después</p>"]}),
        ("warning", {"text": "<p>Antes</p>"}, {"text": "<p>Después</p>"}),
        (
            "legal_quotation",
            {"quotation": "Antes", "citation": "LFT:1"},
            {"quotation": "Después"},
        ),
        ("reflection", {"question": "¿Antes?", "prompt": ""}, {"question": "¿Después?"}),
        ("facilitator_note", {"text": "<p>Antes</p>"}, {"text": "<p>Después</p>"}),
        (
            "expected_answer",
            {"question": "¿Qué?", "answer": "<p>Antes</p>"},
            {"answer": "<p>Después</p>"},
        ),
        ("risk", {"text": "<p>Antes</p>"}, {"text": "<p>Después</p>"}),
    ],
)
def test_what_changed_in_a_block_is_shown_in_words(admin_client, block, before, after):
    lesson = make_lesson(live=False, body=stream((block, before)))
    lesson.save_revision()
    lesson.body = stream((block, {**before, **after}))
    lesson.save_revision()

    (comparison,) = compared(admin_client, lesson).values()
    html = str(comparison.htmldiff())

    assert "Después" in html
    assert "Antes" in html
    assert "&lt;p&gt;" not in html
    assert "{" not in html


def test_paragraphs_stay_apart(admin_client):
    lesson = make_lesson(live=False, body=stream(("text", "<p>Uno.</p><p>Dos.</p>")))
    lesson.save_revision()
    lesson.body = stream(("text", "<p>Uno &amp; medio.</p><p>Dos.</p>"))
    lesson.save_revision()

    (comparison,) = compared(admin_client, lesson).values()

    html = str(comparison.htmldiff())
    assert "<br>Dos." in html
    assert "&amp;" in html


def stream(*blocks):
    from curriculum.pages.models import LessonPage

    block = LessonPage._meta.get_field("body").stream_block
    return block.to_python(
        [{"type": name, "value": value, "id": f"id-{name}"} for name, value in blocks]
    )
