"""What becomes of recordings and films: small, clean, and never lost."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.utils.file import hash_filelike

from curriculum.learning.domain import converting, ffmpeg, sounds
from curriculum.learning.models import Recording
from curriculum.learning.refusals import LearningRefused

from .. import files
from .telephones import (
    NAMES,
    PLACE,
    Document,
    bytes_of,
    convert,
    made,
    stored_names,
    told_by_ffmpeg,
    upload,
)


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
