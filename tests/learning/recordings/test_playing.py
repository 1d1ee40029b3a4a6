"""Recordings and films on pages and on paper."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from imageio_ffmpeg import get_ffmpeg_exe
from wagtail.rich_text import RichText

from curriculum.learning.blocks import LessonBody
from curriculum.learning.domain import snapshots, translations
from curriculum.learning.domain.contents import content_of, digest_of
from curriculum.learning.tasks import settle_pages
from tests.factories.learning import make_lesson, make_module, translate
from tests.factories.media import make_picture
from tests.handouts.pdfs import text_of

from .telephones import bytes_of, convert, upload


def lesson_with(*blocks, **kwargs):
    return make_lesson(module=make_module(lessons=0), body=list(blocks), **kwargs)


def audio(document, **values):
    words = {"title": "La lección", "transcript": RichText("<p>Hola.</p>"), **values}
    return ("audio", {"file": document, **words})


def video(document, **values):
    words = {"title": "La boleta", "transcript": RichText("<p>Se dobla.</p>"), **values}
    return ("video", {"file": document, **words})


@pytest.mark.django_db
def test_a_lesson_offers_both_forms_with_their_length_and_weight(converter, notes, client):
    document = upload(notes["iphone.m4a"], "x.m4a")
    recording = convert(document)
    lesson = lesson_with(audio(document))

    html = client.get(lesson.url).content.decode()

    sources = re.findall(r'<source src="([^"]+)" type="([^"]+)">', html)
    assert [kind for _url, kind in sources] == ["audio/ogg; codecs=opus", "audio/mp4"]
    served = [client.get(url).getvalue() for url, _kind in sources]
    assert served == [bytes_of(document.file), bytes_of(recording.fallback)]
    weight = f"{round(document.file_size / 1000)}\xa0kB"
    assert f"Escuchar, 2\xa0s ({weight})" in html
    assert 'preload="none"' in html
    assert "autoplay" not in html
    assert html.count("learning/player.js") == 1


@pytest.mark.django_db
def test_a_lesson_without_a_player_loads_no_script(client):
    lesson = lesson_with(("text", RichText("<p>Hola.</p>")))

    assert "player.js" not in client.get(lesson.url).content.decode()


@pytest.mark.django_db
def test_a_film_is_shown_with_its_transcript_and_never_starts_by_itself(client, film):
    lesson = lesson_with(video(upload(film, "x.mp4")))

    html = client.get(lesson.url).content.decode()

    element = re.search(r"<video[^>]*>", html)[0]
    assert 'preload="none"' in element
    assert "controls" in element
    assert "autoplay" not in html
    assert "poster" not in element
    assert "Se dobla." in html
    assert 'type="video/mp4"' in html


@pytest.mark.django_db
def test_a_film_may_have_a_still_picture(client, film):
    lesson = lesson_with(video(upload(film, "x.mp4"), poster=make_picture()))

    assert re.search(r'<video[^>]* poster="/media/', client.get(lesson.url).content.decode())


@pytest.mark.django_db
def test_the_lesson_read_aloud_needs_no_transcript_and_other_recordings_do(notes):
    block = LessonBody().child_blocks["audio"]
    document = upload(notes["song.mp3"], "x.mp3")
    value = {"title": "La lección", "file": document, "transcript": RichText("<p> </p>")}

    assert block.clean(block.to_python(block.get_prep_value(value | {"is_lesson_text": True})))
    with pytest.raises(ValidationError) as error:
        block.clean(block.to_python(block.get_prep_value(value | {"is_lesson_text": False})))
    assert list(error.value.block_errors) == ["transcript"]


@pytest.mark.django_db
def test_a_recording_is_no_film_and_a_film_no_recording(notes, film):
    blocks = LessonBody().child_blocks
    recording, moving = upload(notes["song.mp3"], "x.mp3"), upload(film, "x.mp4")

    for kind, document in (("audio", moving), ("video", recording)):
        with pytest.raises(ValidationError):
            blocks[kind].child_blocks["file"].clean(document)
    assert blocks["audio"].child_blocks["file"].clean(recording) == recording
    assert blocks["video"].child_blocks["file"].clean(moving) == moving


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["lesson-handout", "facilitator-guide"])
def test_paper_carries_what_is_said(admin_client, notes, film, kind):
    recording, moving = upload(notes["song.mp3"], "x.mp3"), upload(film, "x.mp4")
    read_aloud = audio(recording, title="Leída", is_lesson_text=True, transcript=RichText(""))
    lesson = lesson_with(audio(recording), read_aloud, video(moving))
    url = reverse("curriculum_learning_admin:draft_pdf", args=[lesson.pk, kind])

    text = " ".join(text_of(admin_client.get(url).content).split())

    assert "La lección" in text
    assert "Hola." in text
    assert "Escucha el texto de esta lección en su página web" in text
    assert "Mira este video en la página web de la lección" in text
    assert "Se dobla." in text


@pytest.mark.django_db
def test_a_file_encoded_anew_makes_no_translation_old_and_is_in_the_snapshot(
    indexed, converter, notes
):
    document = upload(notes["iphone.m4a"], "x.m4a")
    lesson = lesson_with(audio(document))
    lesson.save_revision().publish()
    lesson.refresh_from_db()
    before = lesson.published_digest
    english = translate(lesson)
    translations.remember_source(translation=english, source=lesson)
    english.save()
    assert english.translated_digest == before

    convert(document)
    settle_pages.call(document.pk)

    lesson.refresh_from_db()
    module = lesson.get_parent().specific
    assert lesson.published_digest == digest_of(data=content_of(page=lesson)) != before
    assert not translations.behind(model=type(lesson)).exists()
    latest = snapshots.latest_snapshot(module=module)
    assert latest.digest == digest_of(data=snapshots.snapshot_data(module=module))


@pytest.mark.django_db
def test_what_came_before_ffmpeg_is_made_smaller_when_it_is_there(
    settings, notes, capsys, django_capture_on_commit_callbacks
):
    document = upload(notes["song.mp3"], "x.mp3")
    call_command("convert_recordings")
    assert "nothing was done" in capsys.readouterr().out
    settings.CURRICULUM_LEARNING_FFMPEG = get_ffmpeg_exe()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("convert_recordings")

    document.refresh_from_db()
    assert document.file.name.endswith(".ogg")
