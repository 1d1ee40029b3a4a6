"""Captions of films: what is taken, what is refused, and who gets them."""

import re
import time

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from curriculum.learning.blocks import LessonBody
from curriculum.learning.domain import captions
from curriculum.learning.domain.cautions import cautions_of
from curriculum.learning.domain.contents import media_of
from curriculum.learning.refusals import LearningRefused
from tests.factories.learning import make_lesson, make_module, make_tree, translate

from .. import files
from .telephones import Document, bytes_of, upload
from .test_playing import lesson_with, video

WEBVTT = f"""\ufeffWEBVTT – {files.SECRET}
Kind: captions

NOTE Typed by {files.SECRET}

STYLE
::cue {{ background: url(https://example.org/) }}

{files.SECRET} 2
01:00.500 --> 01:02.000 align:start line:80%,end region:{files.SECRET}
<v {files.SECRET}><c.yellow>Se <i>dobla</c> dos</i> veces,
 \u0020
<00:01:01.000>3 < 5 & <3 &amp; <b>ya

1
00:01.000 --> 00:02.500
La boleta
""".replace("\n", "\r\n")
KEPT = """WEBVTT

00:00:01.000 --> 00:00:02.500
La boleta

00:01:00.500 --> 00:01:02.000 align:start line:80%,end
Se <i>dobla dos</i> veces,
3 &lt; 5 &amp; &lt;3 &amp; <b>ya</b>
"""
SUBRIP = """1
00:00:01,000 --> 00:00:02,500 X1:40 X2:600
La boleta

2
00:01:00,500 --> 00:01:02,000
¿Se <I>dobla</I>?
"""


def cleaned(text):
    content = text if isinstance(text, bytes) else text.encode()
    return captions.cleaned(files.upload(content, "Juana.vtt"))


def refusal_of(text):
    with pytest.raises(LearningRefused) as refusal:
        cleaned(text)
    return refusal.value


def test_webvtt_keeps_what_players_show_and_nothing_else():
    assert files.SECRET in WEBVTT

    assert cleaned(WEBVTT).read().decode() == KEPT


def test_where_a_caption_stands_on_the_screen_is_no_word_of_it():
    srt = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Arriba {\\i1}y abajo{\\i0}.\n"

    assert "\nArriba y abajo.\n" in cleaned(srt).read().decode()


def test_subrip_becomes_webvtt():
    kept = cleaned(SUBRIP)

    assert re.fullmatch(r"[0-9a-f]{32}\.vtt", kept.name)
    assert kept.read().decode() == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nLa boleta\n"
        "\n00:01:00.500 --> 00:01:02.000\n¿Se <i>dobla</i>?\n"
    )


@pytest.mark.parametrize("text", [WEBVTT, SUBRIP])
def test_what_is_kept_is_taken_as_it_is(text):
    kept = cleaned(text).read()

    assert cleaned(kept).read() == kept


CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-captions"),
        ("WEBVTT\n", "not-captions"),
        ("Una lista de nombres", "not-captions"),
        (CUE, "not-captions"),
        ("WEBVTT\n\n00:01 --> 00:02\nHola", "captions-broken"),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nHola", "captions-broken"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nHola", "captions-broken"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHola", "captions-broken"),
        ("WEBVTT\n\nantes --> después\nHola", "captions-broken"),
        ("WEBVTT\nKind: captions\n00:01.000 --> 00:02.000\nHola", "captions-broken"),
        (f"{CUE}Hola\n00:03.000 --> 00:04.000\nAdiós", "captions-broken"),
        (f"{CUE}Hola\n\nlo que se perdería", "captions-broken"),
        (f"{CUE}<script>alert(1)</script>", "captions-with-markup"),
        (f"{CUE}<img src=x onerror=alert(1)>", "captions-with-markup"),
        (f"{CUE}<a href='https://example.org'>x</a>", "captions-with-markup"),
        (f"{CUE}<!-- {files.SECRET} -->", "captions-broken"),
        (f"{CUE}<!doctype html>", "captions-with-markup"),
        (f"{CUE}<script", "captions-with-markup"),
        (f"{CUE}<ib>Hola</ib>", "captions-with-markup"),
        ('1\n00:00:01,000 --> 00:00:02,000\n<font color="red">Hola</font>', "captions-with-markup"),
        (f"{CUE}¿Qué?".encode("latin-1"), "captions-not-utf-8"),
        (f"{CUE}Hola".encode("utf-16"), "captions-not-utf-8"),
        (f"{CUE}Hola".encode("utf-16-le"), "captions-not-utf-8"),
        (CUE + "Hola\n" * 103_000, "captions-too-large"),
    ],
)  # fmt: skip
def test_what_is_no_webvtt_is_refused(text, code):
    assert refusal_of(text).code == code


def test_a_refusal_says_where():
    assert "5" in refusal_of(f"{CUE}Hola\n00:03 --> 00:04\nAdiós").message
    said = refusal_of(f"{CUE}<script>alert(1)</script>").message
    assert "00:00:01.000" in said
    assert "<script>" in said


@pytest.mark.parametrize("junk", ["<i>", "</i>", "<i></b>", "<1", "&a", "&", "<", "\n\n \n"])
def test_what_is_crooked_is_read_at_once(junk):
    started = time.monotonic()

    assert cleaned(CUE + "Hola" + junk * (400_000 // len(junk))).read().startswith(b"WEBVTT")
    assert time.monotonic() - started < 5


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "text"), [("Juana.vtt", WEBVTT), ("Juana.SRT", SUBRIP)])
def test_an_editor_sends_captions_as_telephones_make_them(admin_client, name, text):
    data = {"title": name, "collection": 1, "file": files.upload(text.encode(), name)}

    response = admin_client.post(reverse("wagtaildocs:add"), data)

    assert response.status_code == 302, response.context["form"].errors
    document = Document.objects.get()
    assert re.fullmatch(r"documents/[0-9a-f]{32}\.vtt", document.file.name)
    assert "Juana" not in document.title
    assert bytes_of(document.file).startswith(b"WEBVTT\n\n00:00:01.000 --> ")


@pytest.mark.django_db
def test_what_is_refused_is_a_sentence_in_the_form():
    form = get_document_form(Document)(
        {"title": "t", "collection": 1}, {"file": files.upload(b"<html>", "x.vtt")}
    )

    assert [error.code for error in form.errors.as_data()["file"]] == ["not-captions"]
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_only_captions_are_chosen_as_captions(film, notes):
    block = LessonBody().child_blocks["video"].child_blocks["captions"]
    document = upload(WEBVTT.encode(), "x.vtt")

    assert block.clean(document) == document
    assert block.clean(None) is None
    for other in (upload(film, "x.mp4"), upload(notes["song.mp3"], "x.mp3")):
        with pytest.raises(ValidationError):
            block.clean(other)


def track_in(html):
    return re.search(
        r'<track kind="captions" src="([^"]+)" srclang="([^"]+)" label="([^"]+)">', html
    )


@pytest.mark.django_db
def test_a_film_is_shown_with_its_captions_in_the_language_of_the_page(client, film):
    document = upload(WEBVTT.encode(), "Juana.vtt")
    lesson = lesson_with(video(upload(film, "x.mp4"), captions=document))
    english = translate(lesson)

    address, language, label = track_in(client.get(lesson.url).content.decode()).groups()

    assert (language, label) == ("es-MX", "Subtítulos")
    assert re.fullmatch(rf"/sound/{document.pk}/[0-9a-f]{{32}}\.vtt", address)
    response = client.get(address)
    assert response.getvalue().decode() == KEPT
    assert response["Content-Type"] == "text/vtt"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    assert track_in(client.get(english.url).content.decode()).groups() == (
        address,
        "en",
        "Captions",
    )


@pytest.mark.django_db
def test_a_discreet_film_has_captions_at_an_address_that_says_nothing(client, film):
    tree = make_tree(is_discreet=True, is_listed=False, discreet_title="Cuidado")
    document = upload(SUBRIP.encode(), "Entre nosotras.srt")
    body = [video(upload(film, "x.mp4"), captions=document)]
    lesson = make_lesson(module=tree.module, body=body)

    address = track_in(client.get(lesson.url).content.decode())[1]

    assert re.fullmatch(r"/sound/\d+/[0-9a-f]{32}\.vtt", address)
    assert "nosotras" not in str(client.get(address).headers)


@pytest.mark.django_db
def test_a_film_without_captions_has_no_track(client, film):
    moving = upload(film, "x.mp4")
    lost = upload(WEBVTT.encode(), "x.vtt")
    Document.objects.filter(pk=lost.pk).update(file_size=None)
    lost.file.storage.delete(lost.file.name)

    for lesson in (lesson_with(video(moving)), lesson_with(video(moving, captions=lost))):
        html = client.get(lesson.url).content.decode()
        assert "<video" in html
        assert "<track" not in html


@pytest.mark.django_db
def test_captions_are_as_private_as_the_film(client, admin_client, film):
    document, moving = upload(WEBVTT.encode(), "x.vtt"), upload(film, "x.mp4")
    html = client.get(lesson_with(video(moving, captions=document)).url).content.decode()
    addresses = [track_in(html)[1], re.search(r'<source src="([^"]+)"', html)[1]]
    private = Collection.get_first_root_node().add_child(name="Private")
    restriction = CollectionViewRestriction.objects.create(
        collection=private, restriction_type="groups"
    )
    restriction.groups.add(Group.objects.create(name="Some"))
    assert [client.get(address).status_code for address in addresses] == [200, 200]

    for each in (document, moving):
        each.collection = private
        each.save()

    assert [client.get(address).status_code for address in addresses] == [302, 302]
    for address in addresses:
        assert admin_client.get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_captions_are_among_what_a_lesson_uses(indexed, film):
    document = upload(WEBVTT.encode(), "x.vtt")
    lesson = lesson_with(video(upload(film, "x.mp4"), captions=document))

    assert document.file_hash
    assert len(media_of(page=lesson)) == 2
    assert lesson in [
        page.specific for page, _uses in ReferenceIndex.get_grouped_references_to(document)
    ]


@pytest.mark.django_db
def test_a_film_without_captions_is_something_to_look_at(film):
    moving, document = upload(film, "x.mp4"), upload(WEBVTT.encode(), "x.vtt")
    unfinished = video(None, title="Todavía nada")
    films = [video(moving, captions=document), video(moving, title="La urna"), unfinished]
    lesson = make_lesson(module=make_module(lessons=0), live=False, body=films)

    found = cautions_of(page=lesson, on=timezone.localdate())

    [said] = [each.message for each in found if each.code == "no-captions"]
    assert "La urna" in said
