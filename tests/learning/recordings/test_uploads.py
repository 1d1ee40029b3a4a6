"""What is taken with ffmpeg or without, and what is refused."""

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from curriculum.learning.domain import boxes, ebml, ffmpeg, recordings
from curriculum.learning.models import Recording
from curriculum.learning.refusals import LearningRefused

from .. import files
from .telephones import PLACE, bytes_of, told_by_ffmpeg, upload


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
