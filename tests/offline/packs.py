"""What tests ask of packs and books, as a phone would ask it."""

import hashlib
from html import unescape
from types import SimpleNamespace

from django.utils.html import strip_tags
from wagtail.rich_text import RichText

from tests.factories import learning as make
from tests.factories import media

#: Shorter texts («Tarjetas, pared») may stand anywhere by chance.
LONG_ENOUGH = 25


def list_of(client, programme):
    return client.get(address_of(programme, "pack.json")).json()


def address_of(programme, rest=""):
    is_spanish = programme.locale.language_code == "es-mx"
    return f"{'/guardar/' if is_spanish else '/en/keep/'}{programme.short_code}/{rest}"


def pages_in(client, programme):
    """``{address: text}`` of every page of a pack, fetched from where its list says."""
    pages = [file for file in list_of(client, programme)["files"] if file["kind"] == "page"]
    return {file["address"]: client.get(file["source"]).content.decode() for file in pages}


def digest(content):
    return hashlib.sha256(content).hexdigest()


def said(html):
    """The words of a page, as one line."""
    return " ".join(unescape(strip_tags(html)).split())


def secrets_of(module, lessons=()):
    """Every longer text of a module and its lessons that is written for facilitators alone."""
    from curriculum.learning.blocks.base import audience_of
    from curriculum.learning.enums import Audience

    texts = [module.accompaniment, module.safety_note]
    for row in module.session_plan.all():
        texts += [row.activity, row.materials, row.facilitator_notes]
        texts += [cue.value for cue in row.script]
    for case in module.contingencies.all():
        texts += [case.condition, case.action]
    texts += [flag.text for flag in module.review_flags.filter(is_for_facilitators=True)]
    for lesson in lessons:
        for child in lesson.body:
            if audience_of(child.block) == Audience.FACILITATOR:
                texts += child.block.get_searchable_content(child.value)
    lines = (said(line) for text in texts for line in str(text or "").splitlines())
    return {line for line in lines if len(line) >= LONG_ENOUGH}


def make_school():
    """A programme whose only lesson has a picture, a recording, a film, and notes for facilitators."""
    flag = make.make_review_flag(text="SECRETO-AVISO " * 4, is_for_facilitators=True)
    script = [(kind, "SECRETO-GUION " * 4) for kind in ("say", "ask", "do")]
    row = make.make_plan_row(minutes=150, activity="SECRETO-PLAN " * 4, script=script)
    case = make.make_contingency(condition="SECRETO-CASO " * 4, action="SECRETO-PLAN-B " * 4)
    module = make.make_module(
        session_plan=[row],
        contingencies=[case],
        review_flags=[flag],
        safety_note="SECRETO-SEGURIDAD " * 4,
        accompaniment="SECRETO-ACOMPAÑAMIENTO " * 4,
    )
    picture = {
        "image": media.make_picture(),
        "alternative_text": "Una urna",
        "caption": "",
        "credit": "Propia",
    }
    sound = {
        "title": "Leída",
        "file": media.make_recording(),
        "transcript": RichText("<p>Lo que se dice.</p>"),
    }
    film = {
        **sound,
        "file": media.make_recording(name="urna.mp4"),
        "captions": media.make_captions(),
    }
    body = [
        ("text", RichText("<h2>Primero</h2><p>La conciliación va primero.</p>")),
        ("picture", picture),
        ("audio", sound),
        ("video", film),
        ("facilitator_note", {"text": RichText("<p>SECRETO-NOTA SECRETO-NOTA SECRETO</p>")}),
    ]
    lesson = make.make_lesson(module=module, body=body, review_flags=[flag])
    programme = module.get_parent().specific
    return SimpleNamespace(programme=programme, module=module, lesson=lesson)
