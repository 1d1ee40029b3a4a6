"""Recordings, films and captions over HTTP, in parts where a player asks for a part (RFC 9110, 13 and 14)."""

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response

from curriculum.conf import settings

from .domain import captions, recordings

#: As what they are sent, by the extension of the file.
KINDS = {**recordings.SOUND, **recordings.FILM, **captions.KINDS}
RANGE = re.compile(r"bytes=\s*([0-9]*)-([0-9]*)\s*$", re.I)
FOR_EVER = "public, max-age=31536000, immutable"
CHUNK = 64 * 1024


class Unsatisfiable(Exception):
    """No byte of the file was asked for."""


def part_of(header, size):
    """``(first, last)`` of the one range that a ``Range`` header names, or None: send everything.

    Of several ranges at once everything is sent, as the standard allows.
    """
    match = RANGE.match(header or "")
    if not match or match.groups() == ("", ""):
        return None
    first, last = (int(text) if text else None for text in match.groups())
    if first is None:
        first, last = max(0, size - last), size - 1 if last else -1
    elif last is not None and last < first:
        return None
    if first >= size or last == -1:
        raise Unsatisfiable
    return first, size - 1 if last is None else min(last, size - 1)


def serve_file(request, *, file, is_private):
    """The answer to GET or HEAD for a model's ``file``, whose name changes whenever its bytes do."""
    name = PurePosixPath(file.name)
    try:
        size = file.size
    except FileNotFoundError as error:
        raise Http404 from error
    etag = f'"{name.stem}-{size}"'
    response = get_conditional_response(request, etag=etag)
    if response is None and settings.LEARNING_ACCEL_PREFIX:
        response = _by_nginx(file)
    elif response is None:
        response = _by_us(request, file, size, etag)
    headers = {
        "ETag": etag,
        "Cache-Control": "private, no-store" if is_private else FOR_EVER,
        "Content-Type": KINDS.get(name.suffix[1:].lower(), "application/octet-stream"),
        "Content-Disposition": f"attachment; filename={quote(name.name)}",
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    for header, value in headers.items():
        response[header] = value
    return response


def _by_nginx(file):
    """nginx sends it, in parts where that is asked for."""
    place = settings.LEARNING_ACCEL_PREFIX.rstrip("/")
    return HttpResponse(headers={"X-Accel-Redirect": f"{place}/{quote(file.name)}"})


def _by_us(request, file, size, etag):
    wanted = request.headers.get("Range")
    if request.headers.get("If-Range", etag) != etag:
        wanted = None  # it changed, or the reader has a date, which we do not give
    try:
        part = part_of(wanted, size)
    except Unsatisfiable:
        headers = {"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
        return HttpResponse(status=416, headers=headers)
    first, last = part or (0, size - 1)
    headers = {"Accept-Ranges": "bytes", "Content-Length": str(last - first + 1)}
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(_bytes_of(file, first, last), status=status, headers=headers)


def _bytes_of(file, first, last):
    with file.storage.open(file.name) as opened:
        opened.seek(first)
        left = last - first + 1
        while left and (chunk := opened.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
