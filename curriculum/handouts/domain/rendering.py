"""HTML to a tagged PDF. The only module that imports WeasyPrint."""

import logging

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import ImageFile

from ..base import PrintRefused
from .libraries import LIBRARIES, missing_packages
from .sheets import SCHEME, STYLESHEET, Blocked, Sheet

MAX_PAGES = 300
#: An office printer shows no more, and a phone loads it in seconds.
OPTIONS = {
    "pdf_variant": "pdf/ua-1",
    "optimize_images": True,
    "jpeg_quality": 70,
    "dpi": 150,
}

logger = logging.getLogger(__name__)


def render(*, document, subject, options=None):
    """The PDF of one document of one subject, as bytes. ``options`` as ``document.options`` gives.

    Equal content gives equal bytes on one installation. Refuses
    (``PrintRefused``) what cannot be printed, saying in which block.
    """
    sheet = Sheet()
    html = compose(document=document, subject=subject, sheet=sheet, options=options)
    return render_html(html=html, sheet=sheet)


def sheet_html(*, document, subject, for_screen=False):
    """The HTML of one document of one subject.

    ``for_screen`` gives a page that a browser can show (pictures inside it, the
    style sheet from the static files), for an editor's preview.
    """
    return compose(document=document, subject=subject, sheet=Sheet(for_screen=for_screen))


def compose(*, document, subject, sheet, options=None):
    """The HTML of a document in the subject's language; ``sheet`` collects its files and warnings."""
    language = document.language(subject)
    with translation.override(language):
        context = {
            "document": document,
            "subject": subject,
            "sheet": sheet,
            "title": document.title(subject),
            **document.context(subject, **(options or {})),
        }
        return str(render_to_string(document.template, context))


def render_html(*, html, sheet=None):
    """A tagged PDF of a whole HTML page that extends ``curriculum/handouts/print/base.html``.

    The page needs a title and a language. It may load the package's style sheet
    and faces and what was put into ``sheet``; any other address stops the work
    (``blocked-address``), since it can only come from one of our templates.
    """
    sheet = Sheet() if sheet is None else sheet
    weasyprint = _weasyprint()
    fetcher = _fetcher(weasyprint, sheet)
    try:
        pages = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=fetcher).render(**OPTIONS)
        if len(pages.pages) > MAX_PAGES:
            raise PrintRefused(
                "too-many-pages",
                _("This would be %(count)s pages; at most %(limit)s are printed.")
                % {"count": len(pages.pages), "limit": MAX_PAGES},
            )
        pdf = pages.write_pdf(**OPTIONS)
    except weasyprint.urls.FatalURLFetchingError as error:  # a BaseException
        raise _blocked(fetcher) from error
    except RecursionError as error:
        raise _too_deep(sheet) from error
    if fetcher.refused:
        # Inside an SVG WeasyPrint goes on without the picture; we don't.
        raise _blocked(fetcher)
    return pdf


def _blocked(fetcher):
    logger.error("A print template asked for %s", fetcher.refused)
    return PrintRefused(
        "blocked-address",
        _("The template of this sheet asks for a file that paper may not load: %(address)s")
        % {"address": ", ".join(fetcher.refused)[:200]},
    )


def _too_deep(sheet):
    """Which block it is, by laying out each alone."""
    for name, html in sheet.blocks:
        try:
            _weasyprint().HTML(string=html, url_fetcher=_fetcher(_weasyprint(), sheet)).render()
        except RecursionError:
            return PrintRefused(
                "too-deep",
                _("%(block)s: its tables or lists lie too deep inside each other. Make it flatter.")
                % {"block": name},
            )
    return PrintRefused(
        "too-deep", _("The text lies too deep inside tables or lists to be printed.")
    )


def _weasyprint():
    """Imported on first use: it takes a second and needs Pango, and the site needs neither."""
    try:
        import weasyprint
        import weasyprint.urls
    except OSError as error:
        packages = " ".join(missing_packages() or LIBRARIES)
        raise PrintRefused(
            "pango-missing",
            _("This computer cannot print yet. These system packages are missing: %(packages)s")
            % {"packages": packages},
        ) from error
    # WeasyPrint tells the whole process to take cut-off pictures; uploads are checked with Pillow too.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    return weasyprint


def _fetcher(weasyprint, sheet):
    class ClosedFetcher(weasyprint.urls.URLFetcher):
        """Opens what is in the sheet and nothing else: no scheme, host or file is reachable."""

        def __init__(self):
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
            self.refused = []

        def fetch(self, url, headers=None):
            try:
                content, content_type = sheet.open(url)
            except Blocked:
                self.refused.append(url)
                raise
            return weasyprint.urls.URLFetcherResponse(url, content, {"Content-Type": content_type})

    return ClosedFetcher()


__all__ = ["MAX_PAGES", "STYLESHEET", "compose", "render", "render_html", "sheet_html"]
