"""The one module that makes PDFs: what it may load, what it writes, how it says no."""

import logging
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from curriculum.handouts.base import PrintRefused
from curriculum.handouts.domain import press, rendering
from curriculum.handouts.domain.cleaning import clean
from curriculum.handouts.domain.composing import render_html
from curriculum.handouts.domain.libraries import missing_packages

from .pdfs import all_bytes, failed_rules, opened, structure_types, text_of

SECRET = b"canary-2b7f-in-a-file"
PACKAGE = Path(rendering.__file__).resolve().parents[2]


def sheet(body, language="es-mx", **context):
    source = (
        '{% extends "curriculum/handouts/print/base.html" %}{% load curriculum_handouts %}'
        "{% block body %}" + body + "{% endblock %}"
    )
    with translation.override(language):
        return Template(source).render(
            Context({"title": "Módulo 1", "head": "Módulo 1", "foot": "a1b2c3d", **context})
        )


def bare(body):
    """A page without our style sheet: quicker, where only the fetcher is looked at."""
    return f'<!doctype html><html lang="es-MX"><title>x</title><body><h1>x</h1>{body}'


class Canary(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.hits.append(self.path)
        if self.path.startswith("/to-http"):
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/landed")
        elif self.path.startswith("/to-file"):
            self.send_response(302)
            self.send_header("Location", self.server.secret)
        else:
            self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def outside(tmp_path):
    """A loopback server that counts its visitors and a file that nobody may print."""
    secret = tmp_path / "secret.txt"
    secret.write_bytes(SECRET)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    server.hits = []
    server.secret = secret.as_uri()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


VECTORS = {
    "V01 img": '<img src="HTTP/a.png" alt="">',
    "V02 object": '<object data="HTTP/a.svg" type="image/svg+xml"></object>',
    "V03 embed": '<embed src="HTTP/a.svg" type="image/svg+xml">',
    "V04 link css": '<link rel="stylesheet" href="HTTP/a.css">',
    "V05 import": "<style>@import url(HTTP/a.css);</style>",
    "V06 font-face": "<style>@font-face{font-family:x;src:url(HTTP/a.woff2)}p{font-family:x}</style><p>x</p>",
    "V07 content url": '<style>p::before{content:url("HTTP/a.png")}</style><p>x</p>',
    "V08 list-style": '<ul style="list-style-image:url(HTTP/a.png)"><li>x</li></ul>',
    "V09 inline background": '<p style="background:url(HTTP/a.png)">x</p>',
    "V10 border-image": '<p style="border:1px solid;border-image:url(HTTP/a.png) 1">x</p>',
    "V11 data-SVG with external image": (
        '<img alt="" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 '
        "xmlns:xlink=%22http://www.w3.org/1999/xlink%22%3E%3Cimage width=%229%22 height=%229%22 "
        'xlink:href=%22HTTP/a.png%22/%3E%3C/svg%3E">'
    ),
    "V12 inline SVG image": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<image href="HTTP/a.png" width="9" height="9"/></svg>'
    ),
    "V13 link rel=attachment": '<link rel="attachment" href="HTTP/a.txt">',
    "V14 a rel=attachment": '<a rel="attachment" href="HTTP/a.txt">x</a>',
    "V15 file img": '<img src="FILE" alt="">',
    "V16 file link attachment": '<link rel="attachment" href="FILE">',
    "V17 file a attachment": '<a rel="attachment" href="FILE">x</a>',
    "V18 http-http redirect": '<link rel="attachment" href="HTTP/to-http">',
    "V19 http-file redirect": '<link rel="attachment" href="HTTP/to-file">',
    "V20 base href": '<base href="HTTP/"><img src="a.png" alt="">',
    "V21 iframe": '<iframe src="HTTP/a.html"></iframe>',
    "V22 poster": '<video poster="HTTP/a.png"></video>',
    "V23 input image": '<input type="image" src="HTTP/a.png" alt="x">',
    "V24 mask": '<p style="mask:url(HTTP/a.svg#m)">x</p>',
    "V25 ftp": '<img src="ftp://127.0.0.1:PORT/a.png" alt="">',
    "V26 relative path": '<img src="../../../../../../etc/hostname" alt="">',
    "V27 color-profile": "<style>@color-profile --x{src:url(HTTP/a.icc)}p{color:color(--x 1 0 0)}</style><p>x</p>",
}
#: WeasyPrint does not load these at all: there is nothing to refuse.
NEVER_FETCHED = {"V21 iframe", "V22 poster", "V23 input image", "V24 mask"}


def vector(name, server):
    return (
        VECTORS[name]
        .replace("HTTP", f"http://127.0.0.1:{server.server_port}")
        .replace("PORT", str(server.server_port))
        .replace("FILE", server.secret)
    )


@pytest.mark.noisy
@pytest.mark.parametrize("name", ["V01 img", "V05 import", "V13 link rel=attachment"])
def test_the_default_fetcher_would_go_out(name, outside):
    import weasyprint

    weasyprint.HTML(string=bare(vector(name, outside))).write_pdf()

    assert len(outside.hits) > 0


@pytest.mark.noisy
@pytest.mark.parametrize("name", ["V16 file link attachment", "V17 file a attachment"])
def test_the_default_fetcher_would_print_a_file(name, outside):
    import weasyprint

    pdf = weasyprint.HTML(string=vector(name, outside)).write_pdf()

    assert SECRET in all_bytes(pdf)


@pytest.mark.noisy
@pytest.mark.parametrize("name", sorted(VECTORS))
def test_no_outbound(name, outside):
    """PDF-V01 to PDF-V27."""
    html = bare(vector(name, outside))

    if name in NEVER_FETCHED:
        assert SECRET not in all_bytes(render_html(html=html))
    else:
        with pytest.raises(PrintRefused) as caught:
            render_html(html=html)
        assert caught.value.code == "blocked-address"

    assert outside.hits == []


@pytest.mark.parametrize("name", sorted(VECTORS))
def test_a_vector_in_editor_content_is_dropped(name, outside):
    """PDF-28 where editors write; PDF-15: a style of its own goes, too."""
    html, dropped = clean(f"<p>before</p>{vector(name, outside)}<p>after</p>")

    pdf = render_html(html=bare(html))

    assert outside.hits == []
    assert SECRET not in all_bytes(pdf)
    assert "before" in text_of(pdf)
    assert "after" in text_of(pdf)
    assert dropped or "<a" not in html


@pytest.mark.noisy
def test_closed_fetcher_fails_loud():
    """PDF-28 in our own templates."""
    with pytest.raises(PrintRefused) as caught:
        render_html(html=sheet('<h1>x</h1><img src="https://example.org/a.png" alt="">'))

    assert caught.value.code == "blocked-address"
    assert "https://example.org/a.png" in caught.value.message


def test_metadata_is_neutral_and_has_no_date():
    """PDF-10; PDF-12: nothing is attached."""
    pdf = render_html(html=sheet("<h1>Texto</h1>"))

    with opened(pdf) as document:
        info = {str(key): str(value) for key, value in document.docinfo.items()}
        xmp = document.Root.Metadata.read_bytes().decode()
        assert "/Names" not in document.Root or "/EmbeddedFiles" not in document.Root.Names
    assert info == {"/Title": "Módulo 1", "/Producer": "WeasyPrint 70.0"}
    assert not re.search(r"Author|creator|Keywords|CreateDate|ModifyDate|\d{4}-\d\d-\d\d", xmp)


def test_bytes_are_equal_twice():
    """PDF-11."""
    html = sheet('<h1>Texto</h1>{% qr "https://example.org/l/bcdf2345/" "Código" %}{% lines 3 %}')

    assert render_html(html=html) == render_html(html=html)


@pytest.mark.parametrize("language", ["es-mx", "en"])
def test_sheet_is_tagged_and_valid(language):
    body = (
        '<h1>Uno</h1><p>Texto</p><ol class="steps"><li>Paso</li></ol>'
        '{% qr "https://example.org/l/bcdf2345/" "Código" %}{% boxes 25 %}'
    )

    pdf = render_html(html=sheet(body, language))

    with opened(pdf) as document:
        assert str(document.Root.Lang) == {"es-mx": "es-MX", "en": "en"}[language]
        assert bool(document.Root.MarkInfo.Marked) is True
        assert "/Outlines" in document.Root
    assert {"H1", "P", "L", "LI", "Figure"} <= set(structure_types(pdf))
    assert failed_rules(pdf) == []


def test_fonts_are_ours_embedded_and_subset():
    pdf = render_html(html=sheet("<h1>Ñandú</h1><p>Ꞌ a̱ ɨ <i>Ꞹ</i></p>"))

    with opened(pdf) as document:
        names = {
            str(thing.FontName)
            for thing in document.objects
            if isinstance(thing, type(document.Root)) and thing.get("/Type") == "/FontDescriptor"
        }
        assert all(re.match(r"/[A-Z]{6}\+Noto-Sans", name) for name in names), names
        assert len(names) == 3


def test_deep_nesting_names_the_block():
    from curriculum.handouts.domain.sheets import Sheet

    deep = "<table><tr><td>" * 300 + "x" + "</td></tr></table>" * 300
    made = Sheet()
    made.blocks = [("1. Text", "<p>x</p>"), ("2. Table", deep)]

    with pytest.raises(PrintRefused) as caught:
        render_html(html=sheet("<h1>x</h1><p>x</p>" + deep), sheet=made)

    assert caught.value.code == "too-deep"
    assert "2. Table" in caught.value.message


def test_three_hundred_pages_are_the_limit(monkeypatch):
    monkeypatch.setattr(press, "MAX_PAGES", 3)
    page = '<p class="new-page">x</p>'

    assert render_html(html=sheet("<h1>x</h1>" + page * 2))
    with pytest.raises(PrintRefused) as caught:
        render_html(html=sheet("<h1>x</h1>" + page * 3))

    assert caught.value.code == "too-many-pages"
    assert "4" in caught.value.message


def test_without_pango_printing_refuses_and_names_the_packages(monkeypatch):
    class NoPango:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])

    with pytest.raises(rendering.Failure) as caught:
        rendering.lay_out(html=sheet("<h1>x</h1>"), scheme="x:", files={}, max_pages=1)
    refusal = press._refusal(caught.value.answer)

    assert refusal.code == "pango-missing"
    assert "libpango-1.0-0" in refusal.message


def test_missing_libraries_become_a_check():
    from curriculum.handouts import checks

    found = missing_packages({"libnot-here0": ("libnot-here.so.0",)})

    assert found == ["libnot-here0"]
    assert checks.warnings_for(found)[0].id == "curriculum.W031"
    assert "libnot-here0" in checks.warnings_for(found)[0].hint
    assert checks.warnings_for([]) == []


def test_only_one_module_imports_weasyprint():
    importers = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        if re.search(r"^\s*(import|from)\s+weasyprint", path.read_text(), re.M)
    ]

    assert importers == ["handouts/domain/rendering.py"]


def test_the_site_prints_without_loading_weasyprint():
    """Its import takes a second, needs Pango, and lets the whole process take cut-off pictures."""
    code = (
        "import django, sys; django.setup();"
        "from curriculum.handouts.domain.composing import render_html;"
        "pdf = render_html(html='<html lang=es><title>x</title><h1>x</h1>');"
        "from PIL import ImageFile;"
        "print(pdf[:4], 'weasyprint' in sys.modules, ImageFile.LOAD_TRUNCATED_IMAGES)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "b'%PDF' False False"


def test_the_log_shows_what_was_asked_for(caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(PrintRefused):
        render_html(html=sheet('<h1>x</h1><img src="https://example.org/a.png" alt="">'))

    assert any("example.org" in record.getMessage() for record in caplog.records)
