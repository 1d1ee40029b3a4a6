"""A module with everything in it that paper can show, in both languages."""

from wagtail.rich_text import RichText

from tests.factories.learning import (
    make_assessment_item,
    make_colophon,
    make_contingency,
    make_help_contact,
    make_lesson,
    make_locales,
    make_module,
    make_plan_row,
    make_programme,
    make_review_flag,
    make_term,
    translate,
)
from tests.handouts.pictures import make_image, picture_block

#: What only a facilitator may read, by where it is written.
FACILITATORS = {
    "plan activity": "canario-actividad",
    "plan technique": "canario-técnica",
    "plan materials": "canario-materiales",
    "plan responsible": "canario-responsable",
    "plan notes": "canario-notas",
    "script, said": "canario-di",
    "script, asked": "canario-pregunta-guion",
    "script, done": "canario-haz",
    "plan B, when": "canario-condición",
    "plan B, what": "canario-acción",
    "flag for facilitators": "canario-aviso",
    "safety note": "canario-seguridad",
    "accompaniment": "canario-acompañamiento",
    "explanation": "canario-explicación",
    "note block": "canario-nota",
    "answer block": "canario-respuesta",
    "answer block's question": "canario-pregunta",
    "risk block": "canario-riesgo",
}


def body_of_every_kind(image):
    plain = RichText("<p>Texto de trabajo.</p>")
    return [
        ("text", RichText("<p>Primero.</p><h3>Salto de nivel</h3><ul><li>Uno</li></ul>")),
        ("key_message", {"text": RichText("<p>Recuerda.</p>"), "citations": ["LFT:371"]}),
        ("example", {"text": plain}),
        ("steps", {"steps": [RichText("<p>Pide.</p>"), RichText("<p>Espera.</p><p>Más.</p>")]}),
        ("checklist", {"items": [RichText("<p>Acta</p>")]}),
        ("warning", {"text": plain}),
        ("legal_quotation", {"quotation": "Nadie puede ser obligado.", "citation": "LFT:358"}),
        picture_block(image),
        ("reflection", {"question": "¿Qué harías?", "prompt": plain}),
        ("new_page", None),
        ("facilitator_note", {"text": RichText("<p>canario-nota</p>")}),
        (
            "expected_answer",
            {"question": "canario-pregunta", "answer": RichText("<p>canario-respuesta</p>")},
        ),
        ("risk", {"text": RichText("<p>canario-riesgo</p>")}),
    ]


def small_body():
    """What is the facilitators' alone, beside a line for all."""
    return [("text", RichText("<p>Primero.</p>")), *body_of_every_kind(image=None)[-3:]]


def make_school(*, body=None):
    """``(module, its first lesson)``. The second activity has no script; ``body`` is of every kind unless told."""
    programme = make_programme(title="La reforma", colophon=make_colophon())
    module = make_module(
        programme=programme,
        title="Palabras sencillas",
        safety_note="canario-seguridad",
        accompaniment="canario-acompañamiento",
        content_warning="Se habla de despidos.",
        session_plan=[
            make_plan_row(
                activity="canario-actividad",
                technique="canario-técnica",
                materials="canario-materiales, Cinta",
                responsible="canario-responsable",
                facilitator_notes="canario-notas",
                is_in_short_version=True,
                script=[
                    ("do", "canario-haz"),
                    ("say", "canario-di"),
                    ("ask", "canario-pregunta-guion"),
                ],
            ),
            make_plan_row(moment="closing", materials="Ninguno", script=[]),
        ],
        contingencies=[make_contingency(condition="canario-condición", action="canario-acción")],
        assessment_items=[make_assessment_item(explanation="canario-explicación")],
        review_flags=[
            make_review_flag(),
            make_review_flag(text="canario-aviso", is_for_facilitators=True),
        ],
    )
    lesson = make_lesson(
        module=module, title="Tres ideas", body=body or body_of_every_kind(make_image())
    )
    make_lesson(module=module, title="El mapa")
    for locale in make_locales():
        make_term(locale=locale, term="conciliación")
    make_help_contact()
    for page in (programme, module, *module.get_children().specific()):
        translate(page.specific)
    return module, lesson


def in_english(page):
    return page.get_translations().get().specific


def assert_in_order(text, parts):
    """Where each part stands last is after the part before it: a list of contents comes first."""
    last = {part: text.rfind(part) for part in parts}
    assert [part for part, place in last.items() if place < 0] == []
    assert sorted(parts, key=last.get) == parts
