"""One kept answer: its bytes in each encoding that readers take, made once."""

import gzip
import hashlib
import time

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import cc_delim_re
from django.utils.http import parse_etags

from curriculum.conf import settings

try:
    import brotli
except ImportError:  # gzip alone, then
    brotli = None

#: Best first. Each with the ending of its ETag: other bytes, another tag.
ENCODINGS = (("br", "-br"), ("gzip", "-gz"))
#: Answered with 304 as with 200, as RFC 9110 (15.4.5) has it; the others go with the body.
WITH_BODY = {"content-type", "content-encoding", "content-length", "content-language"}


class Entry:
    """``headers`` are those of the whole answer; ``tokens`` say what it rests on,
    ``until`` (seconds since the epoch, or None) when it says something else by itself."""

    def __init__(self, *, headers, content, until=None):
        self.headers = headers
        # A file that nginx sends is known by its name, which changes with its bytes.
        said = content + headers.get("X-Accel-Redirect", "").encode()
        self.tag = hashlib.sha256(said).hexdigest()[:32]
        self.bodies = {"": content}
        is_text = headers.get("Content-Type", "").startswith("text/")
        if is_text:  # a PDF is packed already
            self.bodies["gzip"] = gzip.compress(content, 9, mtime=0)
        if is_text and brotli is not None:
            self.bodies["br"] = brotli.compress(content, brotli.MODE_TEXT, 9)
        self.tokens = {}
        self.made_at = time.time()
        self.until = until

    def is_old(self, seconds):
        now = time.time()
        return not 0 <= now - self.made_at < seconds or (
            self.until is not None and now >= self.until
        )

    def answer(self, request):
        """The response to ``request``: 200 or 304, encoded as its reader likes best."""
        encoding, ending = self._encoding_for(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        etag = f'"{self.tag}{ending}"'
        if is_known(etag, request.META.get("HTTP_IF_NONE_MATCH")):
            response = HttpResponseNotModified()
            kept = (item for item in self.headers.items() if item[0].lower() not in WITH_BODY)
            response.headers._store.update({name.lower(): (name, value) for name, value in kept})
        else:
            body = self.bodies[encoding]
            response = HttpResponse(body if request.method == "GET" else b"")
            response.headers._store = {
                name.lower(): (name, value) for name, value in self.headers.items()
            }
            if encoding:
                response.headers["Content-Encoding"] = encoding
            response.headers["Content-Length"] = str(len(body))
        response.headers["ETag"] = etag
        return response

    def _encoding_for(self, accepted):
        wanted = dict(_weights(accepted))
        for encoding, ending in ENCODINGS:
            if encoding in self.bodies and wanted.get(encoding, wanted.get("*", 0)) > 0:
                return encoding, ending
        return "", ""


def _weights(accepted):
    for part in cc_delim_re.split(accepted):
        name, _semicolon, weight = part.replace(" ", "").partition(";q=")
        try:
            yield name.lower(), float(weight or 1)
        except ValueError:
            yield name.lower(), 0


def is_known(etag, if_none_match):
    """Whether the reader has these bytes already (weak comparison, RFC 9110, 13.1.2)."""
    if not if_none_match:
        return False
    known = parse_etags(if_none_match)
    return known == ["*"] or etag in {tag.removeprefix("W/") for tag in known}


def shared_headers(response):
    """The headers of an answer that every reader may be given."""
    headers = dict(response.headers.items())
    headers.pop("Content-Length", None)
    headers["Cache-Control"] = "public, no-cache"
    headers["Vary"] = "Accept-Encoding"
    if settings.CACHING_PROXY_SECONDS > 0:
        # For the server in front alone, which does not pass it on.
        headers["X-Accel-Expires"] = str(settings.CACHING_PROXY_SECONDS)
    return headers
