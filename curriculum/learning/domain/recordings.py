"""Recordings are known by their bytes, and carry no title, name, place or date of their own."""

import struct

from django.utils.translation import gettext as _

from curriculum.conf import settings

from ..refusals import LearningRefused
from .pictures import clean_file

#: Extensions that must hold a recording, whatever else the site takes as documents.
EXTENSIONS = {"mp3", "m4a", "mp4", "ogg", "oga", "opus", "wav"}
WAV_CHUNKS = {b"fmt ", b"fact", b"data"}
MP4_BRANDS = {b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash"}
MP4_CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
MP4_WORDS = {b"udta", b"meta", b"uuid", b"ilst"}
MP4_DATED = {b"mvhd", b"tkhd", b"mdhd"}


def cleaned(file):
    """A ``ContentFile`` with the sound of ``file`` under a random name and the right extension.

    Refuses (``LearningRefused``) ``recording-too-large``, ``not-a-recording``
    (also a film) and ``recording-with-words``: an Ogg file that says more than
    which programme wrote it, since Ogg cannot be cut without encoding it anew.
    """
    if file.size > settings.LEARNING_RECORDING_MAX_MB * 1024 * 1024:
        raise LearningRefused(
            "recording-too-large",
            _("This recording is larger than %(size)s MB. Shorter ones travel better.")
            % {"size": settings.LEARNING_RECORDING_MAX_MB},
        )
    file.seek(0)
    content = file.read()
    for extension, is_of_kind, without_words in KINDS:
        if is_of_kind(content):
            try:
                return clean_file(without_words(content), extension)
            except (struct.error, IndexError) as error:
                raise _not_a_recording() from error
    raise _not_a_recording()


def _not_a_recording():
    return LearningRefused(
        "not-a-recording", _("This is not a recording that can be played: MP3, M4A, Ogg or WAV.")
    )


def _is_mp3(content):
    body = _mp3_body(content)
    return len(body) > 4 and body[0] == 0xFF and body[1] & 0xE0 == 0xE0 and body[1] & 0x06 != 0


def _mp3_body(content):
    while content[:3] == b"ID3" and len(content) > 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 0x7F
        footer = 10 if content[5] & 0x10 else 0
        content = content[10 + size + footer :]
    if content[-128:-125] == b"TAG":
        content = content[:-128]
    if content[-32:-24] == b"APETAGEX":
        size, _items, flags = struct.unpack("<III", content[-20:-8])
        content = content[: -(size + (32 if flags & 0x80000000 else 0))]
    return content


def _is_wav(content):
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE"


def _wav_without_words(content):
    kept, position = b"", 12
    while position + 8 <= len(content):
        name, size = content[position : position + 4], _number("<I", content, position + 4)
        if name in WAV_CHUNKS:
            body = content[position + 8 : position + 8 + size]
            kept += name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        position += 8 + size + size % 2
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WAVE" + kept


def _is_m4a(content):
    # A film has a track whose handler is «vide».
    is_mp4 = content[4:8] == b"ftyp" and content[8:12] in MP4_BRANDS
    return is_mp4 and b"vide\0\0\0\0" not in content


def _m4a_without_words(content):
    """Words become empty space of the same size, so that nothing else has to move."""
    written = bytearray(content)
    _blank_boxes(written, 0, len(written))
    return bytes(written)


def _blank_boxes(written, start, end):
    position = start
    while position + 8 <= end:
        size, name, head = (
            _number(">I", written, position),
            bytes(written[position + 4 : position + 8]),
            8,
        )
        if size == 1:
            size, head = _number(">Q", written, position + 8), 16
        size = size or end - position
        if size < head or position + size > end:
            raise _not_a_recording()
        if name in MP4_WORDS:
            written[position + 4 : position + 8] = b"free"
            written[position + head : position + size] = bytes(size - head)
        elif name in MP4_DATED:
            dates = 16 if written[position + head] == 1 else 8
            written[position + head + 4 : position + head + 4 + dates] = bytes(dates)
        elif name in MP4_CONTAINERS:
            _blank_boxes(written, position + head, position + size)
        position += size


def _is_ogg(content):
    return content[:4] == b"OggS" and (b"OpusHead" in content[:64] or b"\x01vorbis" in content[:64])


def _ogg_without_words(content):
    for mark in (b"OpusTags", b"\x03vorbis"):
        found = content.find(mark, 0, 65536)
        if found >= 0:
            break
    else:
        raise _not_a_recording()
    position = found + len(mark)
    position += 4 + _number("<I", content, position)
    for _comment in range(_number("<I", content, position)):
        size = _number("<I", content, position + 4)
        comment = content[position + 8 : position + 8 + size]
        if not comment.lower().startswith((b"encoder=", b"encoder_options=")):
            raise LearningRefused(
                "recording-with-words",
                _(
                    "This recording carries a title or a name inside. "
                    "Save it without them, or as MP3, M4A or WAV."
                ),
            )
        position += 4 + size
    return content


def _number(form, content, position):
    return struct.unpack_from(form, content, position)[0]


KINDS = (
    ("wav", _is_wav, _wav_without_words),
    ("ogg", _is_ogg, _ogg_without_words),
    ("m4a", _is_m4a, _m4a_without_words),
    ("mp3", _is_mp3, _mp3_body),
)
