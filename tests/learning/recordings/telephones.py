"""Recordings and films as telephones make them, and what becomes of them."""

import subprocess

from imageio_ffmpeg import get_ffmpeg_exe
from wagtail.documents import get_document_model

from curriculum.learning.models import Recording
from curriculum.learning.tasks import convert_recording

from .. import files

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
