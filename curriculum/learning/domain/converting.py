"""Recordings and films become small: mono Opus and an AAC for those who cannot play it; H.264.

The clean upload is served until then, and for good where there is no ffmpeg or
it fails. Once both forms are there and were read back, the large file is removed.
"""

import tempfile
from datetime import timedelta
from pathlib import Path

import swapper
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex

from curriculum.conf import settings

from ..mixins import ContentMixin
from ..models import Recording
from ..refusals import LearningRefused
from . import boxes, ffmpeg, recordings, snapshots, sounds, translations
from .pictures import clean_file

Page = swapper.load_model("wagtailcore", "Page")

State = Recording.State
SPEECH = ("-map", "0:a:0", "-vn", "-ac", "1")
OPUS = (
    *SPEECH, "-ar", "48000", "-c:a", "libopus", "-application", "voip",
    "-b:a", "24k", "-vbr", "constrained",
)  # fmt: skip
AAC = (*SPEECH, "-ar", "24000", "-c:a", "aac", "-b:a", "40k", "-movflags", "+faststart")
#: A long side of at most 854 points, both even.
SIZE = "scale=w='min(854,iw)':h='min(854,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2,fps=25"
H264 = (
    "-map", "0:v:0", "-map", "0:a:0?", "-vf", SIZE, "-pix_fmt", "yuv420p",
    "-c:v", "libx264", "-profile:v", "baseline", "-level", "3.1", "-crf", "28",
    "-maxrate", "600k", "-bufsize", "1200k", "-x264-params", "threads=1",
    "-c:a", "aac", "-ac", "1", "-ar", "44100", "-b:a", "48k", "-movflags", "+faststart",
)  # fmt: skip
#: Bits a second up to which a recording or film of the right kind is left as it is.
SMALL = {"ogg": 40_000, "mp4": 720_000}

REASONS = {
    "conversion-failed": gettext_lazy(
        "The file is damaged or incomplete. Record or send it again."
    ),
    "conversion-took-too-long": gettext_lazy(
        "The server needed too long for it. Record a shorter one, or cut it in two."
    ),
    "recording-too-long": gettext_lazy(
        "It is too long. Cut it into parts: short ones travel best."
    ),
    "file-lost": gettext_lazy("The file is not there any more. Record or send it again."),
}


def note_upload(*, document, is_upload=True):
    """Remember a document's new file. Returns the ``Recording`` if it waits to be made smaller.

    None for what is neither sound nor film, what is known, and where there is no ffmpeg.
    What was brought in from another school (not ``is_upload``) keeps its file, by which that
    school's package knows it; a small one still gets its form for older telephones.
    """
    extension = document.file_extension.lower()
    if extension not in {*recordings.SOUND, *recordings.FILM}:
        return None
    known = Recording.objects.filter(document=document).first()
    if known and known.file_name == document.file.name:
        return None
    content = _read(document)
    may_work = ffmpeg.program() and (is_upload or _is_small(content, extension))
    recording = known or Recording(document=document)
    _forget_fallback(recording)
    recording.file_name, recording.reason = document.file.name, ""
    recording.state = State.WAITING if may_work else State.AS_IT_IS
    recording.seconds = _whole(recordings.seconds_of(content, extension))
    recording.changed_at = timezone.now()
    recording.save()
    return recording if may_work else None


def convert(*, recording):
    """Make one recording small, if it waits to be. A refusal becomes its state; nothing is raised.

    Twice is once. What was uploaded stays whatever happens, until what takes its place is stored.
    Returns whether the document has another file now; then ``settle`` is due.
    """
    claimed = unfinished().filter(pk=recording.pk)
    if not claimed.update(state=State.WORKING, reason="", changed_at=timezone.now()):
        return False
    recording = Recording.objects.select_related("document").get(pk=recording.pk)
    try:
        seconds, small, fallback = _made_of(recording)
    except LearningRefused as refusal:
        _finish(recording, state=State.FAILED, reason=refusal.code)
        return False
    return _put_in_place(recording, seconds, small, fallback)


def settle(*, document):
    """Published pages that play ``document`` say the same as before, though its file is another."""
    for found, _references in ReferenceIndex.get_grouped_references_to(document):
        page = found.specific if isinstance(found, Page) else None
        if isinstance(page, ContentMixin) and page.live:
            translations.record_same_content(page=page)
            snapshots.request_snapshot(page=page)


def unfinished():
    """What waits, and what a worker left behind when it died."""
    limit = timezone.now() - timedelta(seconds=2 * settings.LEARNING_FFMPEG_SECONDS + 60)
    return Recording.objects.filter(
        Q(state=State.WAITING) | Q(state=State.WORKING, changed_at__lt=limit)
    )


def _made_of(recording):
    """``(seconds, small file or None for as it is, file for older telephones or None)``."""
    document = recording.document
    extension = document.file_extension.lower()
    content = _read(document)
    if not content:
        raise LearningRefused("file-lost", REASONS["file-lost"])
    if extension in recordings.FILM:
        return _film_made_of(content, extension)
    return _sound_made_of(content, extension)


def _sound_made_of(content, extension):
    wanted = {"opus.ogg": OPUS, "aac.m4a": AAC}
    is_small = _is_small(content, extension)
    if is_small:
        del wanted["opus.ogg"]
    made = _converted(content, wanted, minutes=settings.LEARNING_RECORDING_MAX_MINUTES)
    fallback, opus = made["aac.m4a"], made.get("opus.ogg", content)
    seconds = _checked_seconds(sounds.opus_seconds(opus), boxes.seconds(fallback))
    _refuse_long(seconds, settings.LEARNING_RECORDING_MAX_MINUTES)
    return seconds, None if is_small else clean_file(opus, "ogg"), clean_file(fallback, "m4a")


def _film_made_of(content, extension):
    if _is_small(content, extension):
        return _whole(recordings.seconds_of(content, extension)), None, None
    minutes = settings.LEARNING_FILM_MAX_MINUTES
    film = _converted(content, {"film.mp4": H264}, minutes=minutes)["film.mp4"]
    seconds = _checked_seconds(boxes.seconds(film))
    _refuse_long(seconds, minutes)
    return seconds, clean_file(film, "mp4"), None


def _is_small(content, extension):
    """A telephone's note, or what we made before: few bytes of the right kind, and clean."""
    seconds = recordings.seconds_of(content, extension)
    if not seconds or len(content) * 8 / seconds > SMALL.get(extension, 0):
        return False
    is_right = sounds.is_mono_opus(content) if extension == "ogg" else b"avc1" in content[:65536]
    return is_right and recordings.is_clean(content, extension)


def _converted(content, wanted, *, minutes):
    """``{name: bytes}`` of what was wanted, a second longer than allowed at most."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in")
        source.write_bytes(content)
        most = ("-t", str(minutes * 60 + 1))
        outputs = [([*how, *most], Path(folder, name)) for name, how in wanted.items()]
        ffmpeg.convert(source=source, outputs=outputs)
        return {name: _without_words(Path(folder, name)) for name in wanted}


def _without_words(path):
    """What was written, without the names that ffmpeg gives to tracks."""
    content = path.read_bytes()
    return content if path.suffix == ".ogg" else boxes.without_words(content)


def _checked_seconds(*lengths):
    """The length on which all that was written agree, in whole seconds."""
    if not all(lengths) or max(lengths) - min(lengths) > 1:
        raise LearningRefused("conversion-failed", REASONS["conversion-failed"])
    return _whole(lengths[0])


def _refuse_long(seconds, minutes):
    if seconds > minutes * 60:
        raise LearningRefused(
            "recording-too-long",
            _("It is longer than %(count)s minutes.") % {"count": minutes},
        )


def _put_in_place(recording, seconds, small, fallback):
    """Store what was made, point at it, and remove what was uploaded; unless that was replaced."""
    document, written = recording.document, []
    storage, original = document.file.storage, document.file.name
    try:
        for file in (small, fallback):
            written.append(file and storage.save(f"documents/{file.name}", file))
        with transaction.atomic():
            is_current = _finish(
                recording,
                state=State.DONE,
                seconds=seconds,
                fallback=written[1] or "",
                file_name=written[0] or original,
            ) and (not small or _point_at(document, written[0]))
    except BaseException:
        _delete(storage, written)
        raise
    if not is_current:
        _delete(storage, written)
    elif small:
        transaction.on_commit(lambda: storage.delete(original))
    return bool(is_current and small)


def _finish(recording, **values):
    """Whether it was still this file that was worked on."""
    return Recording.objects.filter(
        pk=recording.pk, state=State.WORKING, file_name=recording.file_name
    ).update(changed_at=timezone.now(), **values)


def _point_at(document, name):
    document.file.name = name
    document._set_document_file_metadata()
    document.file.close()
    # Not by save(): nobody has uploaded anything, and a title may have been written meanwhile.
    return (
        get_document_model()
        .objects.filter(pk=document.pk)
        .update(file=name, file_size=document.file_size, file_hash=document.file_hash)
    )


def _forget_fallback(recording):
    if recording.fallback:
        name, storage = recording.fallback.name, recording.fallback.storage
        recording.fallback = ""
        transaction.on_commit(lambda: storage.delete(name))


def _delete(storage, names):
    for name in filter(None, names):
        storage.delete(name)


def _read(document):
    try:
        with document.file.storage.open(document.file.name) as file:
            return file.read()
    except FileNotFoundError:
        return b""


def _whole(seconds):
    return None if seconds is None else max(1, round(seconds))
