"""MP3, AAC, AMR, WAV and Ogg: what they are by their bytes, and how they lose their words.

Each ``…_without_words`` raises ``ValueError``, ``IndexError`` or ``struct.error`` for what is
damaged, and ``WordsInside`` for what would have to be written anew.
"""

import struct

WAV_CHUNKS = {b"fmt ", b"fact", b"data"}
OGG_BEGINNING = b"OggS\0\2"


class WordsInside(Exception):
    """It says more than its sound, in a place from which nothing can be taken."""


def is_mp3(content):
    body = mp3_without_words(content)
    return len(body) > 4 and body[0] == 0xFF and body[1] & 0xE0 == 0xE0 and body[1] & 0x06 != 0


def mp3_without_words(content):
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


def is_wav(content):
    return content[:4] == b"RIFF" and content[8:12] == b"WAVE"


def wav_without_words(content):
    kept, position = b"", 12
    while position + 8 <= len(content):
        name, size = content[position : position + 4], _number("<I", content, position + 4)
        if name in WAV_CHUNKS:
            body = content[position + 8 : position + 8 + size]
            kept += name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        position += 8 + size + size % 2
    if b"data" not in kept:
        raise ValueError("no sound")
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WAVE" + kept


def is_aac(content):
    body = mp3_without_words(content)
    return len(body) > 7 and body[0] == 0xFF and body[1] & 0xF6 == 0xF0


def is_amr(content):
    return content[:6] == b"#!AMR\n" or content[:9] == b"#!AMR-WB\n"


def is_ogg(content):
    return content[:4] == b"OggS" and (b"OpusHead" in content[:64] or b"\x01vorbis" in content[:64])


def ogg_without_words(content):
    if content.count(OGG_BEGINNING) > 1:
        # Several streams, of which each may say something.
        raise WordsInside
    for mark in (b"OpusTags", b"\x03vorbis"):
        found = content.find(mark, 0, 65536)
        if found >= 0:
            break
    else:
        raise ValueError("no comments")
    position = found + len(mark)
    position += 4 + _number("<I", content, position)
    for _comment in range(_number("<I", content, position)):
        size = _number("<I", content, position + 4)
        comment = content[position + 8 : position + 8 + size]
        if not comment.lower().startswith((b"encoder=", b"encoder_options=")):
            raise WordsInside
        position += 4 + size
    return content


def _number(form, content, position):
    return struct.unpack_from(form, content, position)[0]


def wav_seconds(content):
    """The length of a WAV without words, or None."""
    start = content.find(b"fmt ")
    rate = _number("<I", content, start + 16) if start >= 0 else 0
    data = content.find(b"data")
    return _number("<I", content, data + 4) / rate if rate and data >= 0 else None


def is_mono_opus(content):
    start = content.find(b"OpusHead", 0, 64)
    return start >= 0 and content[start + 9] == 1


def opus_seconds(content):
    """The length of Opus in Ogg by its last page (RFC 7845, 4), or None."""
    start, last = content.find(b"OpusHead", 0, 64), content.rfind(b"OggS")
    if start < 0 or last + 14 > len(content):
        return None
    samples = _number("<Q", content, last + 6) - _number("<H", content, start + 10)
    return samples / 48000 if samples > 0 else None
