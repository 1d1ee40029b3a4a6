"""Recordings and films are known by their bytes, and carry no title, name, place or date of their own."""

import struct
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from curriculum.conf import settings

from ..refusals import LearningRefused
from . import boxes, ebml, ffmpeg, sounds
from .pictures import clean_file

#: As what they are kept, and the kinds of content as which they are served.
SOUND = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "weba": "audio/webm",
    "aac": "audio/aac",
    "amr": "audio/amr",
}
FILM = {"mp4": "video/mp4", "webm": "video/webm"}
#: Extensions that must hold a recording or a film, whatever else the site takes as documents.
EXTENSIONS = {*SOUND, *FILM, "oga", "opus", "3gp", "mov", "m4v"}
#: What the readers of bytes raise for a file that is cut off or crooked.
DAMAGED = (struct.error, IndexError, ValueError)


def cleaned(file, *, film=False):
    """A ``ContentFile`` with the sound of ``file`` under a random name and the right extension.

    With ``film`` also its pictures, where it has some. Refuses
    (``LearningRefused``) ``recording-too-large``, ``not-a-recording``,
    ``not-playable`` (only ffmpeg could make it so) and ``recording-with-words``:
    words that only ffmpeg can take out.
    """
    largest = max(most_megabytes("ogg"), most_megabytes("mp4") if film else 0)
    _refuse_larger(file, largest)
    file.seek(0)
    content = file.read()
    for extension, is_of_kind, without_words in KINDS:
        if (film or extension not in FILM) and is_of_kind(content):
            _refuse_larger(file, most_megabytes(extension))
            return clean_file(_cleaned_content(content, extension, without_words), extension)
    raise _not_a_recording()


def is_clean(content, extension):
    """Whether ``cleaned`` would change nothing in it."""
    for name, is_of_kind, without_words in KINDS:
        if name == extension and is_of_kind(content):
            try:
                return without_words(content) == content
            except (*DAMAGED, sounds.WordsInside, LearningRefused):
                return False
    return False


def seconds_of(content, extension):
    """The length in seconds, or None where it cannot be read without playing it."""
    readers = {"ogg": sounds.opus_seconds, "wav": sounds.wav_seconds}
    readers |= dict.fromkeys(("m4a", "mp4"), boxes.seconds)
    try:
        return readers[extension](content) if extension in readers else None
    except DAMAGED:
        return None


def most_megabytes(extension):
    is_film = extension in FILM
    return settings.LEARNING_FILM_MAX_MB if is_film else settings.LEARNING_RECORDING_MAX_MB


def _refuse_larger(file, megabytes):
    if file.size > megabytes * 1024 * 1024:
        raise LearningRefused(
            "recording-too-large",
            _("This recording is larger than %(size)s MB. Shorter ones travel better.")
            % {"size": megabytes},
        )


def _cleaned_content(content, extension, without_words):
    try:
        return without_words(content)
    except DAMAGED as error:
        raise _not_a_recording() from error
    except sounds.WordsInside as error:
        if not ffmpeg.program():
            raise _with_words() from error
        return _copied(content, extension)


def _copied(content, extension):
    """The same sound and pictures in a new file, without anything else. Takes ffmpeg a moment."""
    form = {"mp4": "mov", "m4a": "mov", "webm": "webm", "weba": "webm"}.get(extension, extension)
    streams = ["-map", "0:a:0?"] if extension in FILM else ["-map", "0:a:0"]
    if extension in FILM:
        streams = ["-map", "0:v:0", *streams]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.write_bytes(content)
        arguments = [*streams, "-c", "copy", "-f", form]
        ffmpeg.convert(source=source, outputs=[(arguments, target)])
        return target.read_bytes()


def _not_a_recording():
    return LearningRefused(
        "not-a-recording",
        _("This is not a recording that can be played: MP3, M4A, Ogg, WebM or WAV."),
    )


def _with_words():
    return LearningRefused(
        "recording-with-words",
        _(
            "This recording carries a title, a name or a place inside. "
            "Save it without them, or as MP3 or WAV."
        ),
    )


def _to_convert(content):
    if ffmpeg.program():
        return content
    raise LearningRefused(
        "not-playable",
        _(
            "Browsers can’t play this kind of recording, and this server can’t convert it. "
            "Record it here, or send it as MP3 or M4A."
        ),
    )


def _is_m4a(content):
    return boxes.is_mp4(content) and not _has_pictures(content)


def _is_film_mp4(content):
    return boxes.is_mp4(content) and _has_pictures(content)


def _has_pictures(content):
    # What is cut off is refused later, with its reason: here its beginning must do.
    return b"vide\0\0\0\0" in content


def _m4a_without_words(content):
    return _mp4_without_words(content, only={b"soun"})


def _film_without_words(content):
    return _mp4_without_words(content, only={b"soun", b"vide"})


def _mp4_without_words(content, *, only):
    """Other tracks hold chapters and the places that a telephone went through."""
    written = boxes.without_words(content)
    if boxes.handlers(content) - only:
        raise sounds.WordsInside
    if content[8:11] in (b"3gp", b"qt "):
        return _to_convert(written)
    return written


def _is_weba(content):
    return ebml.is_webm(content) and not _is_film_webm(content)


def _is_film_webm(content):
    return ebml.is_webm(content) and ebml.PICTURES in _webm_tracks(content)


def _webm_tracks(content):
    try:
        return ebml.tracks(content)
    except ValueError:
        return set()


def _webm_without_words(content):
    written = ebml.without_words(content)
    if ebml.tracks(content) - {ebml.SOUND, ebml.PICTURES}:
        raise sounds.WordsInside
    if not ebml.tracks(content):
        raise ValueError("nothing in it")
    return written


KINDS = (
    ("wav", sounds.is_wav, sounds.wav_without_words),
    ("ogg", sounds.is_ogg, sounds.ogg_without_words),
    ("m4a", _is_m4a, _m4a_without_words),
    ("mp4", _is_film_mp4, _film_without_words),
    ("weba", _is_weba, _webm_without_words),
    ("webm", _is_film_webm, _webm_without_words),
    ("amr", sounds.is_amr, _to_convert),
    ("aac", sounds.is_aac, sounds.mp3_without_words),
    ("mp3", sounds.is_mp3, sounds.mp3_without_words),
)
