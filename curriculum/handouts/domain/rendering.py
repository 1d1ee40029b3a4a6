"""HTML to a tagged PDF. The only module that imports WeasyPrint, and it runs in a process of its own.

It is started by its path (``press.py``), knows nothing of Django or of this
package, reads jobs from one connection and writes their answers to it. What it
may use of the machine is limited before the first job.
"""

import io
import json
import logging
import resource
import sys
from functools import cache
from multiprocessing.connection import Connection

#: Tagged for readers of screens (PDF/UA-1) and to be kept for decades (PDF/A-2a), in one file.
#: An office printer shows no more than these pictures, and a phone loads them in seconds.
OPTIONS = {
    "pdf_variant": "pdf/a-2a",
    "optimize_images": True,
    "jpeg_quality": 70,
    "dpi": 150,
}
IDLE_SECONDS = 300
#: An element that names each page once, as in an index, and the attribute by which pages are named.
ONCE, REFERENCE = "data-once", "data-of"

#: PDF/A wants to be told what PDF/UA's identifier is (ISO 19005-2, 6.6.2.3).
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
END_OF_RDF = b"</rdf:RDF>"


class Failure(Exception):
    """Why there is no PDF: a code and what belongs to it, as the parent process puts it in words."""

    def __init__(self, code, **details):
        super().__init__(code)
        self.answer = {"failure": code, **details}


def lay_out(*, html, scheme, files, blocks=(), max_pages):
    """``(pdf, pages)`` of a whole HTML page, which may load ``files`` (by address) and nothing else.

    ``files`` are ``{address: (bytes, content type)}``, ``blocks`` the ``(name,
    html)`` of its parts, so that a ``Failure`` can say which one.
    """
    weasyprint = load()
    fetcher = closed_fetcher(weasyprint, files)
    source = {"string": html, "base_url": scheme, "url_fetcher": fetcher}
    try:
        pages = weasyprint.HTML(**source).render(**OPTIONS)
        if len(pages.pages) > max_pages:
            raise Failure("too-many-pages", count=len(pages.pages))
        if ONCE in html:
            pages = without_repeated_numbers(weasyprint.HTML(**source), pages)
        pages.metadata.__class__ = metadata_class(weasyprint)
        pdf = pages.write_pdf(**OPTIONS)
    except weasyprint.urls.FatalURLFetchingError as error:  # a BaseException
        raise Failure("blocked-address", addresses=fetcher.refused) from error
    except RecursionError as error:
        raise Failure("too-deep", block=deepest(weasyprint, files, blocks)) from error
    if fetcher.refused:
        # Inside an SVG WeasyPrint goes on without the picture; we don't.
        raise Failure("blocked-address", addresses=fetcher.refused)
    return pdf, len(pages.pages)


def without_repeated_numbers(html, pages):
    """``pages``, laid out again where an element with ``data-once`` names a page more than once.

    Its children name pages by ``data-of="#id"``. Which of them lie on the same page is known
    only when everything has been laid out.
    """
    page_of = {}
    for number, page in enumerate(pages.pages):
        for name in page.anchors:
            page_of.setdefault(f"#{name}", number)
    repeated = []
    for element in html.etree_element.iter():
        if ONCE in element.attrib:
            named = set()
            for reference in list(element):
                page = page_of.get(reference.get(REFERENCE))
                if page in named:
                    element.remove(reference)
                    repeated.append(reference)
                named.add(page)
    return html.render(**OPTIONS) if repeated else pages


def load():
    """Imported on first use: without Pango the process still starts, and says what is missing."""
    try:
        import weasyprint
        import weasyprint.document
        import weasyprint.urls
    except OSError as error:
        raise Failure("pango-missing") from error
    return weasyprint


def closed_fetcher(weasyprint, files):
    class ClosedFetcher(weasyprint.urls.URLFetcher):
        """Opens what was handed over and nothing else: no scheme, host or file is reachable."""

        def __init__(self):
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
            self.refused = []

        def fetch(self, url, headers=None):
            if url not in files:
                self.refused.append(url)
                raise ValueError(f"not in the sheet: {url}")
            content, content_type = files[url]
            if content_type == "font/woff2":
                content = unpacked(content)
            return weasyprint.urls.URLFetcherResponse(url, content, {"Content-Type": content_type})

    return ClosedFetcher()


@cache
def unpacked(face):
    """A face as WeasyPrint would unpack it for each sheet anew, which takes as long as laying out a page."""
    from fontTools.ttLib import woff2

    plain = io.BytesIO()
    woff2.decompress(io.BytesIO(face), plain)
    return plain.getvalue()


def metadata_class(weasyprint):
    class Metadata(weasyprint.document.DocumentMetadata):
        """Both identifiers, in plain bytes: validators of PDF/A don't unpack them."""

        def include_in_pdf(self, pdf, variant, version, conformance, compress):
            super().include_in_pdf(pdf, variant, version, conformance, compress=False)

        def generate_rdf_metadata(self, variant, version, conformance):
            rdf = super().generate_rdf_metadata(variant, version, conformance)
            return rdf.replace(END_OF_RDF, PDF_UA + END_OF_RDF)

    return Metadata


def deepest(weasyprint, files, blocks):
    """The name of the block that lies too deep, found by laying out each alone; "" for none."""
    for name, html in blocks:
        try:
            fetcher = closed_fetcher(weasyprint, files)
            weasyprint.HTML(string=html, url_fetcher=fetcher).render()
        except RecursionError:
            return name
    return ""


# ---- the process ---------------------------------------------------------------------------


def limit(*, megabytes):
    """Before anything is loaded: memory, no core dumps, and no file larger than a temporary face."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (megabytes << 20, megabytes << 20))
    if sys.platform != "darwin":  # which refuses every limit of this kind
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def limit_processor(*, seconds):
    """From now on so many seconds of the processor, whatever was used before."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


class Lines(logging.Handler):
    """What WeasyPrint logs, to be told to the parent process."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage()[:500])

    def taken(self):
        lines, self.lines = self.lines, []
        return lines


def answer(job, files):
    """``(head, pdf)`` of one job, whatever happens."""
    try:
        pdf, pages = lay_out(
            html=job["html"],
            scheme=job["scheme"],
            files=files,
            blocks=job["blocks"],
            max_pages=job["max_pages"],
        )
    except Failure as failure:
        return failure.answer, b""
    except MemoryError:
        return {"failure": "too-large"}, b""
    return {"pages": pages}, pdf


def serve(connection):
    """Do jobs until nobody has asked for one for a while, or the parent process is gone."""
    log = Lines()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(log)
    logger.propagate = False
    while connection.poll(IDLE_SECONDS):
        try:
            job = json.loads(connection.recv_bytes())
            files = {
                address: (connection.recv_bytes(), content_type)
                for address, content_type in job["files"]
            }
        except EOFError:
            return
        limit_processor(seconds=job["seconds"])
        head, pdf = answer(job, files)
        connection.send_bytes(json.dumps({**head, "log": log.taken()}).encode())
        connection.send_bytes(pdf)


if __name__ == "__main__":
    limit(megabytes=int(sys.argv[2]))
    serve(Connection(int(sys.argv[1])))
