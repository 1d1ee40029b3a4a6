"""What becomes of recordings and films: small, clean, and never lost."""

import io
import json
import re
import subprocess
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from imageio_ffmpeg import get_ffmpeg_exe
from wagtail.documents import get_document_model
from wagtail.rich_text import RichText
from wagtail.utils.file import hash_filelike

from curriculum.learning.blocks import LessonBody
from curriculum.learning.domain import (
    boxes,
    converting,
    ebml,
    ffmpeg,
    recordings,
    snapshots,
    sounds,
    translations,
)
from curriculum.learning.domain.contents import content_of, digest_of
from curriculum.learning.models import Recording
from curriculum.learning.refusals import LearningRefused
from curriculum.learning.tasks import convert_recording, settle_pages
from tests.factories.learning import make_lesson, make_module, translate
from tests.factories.media import make_picture
from tests.factories.people import make_partner, make_trainer
from tests.handouts.pdfs import text_of

from . import files

Document = get_document_model()
PLACE = "+19.4326-099.1332/"
WORDS = ["-metadata", f"artist={files.SECRET}", "-metadata", f"location={PLACE}"]
TONE = ["-f", "lavfi", "-i", "sine=440:d=2"]
SCENE = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=10:d=1"]


def made(form, *codec, inputs=TONE, words=WORDS):
    """Bytes of a recording or film as a telephone makes it, with a name and a place inside."""
    command = [
        get_ffmpeg_exe(),
        "-v",
        "error",
        "-nostdin",
        *inputs,
        *codec,
        *words,
        "-f",
        form,
        "-",
    ]
    if form in {"mp4", "mov", "3gp"}:
        command[-1:-1] = ["-movflags", "frag_keyframe+empty_moov+use_metadata_tags"]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.fixture(scope="session")
def notes():
    """One of each kind, as telephones and browsers name them."""
    return {
        "whatsapp.ogg": made("ogg", "-c:a", "libopus", "-b:a", "16k", "-ac", "1"),
        "iphone.m4a": made("mp4", "-c:a", "aac"),
        "browser.webm": made("webm", "-c:a", "libopus"),
        "browser.mp4": made("mp4", "-c:a", "aac"),
        "android.3gp": made("3gp", "-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1"),
        "old.amr": made("amr", "-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1"),
        "android.aac": made("adts", "-c:a", "aac"),
        "song.mp3": made("mp3", "-c:a", "libmp3lame"),
        "long.wav": made("wav"),
    }


@pytest.fixture(scope="session")
def film():
    return made("mp4", "-c:v", "libx264", "-c:a", "aac", inputs=[*SCENE, *TONE])


@pytest.fixture
def converter(settings):
    settings.CURRICULUM_LEARNING_FFMPEG = get_ffmpeg_exe()


NAMES = [
    "whatsapp.ogg", "iphone.m4a", "browser.webm", "browser.mp4", "android.3gp", "old.amr",
    "android.aac", "song.mp3", "long.wav",
]  # fmt: skip


def upload(content, name):
    document = Document(title="Voto", file=files.upload(content, f"Juana {name}"))
    document.save()
    return document


def convert(document):
    convert_recording.call(Recording.objects.get(document=document).pk)
    document.refresh_from_db()
    return Recording.objects.get(document=document)


def bytes_of(file):
    with file.storage.open(file.name) as opened:
        return opened.read()


def told_by_ffmpeg(content):
    """Everything that a player would show of it: tags, dates, chapters, streams."""
    command = [get_ffmpeg_exe(), "-hide_banner", "-i", "-", "-f", "ffmetadata", "-"]
    done = subprocess.run(command, input=content, capture_output=True)
    return (done.stderr + done.stdout).decode(errors="replace")


def stored_names():
    storage = Document._meta.get_field("file").storage
    return set(storage.listdir("documents")[1]) if storage.exists("documents") else set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_voice_notes_become_small_in_two_forms_without_a_word(converter, notes, name):
    content = notes[name]
    if name not in {"old.amr", "android.aac"}:  # they have no room for words
        assert files.SECRET.encode() in content
    document = upload(content, name)
    assert files.SECRET.encode() not in bytes_of(document.file)

    recording = convert(document)

    assert (recording.state, recording.seconds) == ("done", 2)
    small, fallback = bytes_of(document.file), bytes_of(recording.fallback)
    assert document.file.name.endswith(".ogg")
    assert sounds.is_mono_opus(small)
    assert "48000 Hz, mono" in told_by_ffmpeg(small)
    assert "Audio: aac" in told_by_ffmpeg(fallback)
    assert fallback.index(b"moov") < fallback.index(b"mdat")
    for kept in (small, fallback):
        told = told_by_ffmpeg(kept)
        assert files.SECRET not in told
        assert "19.43" not in told
        assert "creation_time" not in told
        assert files.SECRET.encode() not in kept
        assert PLACE.encode() not in kept
    assert (document.file_size, recording.fallback.size) == (len(small), len(fallback))
    assert document.file_hash == hash_filelike(io.BytesIO(small))


@pytest.mark.django_db
def test_the_large_original_is_kept_until_both_forms_are_there_and_not_longer(
    converter, notes, django_capture_on_commit_callbacks
):
    before = stored_names()
    with django_capture_on_commit_callbacks() as to_do:
        document = upload(notes["long.wav"], "long.wav")
    original = document.filename
    assert stored_names() - before == {original}

    with django_capture_on_commit_callbacks(execute=True):
        for queue in to_do:
            queue()
    document = Document.objects.get()

    fallback = Recording.objects.get().fallback.name.split("/")[-1]
    assert stored_names() - before == {document.filename, fallback}
    assert document.filename != original
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert stored_names() == before


@pytest.mark.django_db
def test_a_telephones_note_that_is_small_already_is_kept_byte_for_byte(converter, notes):
    plain = made(
        "ogg", "-c:a", "libopus", "-b:a", "16k", "-ac", "1", words=["-fflags", "+bitexact"]
    )
    document = upload(plain, "whatsapp.ogg")
    name = document.file.name

    recording = convert(document)

    assert (document.file.name, bytes_of(document.file)) == (name, plain)
    assert recording.state == "done"
    assert recording.fallback


@pytest.mark.django_db
def test_what_was_made_here_is_not_made_again_where_it_is_brought_in(converter, notes, film):
    for content, name in ((notes["iphone.m4a"], "x.m4a"), (film, "x.mp4")):
        document = upload(content, name)
        convert(document)
        small = bytes_of(document.file)

        brought = Document(title="Voto")
        brought.file.save(
            "brought" + name[1:].replace("m4a", "ogg"), ContentFile(small), save=False
        )
        brought.save()
        assert convert(brought).state == "done"

        assert bytes_of(brought.file) == small


@pytest.mark.django_db
def test_what_another_school_brings_keeps_the_file_by_which_it_is_known(converter, notes):
    document = Document(title="Voto")
    document.file.save("brought.mp3", ContentFile(notes["song.mp3"]), save=False)
    document.save()

    recording = convert(document)

    assert recording.state == "as_it_is"
    assert bytes_of(document.file) == notes["song.mp3"]


@pytest.mark.django_db
def test_converting_twice_is_converting_once(converter, notes):
    document = upload(notes["iphone.m4a"], "x.m4a")
    recording = convert(document)
    name = document.file.name

    again = convert(document)

    assert (document.file.name, again.fallback.name) == (name, recording.fallback.name)


@pytest.mark.django_db
def test_a_recording_that_was_replaced_meanwhile_keeps_its_new_file(converter, notes, monkeypatch):
    document = upload(notes["iphone.m4a"], "x.m4a")
    other = files.upload(notes["song.mp3"], "other.mp3")
    convert_bytes = ffmpeg.convert
    before = stored_names()

    def replaced_meanwhile(**kwargs):
        convert_bytes(**kwargs)
        current = Document.objects.get(pk=document.pk)
        current.file = other
        current.save()

    monkeypatch.setattr(ffmpeg, "convert", replaced_meanwhile)
    recording = convert(document)

    assert document.file.name.endswith(".mp3")
    assert (recording.state, recording.file_name) == ("waiting", document.file.name)
    assert len(stored_names() - before) == 1


@pytest.mark.django_db
def test_what_a_worker_left_behind_is_taken_up_again(converter, notes):
    document = upload(notes["iphone.m4a"], "x.m4a")
    Recording.objects.update(state="working", changed_at=timezone.now())
    assert convert(document).state == "working"

    Recording.objects.update(changed_at=timezone.now() - timedelta(hours=2))

    assert convert(document).state == "done"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.mp3()[:60] + b"\xff\xfb\x90\x64", "cut.mp3"),
        (files.wav(), "eight-bytes.wav"),
        (b"#!AMR\n", "empty.amr"),
    ],
)
def test_a_failed_conversion_loses_nothing_and_says_what_to_do(
    converter, admin_client, content, name
):
    document = upload(content, name)
    kept = bytes_of(document.file)

    recording = convert(document)

    assert (recording.state, recording.reason) == ("failed", "conversion-failed")
    assert bytes_of(document.file) == kept
    url = reverse("curriculum_learning_admin:recording_state", args=[document.pk])
    told = json.loads(admin_client.get(url).content)
    assert not told["busy"]
    assert str(converting.REASONS["conversion-failed"]) in told["state"]


@pytest.mark.django_db
def test_an_endless_recording_is_stopped_and_kept(converter, settings):
    """A minute of silence that claims to be more than it is: what comes out is bounded, not what goes in."""
    settings.CURRICULUM_LEARNING_RECORDING_MAX_MINUTES = 1
    silence = ["-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "90"]
    document = upload(made("mp3", "-b:a", "8k", inputs=silence), "x.mp3")

    recording = convert(document)

    assert (recording.state, recording.reason) == ("failed", "recording-too-long")
    assert document.file.name.endswith(".mp3")


@pytest.mark.django_db
def test_ffmpeg_that_takes_too_long_is_stopped(settings, notes, tmp_path):
    slow = tmp_path / "ffmpeg"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    settings.CURRICULUM_LEARNING_FFMPEG = slow
    settings.CURRICULUM_LEARNING_FFMPEG_SECONDS = 1
    document = upload(notes["song.mp3"], "x.mp3")

    recording = convert(document)

    assert (recording.state, recording.reason) == ("failed", "conversion-took-too-long")


def test_ffmpeg_may_use_little_memory_and_disk_and_no_network(settings, tmp_path):
    told = tmp_path / "ffmpeg"
    told.write_text(
        f'#!/bin/sh\n(ulimit -v; ulimit -f; ulimit -t; echo "$@"; env) > {tmp_path}/told\n'
    )
    told.chmod(0o755)
    settings.CURRICULUM_LEARNING_FFMPEG = told

    ffmpeg.convert(source="in", outputs=[(("-c", "copy"), "out")])

    memory, disk, seconds, arguments, *environment = (tmp_path / "told").read_text().splitlines()
    assert int(memory) == ffmpeg.MEMORY // 1024
    assert int(disk) in {ffmpeg.DISK // 512, ffmpeg.DISK // 1024}
    assert int(seconds) == 900
    assert "-protocol_whitelist file,pipe" in arguments
    assert "-map_metadata -1" in arguments
    assert not any("SECRET" in line or "DATABASE" in line for line in environment)


@pytest.mark.parametrize(
    "kind", ["#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n", "ffconcat version 1.0\nfile "]
)
def test_a_play_list_that_names_other_files_is_not_followed(converter, tmp_path, notes, kind):
    (tmp_path / "secret.mp3").write_bytes(notes["song.mp3"])
    (tmp_path / "in").write_text(f"{kind}{tmp_path}/secret.mp3\n")

    with pytest.raises(LearningRefused) as refusal:
        ffmpeg.convert(source=tmp_path / "in", outputs=[((), tmp_path / "out.wav")])

    assert refusal.value.code == "conversion-failed"


@pytest.mark.django_db
def test_films_become_small(converter, film):
    assert files.SECRET.encode() in film
    document = upload(film, "x.mp4")

    recording = convert(document)

    small = bytes_of(document.file)
    told = told_by_ffmpeg(small)
    assert (recording.state, recording.seconds, str(recording.fallback)) == ("done", 2, "")
    assert document.file.name.endswith(".mp4")
    assert "Constrained Baseline" in told
    assert "mono" in told
    assert small.index(b"moov") < small.index(b"mdat")
    assert files.SECRET.encode() not in small
    assert files.SECRET not in told
    assert "creation_time" not in told


@pytest.mark.django_db
def test_a_film_with_many_pictures_is_stopped_and_kept(converter, settings):
    settings.CURRICULUM_LEARNING_FILM_MAX_MINUTES = 1
    scene = ["-f", "lavfi", "-i", "color=size=32x32:rate=1:d=90"]
    document = upload(made("mp4", "-c:v", "libx264", inputs=scene), "x.mp4")

    recording = convert(document)

    assert (recording.state, recording.reason) == ("failed", "recording-too-long")
    assert bytes_of(document.file)


# Without ffmpeg


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["iphone.m4a", "browser.webm", "browser.mp4", "song.mp3", "long.wav"]
)
def test_without_ffmpeg_uploads_are_stripped_and_kept(notes, name):
    document = upload(notes[name], name)

    recording = Recording.objects.get(document=document)
    kept = bytes_of(document.file)
    assert recording.state == "as_it_is"
    assert files.SECRET not in told_by_ffmpeg(kept)
    assert PLACE.encode() not in kept
    assert "Duration" in told_by_ffmpeg(kept)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("old.amr", "not-playable"),
        ("android.3gp", "not-playable"),
        ("whatsapp.ogg", "recording-with-words"),
    ],
)
def test_without_ffmpeg_what_cannot_be_stripped_or_played_is_refused(notes, name, code):
    with pytest.raises(LearningRefused) as refusal:
        recordings.cleaned(files.upload(notes[name], name), film=True)

    assert refusal.value.code == code


@pytest.mark.django_db
def test_without_ffmpeg_a_film_is_stripped_and_kept(film):
    document = upload(film, "x.mp4")

    kept = bytes_of(document.file)
    assert document.file.name.endswith(".mp4")
    assert files.SECRET not in told_by_ffmpeg(kept)
    assert len(kept) == len(film)


def test_a_film_that_knows_where_it_was_is_refused_without_ffmpeg():
    """Telephones write the places that they went through into a track of its own."""
    tracks = b"".join(
        files.box(b"trak", files.box(b"mdia", files.box(b"hdlr", bytes(8), kind, bytes(13))))
        for kind in (b"vide", b"meta")
    )
    content = files.box(b"ftyp", b"mp42\0\0\0\0") + files.box(b"moov", tracks)

    with pytest.raises(LearningRefused) as refusal:
        recordings.cleaned(files.upload(content, "x.mp4"), film=True)

    assert refusal.value.code == "recording-with-words"


@pytest.mark.parametrize("is_converting", [True, False])
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"PK\x03\x04" + bytes(100), "zip.mp3"),
        (b"PK\x03\x04" + bytes(100), "zip.mp4"),
        (b"<html><script>", "page.ogg"),
        (files.m4a()[:60], "cut.m4a"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", "cut.webm"),
        (b"RIFF\0\0\0\0WAVE", "empty.wav"),
        (b"", "empty.mp3"),
    ],
)
def test_what_is_no_recording_is_refused_with_ffmpeg_or_without(
    settings, content, name, is_converting
):
    settings.CURRICULUM_LEARNING_FFMPEG = get_ffmpeg_exe() if is_converting else ""

    with pytest.raises(LearningRefused) as refusal:
        recordings.cleaned(files.upload(content, name), film=True)

    assert refusal.value.code == "not-a-recording"


@pytest.mark.parametrize("film", [True, False])
def test_what_is_too_large_is_refused_before_it_is_read(settings, film):
    settings.CURRICULUM_LEARNING_RECORDING_MAX_MB = settings.CURRICULUM_LEARNING_FILM_MAX_MB = 1

    class Unread:
        size = 2 * 1024 * 1024

    with pytest.raises(LearningRefused) as refusal:
        recordings.cleaned(Unread(), film=film)

    assert refusal.value.code == "recording-too-large"


def test_a_recording_may_not_be_as_large_as_a_film(settings, notes):
    settings.CURRICULUM_LEARNING_RECORDING_MAX_MB = 0

    with pytest.raises(LearningRefused) as refusal:
        recordings.cleaned(files.upload(notes["browser.mp4"], "x.mp4"), film=True)

    assert refusal.value.code == "recording-too-large"


def test_ffmpeg_is_found_by_setting_search_path_or_package(settings, tmp_path, monkeypatch):
    settings.CURRICULUM_LEARNING_FFMPEG = ""
    assert ffmpeg.program() is None
    settings.CURRICULUM_LEARNING_FFMPEG = tmp_path / "nowhere"
    assert ffmpeg.program() is None
    settings.CURRICULUM_LEARNING_FFMPEG = None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ffmpeg.program() == get_ffmpeg_exe()
    own = tmp_path / "ffmpeg"
    own.touch(0o755)
    assert ffmpeg.program() == str(own)


def test_elements_and_boxes_that_lie_about_their_size_are_refused():
    for content in (files.box(b"ftyp", b"M4A ") + b"\xff\xff\xff\xffmoov", b"\0\0\0\4ftyp"):
        with pytest.raises(ValueError, match="outside"):
            list(boxes.walk(content))
    for content in (b"\0\0\0", b"\x1a\x45\xdf\xa3\x9f", b"\x1a\x45\xdf\xa3\x40"):
        with pytest.raises(ValueError, match=r"outside|number"):
            list(ebml.walk(content))


# The editor


@pytest.mark.django_db
def test_the_recorder_makes_a_document_of_what_was_recorded(admin_client, notes):
    data = {"file": files.upload(notes["browser.webm"], "recording.webm")}

    response = admin_client.post(reverse("curriculum_learning_admin:record"), data)

    document = Document.objects.get()
    assert response.json() == {
        "id": document.pk,
        "title": document.title,
        "edit_url": reverse("wagtaildocs:edit", args=[document.pk]),
    }
    assert document.file.name.endswith(".weba")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sent_as", "kept_as"),
    [
        ("whatsapp.ogg", "PTT-20261126-WA0003.opus", "ogg"),
        ("iphone.m4a", "Grabación nueva.m4a", "m4a"),
        ("android.3gp", "Voz 001.3gp", "m4a"),
        ("old.amr", "Voz 002.AMR", "amr"),
        ("browser.mp4", "audio.mp4", "m4a"),
    ],
)
def test_a_voice_note_is_taken_by_the_form_as_telephones_name_it(
    admin_client, converter, notes, name, sent_as, kept_as
):
    data = {"title": "Voto", "collection": 1, "file": files.upload(notes[name], sent_as)}

    response = admin_client.post(reverse("wagtaildocs:add"), data)

    assert response.status_code == 302, response.context["form"].errors
    document = Document.objects.get()
    assert re.fullmatch(rf"documents/[0-9a-f]{{32}}\.{kept_as}", document.file.name)
    assert files.SECRET.encode() not in bytes_of(document.file)


@pytest.mark.django_db
def test_the_recorder_says_why_it_takes_something_not(admin_client):
    data = {"file": files.upload(b"<html>", "recording.webm")}

    response = admin_client.post(reverse("curriculum_learning_admin:record"), data)

    assert response.status_code == 400
    assert response.json()["error"]
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_partners_recording_goes_into_its_own_collection_and_another_sees_nothing(client, notes):
    partner = make_partner()
    client.force_login(make_trainer(partner=partner))
    data = {"file": files.upload(notes["browser.webm"], "recording.webm")}

    answer = client.post(reverse("curriculum_learning_admin:record"), data)

    document = Document.objects.get(pk=answer.json()["id"])
    assert document.collection == partner.collection
    url = reverse("curriculum_learning_admin:recording_state", args=[document.pk])
    assert client.get(url).status_code == 200
    client.force_login(make_trainer())
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_who_may_not_add_documents_records_nothing(client, notes, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))
    data = {"file": files.upload(notes["browser.webm"], "recording.webm")}
    url = reverse("curriculum_learning_admin:record")

    assert client.post(url, data).status_code == 302
    assert not Document.objects.exists()


# The page


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
    assert "En la página web se puede escuchar el texto de esta lección." in text
    assert "El video está en la página web." in text
    assert "Se dobla." in text


@pytest.mark.django_db
def test_a_file_encoded_anew_makes_no_translation_old_and_is_in_the_snapshot(converter, notes):
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
