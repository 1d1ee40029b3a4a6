"""What a page needs to know of a recording or film, and of its captions, to let people play it."""

from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from ..models import Recording
from . import captions, recordings
from .converting import REASONS


@dataclass(frozen=True)
class Source:
    url: str
    kind: str
    size: int


@dataclass(frozen=True)
class Playable:
    """``sources`` in the order in which a browser should try them."""

    sources: list = field(default_factory=list)
    seconds: int | None = None

    @property
    def first(self):
        return self.sources[0]


def playable(*, document):
    """How ``document`` can be played, or None: no recording, or its file is lost."""
    extension = document.file_extension.lower() if document else ""
    kind = {**recordings.SOUND, **recordings.FILM}.get(extension)
    size = document.get_file_size() if kind else None
    if not size:
        return None
    known = Recording.objects.filter(document=document, file_name=document.file.name).first()
    is_opus = known and known.state == Recording.State.DONE and extension == "ogg"
    # A browser that is told of Opus, and cannot play it, takes the next one.
    url = _url(document, document.file) or document.url
    first = Source(url, "audio/ogg; codecs=opus" if is_opus else kind, size)
    return Playable([first, *_fallback(document, known)], known and known.seconds)


def captions_of(*, document):
    """The address of captions that are kept as ``document``, or "": none, or their file is lost."""
    extension = document.file_extension.lower() if document else ""
    if extension not in captions.KINDS or not document.get_file_size():
        return ""
    return _url(document, document.file) or document.url


def _fallback(document, known):
    url = known and known.fallback and _url(document, known.fallback)
    try:
        return [Source(url, "audio/mp4", known.fallback.size)] if url else []
    except FileNotFoundError:
        return []


def _url(document, file):
    name = file.name.rpartition("/")[2]
    try:
        return reverse("curriculum_learning:recording", args=[document.pk, name])
    except NoReverseMatch:  # a site without our addresses
        return ""


def form_of(*, document, filename):
    """The file of a recording, film or captions that has this name, or None."""
    if document.file_extension.lower() not in {
        *recordings.SOUND,
        *recordings.FILM,
        *captions.KINDS,
    }:
        return None
    if document.filename == filename:
        return document.file
    name = f"documents/{filename}"
    known = Recording.objects.filter(document=document, fallback=name).first()
    return known and known.fallback


def state_of(*, document):
    """``(sentence for whoever edits, whether it will change by itself)`` of a document's recording."""
    known = Recording.objects.filter(document=document, file_name=document.file.name).first()
    if known is None:
        return "", False
    words = [known.get_state_display()]
    if known.state == Recording.State.FAILED:
        words.append(str(REASONS.get(known.reason, "")))
    return ". ".join(filter(None, words)), known.is_busy
