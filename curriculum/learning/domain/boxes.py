"""MP4, M4A and 3GP: boxes in boxes (ISO/IEC 14496-12). Words in them become empty space.

Of the same size, so that nothing else has to move.
"""

import struct

BRANDS = {
    b"M4A ", b"M4B ", b"M4V ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6",
    b"avc1", b"dash", b"MSNV", b"qt  ",
}  # fmt: skip
CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"mvex", b"moof", b"traf"}
WORDS = {b"udta", b"meta", b"uuid", b"ilst", b"free", b"skip", b"wide", b"cprt"}
DATED = {b"mvhd", b"tkhd", b"mdhd"}
#: Where the name of a handler begins: after version, flags, two reserved fields and the type.
HANDLER_NAME = 24


def is_mp4(content):
    return content[4:8] == b"ftyp" and (content[8:12] in BRANDS or content[8:11] == b"3gp")


def walk(content, start=0, end=None):
    """Yield ``(name, head, body, end)``, each a place in ``content``, of every box and what is in it.

    Raises ``ValueError`` where a box is larger than what it stands in: the file was cut off.
    """
    position, end = start, len(content) if end is None else end
    while position + 8 <= end:
        size, name = struct.unpack_from(">I4s", content, position)
        body = position + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, body)
            body += 8
        after = position + size if size else end
        if after < body or after > end:
            raise ValueError("a box ends outside")
        yield name, position, body, after
        if name in CONTAINERS:
            yield from walk(content, body, after)
        position = after


def handlers(content):
    """What its tracks are: ``soun``, ``vide``, and others, such as places and chapters."""
    return {
        bytes(content[body + 8 : body + 12])
        for name, _head, body, _end in walk(content)
        if name == b"hdlr"
    }


def seconds(content):
    """Its length in seconds, or None where its head does not say."""
    for name, _head, body, _end in walk(content):
        if name == b"mvhd":
            wide = content[body] == 1
            scale, length = struct.unpack_from(
                ">IQ" if wide else ">II", content, body + 12 + 8 * wide
            )
            return length / scale if scale and length else None
    return None


def without_words(content):
    """``content`` with its words, dates and names blanked. Raises ``ValueError`` without an index."""
    written, has_index = bytearray(content), False
    for name, head, body, end in walk(content):
        has_index = has_index or name == b"moov"
        if name in WORDS:
            written[head + 4 : head + 8] = b"free"
            written[body:end] = bytes(end - body)
        elif name in DATED:
            dates = 16 if content[body] == 1 else 8
            written[body + 4 : body + 4 + dates] = bytes(dates)
        elif name == b"hdlr" and end > body + HANDLER_NAME:
            written[body + HANDLER_NAME : end] = bytes(end - body - HANDLER_NAME)
    if not has_index:
        raise ValueError("no index")
    return bytes(written)
