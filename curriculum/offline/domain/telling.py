"""A pack's list as the phone reads it, with the sentences that its worker says without us."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

#: Strips that the worker puts above a kept page, and what it fills in: words in double brackets.
STRIPS = ["kept", "law", "law_ahead", "missing"]


def listed(*, pack, request):
    """The list as JSON: ``version``, ``files`` (address, source, bytes, sha256, kind …), ``strips``.

    ``source`` is where the very bytes of the digest are fetched.
    """
    with override(pack.language):
        return {
            "code": pack.code,
            "language": pack.language,
            "title": pack.title,
            "version": pack.version,
            "date": pack.changed_on,
            "list": _reverse("pack", pack.code),
            "kept": reverse("curriculum_offline_reading:kept"),
            "notes": reverse("curriculum_offline:notes"),
            "strips": {name: _strip(name, request) for name in STRIPS},
            "files": [_file(part, pack) for part in pack.parts],
        }


def withdrawn(*, address, request):
    """What a phone hears in the list's place once the programme is no longer published.

    With the strip that its worker puts above what is kept: the copy may be older than that strip.
    """
    with override(address.locale):
        return {"code": address.code, "gone": _strip("gone", request)}


def _file(part, pack):
    told = {
        "address": part.address,
        "source": part.address,
        "bytes": part.size,
        "sha256": part.digest,
        "kind": part.kind,
    }
    if part.kind == "page":
        told["source"] = _reverse("page", pack.code, part.digest)
    if part.title:
        told |= {"title": part.title, "is_lesson": part.is_lesson}
    told |= {"date": part.as_of} if part.as_of else {}
    told |= {"law": part.law} if part.law else {}
    return told


def _reverse(name, *args):
    return reverse(f"curriculum_offline_reading:{name}", args=args)


def _strip(name, request):
    return render_to_string(f"curriculum/offline/strips/{name}.html", request=request)
