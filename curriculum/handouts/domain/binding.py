"""Several documents as one: one file, one run of page numbers, one list of what is in it."""

import hashlib
import re

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from ..editions import STANDARD, Edition
from .sheets import Sheet

TEMPLATE = "curriculum/handouts/print/volume.html"
BODY = re.compile(r"<body\b(?P<attributes>[^>]*)>(?P<content>.*)</body>", re.S)
#: What our templates write, always in double quotes; editors' HTML has no attributes.
ANCHORS = re.compile(r'(\sid="|\shref="#|\sdata-of="#)')
BODY_CLASS = re.compile(r'\sclass="([^"]*)"')


def bind(*, title, language, parts, facts=()):
    """``(html, sheet)`` of a volume.

    ``parts`` are ``(label, order, copies)``: each copy begins on a sheet of its
    own. ``facts`` are ``(name, value)`` for the manifest, beside the digest of
    all that is bound, which tells one volume from another.
    """
    sheet = Sheet()
    digest = hashlib.sha256()
    bound = []
    for label, order, copies in parts:
        sheet.files |= order.sheet.files
        sheet.blocks += order.sheet.blocks
        digest.update(f"{order.key} {copies}".encode())
        for copy in range(1, copies + 1):
            bound.append(_part(order, number=len(bound) + 1, label=label, copy=copy, of=copies))
    first = parts[0][1].edition if parts else STANDARD
    with translation.override(language):
        html = render_to_string(
            TEMPLATE,
            {
                "title": title,
                "head": title,
                "sheet": sheet,
                # Of the whole file only its paper: in a large-print kit some parts have one layout alone.
                "edition": Edition(paper=first.paper),
                "front": first.classes,
                "parts": bound,
                "entries": [part for part in bound if part["copy"] == 1],
                "versions": _versions(parts),
                "facts": facts,
                "digest": digest.hexdigest()[:12],
            },
        )
    return html, sheet


def _part(order, *, number, label, copy, of):
    found = BODY.search(order.html)
    body_class = BODY_CLASS.search(found["attributes"])
    attributes = BODY_CLASS.sub("", found["attributes"])
    return {
        "anchor": f"part-{number}",
        "label": label,
        "copy": copy,
        "copies": of,
        "classes": f"part {body_class[1] if body_class else ''} {order.edition.classes}",
        "attributes": mark_safe(attributes),  # written by our own base template
        "html": mark_safe(ANCHORS.sub(rf"\g<1>part-{number}-", found["content"])),
    }


def _versions(parts):
    """``(label, version)`` of what was bound, each once."""
    found = {}
    for label, order, _copies in parts:
        version = order.document.version(order.subject)
        if version:
            found.setdefault(label, version)
    return list(found.items())
