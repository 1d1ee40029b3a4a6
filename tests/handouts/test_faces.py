"""What paper has no letters for is left out, and said to whoever edits it."""

from functools import reduce
from unicodedata import normalize

import pytest
from django.template import Context, Template
from django.utils.translation import override
from fontTools.ttLib import TTFont

from curriculum.handouts.domain.composing import render_html
from curriculum.handouts.domain.faces import JOINER, MISSING, printable
from curriculum.handouts.domain.sheets import STATIC, Sheet

from .pdfs import failed_rules, opened, text_of

#: Letters of Spanish and of the orthographies of Mexico's languages, composed and with marks of
#: their own: Nahuatl, Maya, Otomi, Mixtec, Zapotec, Chinantec, Tepehua, Seri, Huichol, Tlapanec.
ORTHOGRAPHIES = (
    "¿Qué güero pidió piñatas? ¡Ándale! «Nunca», “así” – 1.º 2.ª § 123 °",
    "āēīō ꞌ ʼ Ꞌ ʉ ɨ Ɨ ø Ø ë ä ö ü ï ẍ ñ n̈ ŋ ç š ž ch’ k’ p’ ts’ b’",
    "a̱ e̱ i̱ o̱ u̱ á̱ é̱ ʔ ɛ ɔ ə ɇ ƛ ł ǧ ƚ m̄ ò à ã ẽ ĩ õ ũ ę ǫ ⁿ ³ ²¹",
)


def test_what_the_faces_hold_is_what_is_let_through():
    files = sorted(STATIC.glob("fonts/*.woff2"))
    drawn = [set(TTFont(file).getBestCmap()) for file in files]
    common = reduce(set.intersection, drawn)
    unwanted = {chr(code) for code in range(0x20, 0x110000) if MISSING.match(chr(code))}

    let_through = {code for code in range(0x20, 0x110000) if chr(code) not in unwanted}
    turns = {0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    assert len(files) == 4
    assert let_through == common - turns


@pytest.mark.parametrize("text", ORTHOGRAPHIES)
def test_spanish_and_the_languages_of_mexico_are_drawn(text):
    """PDF-21."""
    assert printable(html=text, sheet=Sheet()).replace(JOINER, "") == normalize("NFC", text)


@pytest.mark.parametrize("letter", ["a\u0331\u0301", "a\u0301\u0331", "á\u0331"])
def test_two_marks_of_a_letter_are_kept_apart(letter):
    assert printable(html=letter, sheet=Sheet()) == f"á{JOINER}\u0331"


@pytest.mark.parametrize(
    ("text", "left", "said"),
    [
        ("Vota 🗳️ hoy", "Vota  hoy", "🗳"),
        ("1️⃣ Pide", "1 Pide", ""),
        ("Dijo مرحبا ayer", "Dijo […] ayer", "م ر ح ب ا"),
        ("Dijo שלום ayer", "Dijo […] ayer", "ש ל ו ם"),
        ("≤ 3 días", "[…] 3 días", "≤"),
        ("una\u202e vuelta", "una vuelta", ""),
    ],
)
def test_what_has_no_letters_is_left_out_and_said(text, left, said):
    with override("en"):
        sheet = Sheet()

    assert printable(html=f"<p>{text}</p>", sheet=sheet) == f"<p>{left}</p>"
    words = "Paper has no letters for these characters, and leaves them out: "
    assert sheet.warnings == ([words + said] if said else [])


def test_a_warning_names_its_block_in_the_language_of_whoever_asked():
    with override("es-mx"):
        sheet = Sheet()
    sheet.blocks.append(("«Votar», bloque 3 (Texto)", "<p>Hoy 🎉</p>"))

    with override("en"):
        printable(html="<h1>🎉 Fiesta 😀</h1><p>Hoy 🎉</p>", sheet=sheet)

    words = "El papel no tiene letras para estos caracteres y los omite: "
    assert sheet.warnings == [f"«Votar», bloque 3 (Texto): {words}🎉", f"{words}😀"]


def test_a_page_with_emoji_and_hebrew_is_valid_and_has_our_faces_alone():
    """PDF-21."""
    source = (
        '{% extends "curriculum/handouts/print/base.html" %}'
        "{% block body %}<h1>Hoy 🎉 שלום</h1><p>{{ text }}</p>{% endblock %}"
    )
    with override("es-mx"):
        html = Template(source).render(Context({"title": "x", "text": " ".join(ORTHOGRAPHIES)}))

    pdf = render_html(html=html)

    assert failed_rules(pdf) == []
    assert "Hoy […]" in text_of(pdf)
    assert "á\u0331 é\u0331" in normalize("NFC", text_of(pdf))
    with opened(pdf) as read:
        faces = {
            str(thing.FontName)
            for thing in read.objects
            if hasattr(thing, "get") and thing.get("/Type") == "/FontDescriptor"
        }
    assert faces
    assert all("+Noto-Sans" in face for face in faces)
