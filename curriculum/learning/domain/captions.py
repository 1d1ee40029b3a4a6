"""Captions of films: read as WebVTT or SubRip, kept as WebVTT, with nothing that no player shows.

Most phones and programs write SubRip (.srt), which no browser reads. It differs in how a time is
written, so it is taken as well, and whatever came is written anew. Headers, comments, styles, and
the names of captions and of who speaks stay behind. Rules: https://www.w3.org/TR/webvtt1/.
"""

import re

from django.utils.translation import gettext as _

from ..refusals import LearningRefused
from .pictures import clean_file

#: As what they are kept, and the kind of content as which they are served.
KINDS = {"vtt": "text/vtt"}
#: Extensions that must hold captions.
EXTENSIONS = {*KINDS, "srt"}
#: Words that last for hours.
MOST_KILOBYTES = 500

ARROW = "-->"
TIME = r"(?:([0-9]{1,3}):)?([0-5]?[0-9]):([0-5][0-9])[.,]([0-9]{3})"
TIMING = re.compile(rf"{TIME}\s*{ARROW}\s*{TIME}(?:\s+(.*))?")
#: Where a caption stands on the picture. Anything else behind the times is not WebVTT.
PERCENT = r"[0-9]{1,3}(?:\.[0-9]{1,6})?%"
SETTING = re.compile(
    rf"vertical:(?:rl|lr)|line:(?:-?[0-9]{{1,3}}|{PERCENT})(?:,(?:start|center|end))?"
    rf"|position:{PERCENT}(?:,(?:line-left|center|line-right))?|size:{PERCENT}"
    r"|align:(?:start|center|end|left|right)"
)
#: What may stand between captions and is seen by nobody.
ASIDE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)")
#: What a browser takes for a tag or a reference to a character.
TAGS = re.compile(r"(<[A-Za-z/!?][^>]*>?|<[0-9][0-9:.]*>)")
#: Where subtitle programs put a caption on the screen (``{\\an8}``): a player would show it as words.
PLACING = re.compile(r"\{\\[^}\n]*\}")
REFERENCE = re.compile(r"&(?!#?\w{1,32};)")
KNOWN = re.compile(r"<(/?)(b|c|i|lang|rt|ruby|u|v)(?:\.[^\s>]*)?(?:\s[^>]*)?>", re.IGNORECASE)
SHOWN = {"b", "i", "u", "ruby", "rt"}


def cleaned(file):
    """A ``ContentFile`` with the captions of ``file`` as WebVTT, in order, under a random name.

    Refuses (``LearningRefused``) ``captions-too-large``, ``captions-not-utf-8``,
    ``not-captions`` (no caption is in it), ``captions-broken`` (a line or a time that no
    player understands) and ``captions-with-markup``: tags that WebVTT does not know.
    """
    if file.size > MOST_KILOBYTES * 1024:
        raise LearningRefused(
            "captions-too-large",
            _("Captions are words alone, and these take more than %(size)s kB. Is it another file?")
            % {"size": MOST_KILOBYTES},
        )
    file.seek(0)
    captions = sorted(_captions(_text(file.read())), key=lambda caption: caption[0])
    if not captions:
        raise _not_captions()
    return clean_file("".join(["WEBVTT\n", *map(_written, captions)]).encode(), "vtt")


def _text(content):
    """The text of a file, its lines ended as ours. Text in UTF-16 has a zero in every letter."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8() from error
    if "\0" in text:
        raise _not_utf_8()
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _captions(text):
    """``(start, end, settings, words)``, times in thousandths of a second."""
    if ARROW not in text:
        raise _not_captions()
    for block in _blocks(text):
        place = next((at for at, (_n, line) in enumerate(block) if ARROW in line), None)
        if place is None and ASIDE.match(block[0][1]):
            continue
        # Above the time stands a number or a name, or nothing.
        if place is None or place > 1:
            raise _broken(block[place or 0][0])
        start, end, settings = _timing(*block[place])
        if words := _words(block[place + 1 :], start):
            yield start, end, settings, words


def _blocks(text):
    """What stands between empty lines: ``[(number of the line, line)]``."""
    block = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            block.append((number, line.strip()))
        elif block and not line:
            yield block
            block = []
    if block:
        yield block


def _timing(number, line):
    match = TIMING.fullmatch(line)
    if not match:
        raise _broken(number)
    start, end = _thousandths(match.groups()[:4]), _thousandths(match.groups()[4:8])
    if end <= start:
        raise LearningRefused(
            "captions-broken",
            _("Line %(number)s: this caption ends before it begins. Set its times right.")
            % {"number": number},
        )
    return start, end, [each for each in (match[9] or "").split() if SETTING.fullmatch(each)]


def _thousandths(parts):
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _words(lines, start):
    """The words of a caption with the tags that are seen, each of them closed."""
    for number, line in lines:
        if ARROW in line:
            raise _broken(number)
    text = PLACING.sub("", "\n".join(line for _number, line in lines))
    written, opened = [], []
    for number, part in enumerate(TAGS.split(text)):
        written.append(_tag(part, opened, start) if number % 2 else _escaped(part))
    text = "".join([*written, _closed(opened, 0)])
    # What is left of a line may be nothing, and an empty line would end the caption.
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def _escaped(text):
    return REFERENCE.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def _tag(tag, opened, start):
    """The tag to write, "" for what nobody sees. ``opened`` are the names of those not closed yet."""
    known = KNOWN.fullmatch(tag)
    if not known and not tag[1].isdigit():  # a time inside a caption
        raise LearningRefused(
            "captions-with-markup",
            _(
                "In the caption at %(time)s stands “%(tag)s”. Save the captions without colours, "
                "links or code: only bold, italics and underlining are kept."
            )
            % {"time": _clock(start), "tag": tag[:40]},
        )
    name = known[2].lower() if known else ""
    if known and known[1]:
        return _closed(opened, opened.index(name)) if name in opened else ""
    if name not in SHOWN or name in opened:
        return ""
    opened.append(name)
    return f"<{name}>"


def _closed(opened, place):
    """The end tags of what was opened from ``place`` on, which is open no more."""
    names = reversed(opened[place:])
    del opened[place:]
    return "".join(f"</{name}>" for name in names)


def _written(caption):
    start, end, settings, words = caption
    return "\n".join(["", " ".join([_clock(start), ARROW, _clock(end), *settings]), words, ""])


def _clock(thousandths):
    seconds, rest = divmod(thousandths, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _not_utf_8():
    return LearningRefused(
        "captions-not-utf-8",
        _("The letters of this file can’t be read. Save the captions again as UTF-8."),
    )


def _not_captions():
    return LearningRefused(
        "not-captions",
        _("There are no captions in this file. Save them as WebVTT (.vtt) or SubRip (.srt)."),
    )


def _broken(number):
    return LearningRefused(
        "captions-broken",
        _(
            "Line %(number)s can’t be understood. A caption is a line with its times, such as "
            "00:00:01.000 --> 00:00:04.000, its words below it, and an empty line behind."
        )
        % {"number": number},
    )
