"""WebM as browsers record it: elements in elements (RFC 8794, RFC 9559). Words become empty space."""

EBML = b"\x1a\x45\xdf\xa3"
#: Segment, information, tracks, one track, cluster: one steps into them.
INTO = {0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675}
TAGS, ATTACHMENTS, CHAPTERS = 0x1254C367, 0x1941A469, 0x1043A770
DATE, SEGMENT_FILE, PREVIOUS_FILE, NEXT_FILE = 0x4461, 0x7384, 0x3C83AB, 0x3E83BB
#: Voided whole.
WORDS = {TAGS, ATTACHMENTS, CHAPTERS, DATE, SEGMENT_FILE, PREVIOUS_FILE, NEXT_FILE, 0xEC}
#: Title, writing and muxing application, name of a track: a text of zeros is empty.
TEXTS = {0x7BA9, 0x5741, 0x4D80, 0x536E}
TRACK_TYPE = 0x83
SOUND, PICTURES = 2, 1


def is_webm(content):
    return content[:4] == EBML and b"webm" in content[:64]


def walk(content):
    """Yield ``(id, head, body, end)`` of each element. ``end`` of one of unknown size is the file's.

    Raises ``ValueError`` where an element is larger than the file, or nothing can be made of it.
    """
    position, length = 0, len(content)
    while position < length:
        head = position
        number, position = _number(content, position, keep_marker=True)
        size, position = _number(content, position)
        end = length if size is None else position + size
        if end > length or (size is None and number not in INTO):
            raise ValueError("an element ends outside")
        yield number, head, position, end
        if number not in INTO:
            position = end


def _number(content, position, *, keep_marker=False):
    """A number of variable length and what comes after it; None for an unknown size."""
    first = content[position] if position < len(content) else 0
    width = 9 - first.bit_length()
    if width > 8 or position + width > len(content):
        raise ValueError("no number")
    value = int.from_bytes(content[position : position + width], "big")
    if keep_marker:
        return value, position + width
    value &= (1 << 7 * width) - 1
    return (None if value == (1 << 7 * width) - 1 else value), position + width


def tracks(content):
    """The types of its tracks: sound, pictures, or others."""
    return {
        int.from_bytes(content[body:end], "big")
        for number, _head, body, end in walk(content)
        if number == TRACK_TYPE
    }


def without_words(content):
    written = bytearray(content)
    for number, head, body, end in walk(content):
        if number in WORDS:
            written[head:end] = _void(end - head)
        elif number in TEXTS:
            written[body:end] = bytes(end - body)
    return bytes(written)


def _void(size):
    """An element that says nothing, of ``size`` bytes (at least two)."""
    if size < 10:
        return bytes([0xEC, 0x80 | size - 2]) + bytes(size - 2)
    return b"\xec\x01" + (size - 9).to_bytes(7, "big") + bytes(size - 9)
