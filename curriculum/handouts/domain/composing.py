"""From a document and its subject to HTML, and from there to a PDF in one edition."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from ..editions import STANDARD, Layout, Paper
from .faces import printable
from .imposition import cut, impose, missing_pages
from .press import print_html
from .sheets import Sheet, fingerprint

#: A page more can move what stands behind it: so often it is counted again.
TRIES = 3


@dataclass(frozen=True)
class Printed:
    """A PDF (``content``, bytes) and how many pages were laid out for it."""

    content: bytes
    pages: int


class Order:
    """One document of one subject in one edition, composed and ready to be printed.

    ``key`` is a hash of all that decides how the PDF looks: it is known without
    laying anything out.
    """

    def __init__(self, *, document, subject, edition=STANDARD, options=None):
        self.document = document
        self.subject = subject
        self.edition = edition
        self.options = options or {}
        self.sheet, self.html = self._composed(note_pages=0)
        self.marks = self._tape_marks() if edition.is_imposed and self.is_tiled else ""
        self.key = fingerprint(html=self.html + self.marks, sheet=self.sheet, edition=edition)

    @property
    def is_tiled(self):
        return self.edition.paper == Paper.TILED

    def _composed(self, *, note_pages):
        sheet = Sheet()
        html = compose(
            document=self.document,
            subject=self.subject,
            sheet=sheet,
            edition=self.edition,
            options=self.options,
            note_pages=note_pages,
        )
        return sheet, html

    def printed(self):
        """The PDF. Refuses (``PrintRefused``) what cannot be printed, saying in which block."""
        pdf, pages = print_html(html=self.html, sheet=self.sheet)
        if self.edition.layout == Layout.BOOKLET:
            pdf, pages = self._filled_up(pdf, pages)
        if not self.edition.is_imposed:
            return Printed(pdf, pages)
        if self.is_tiled:
            return Printed(cut(pdf, marks=render_html(html=self.marks)), pages)
        return Printed(impose(pdf), pages)

    def _filled_up(self, pdf, pages):
        """A booklet with pages for notes, until its last sheet is full."""
        note_pages = 0
        for _try in range(TRIES):
            if not missing_pages(pages):
                break
            note_pages += missing_pages(pages)
            sheet, html = self._composed(note_pages=note_pages)
            pdf, pages = print_html(html=html, sheet=sheet)
        return pdf, pages

    def _tape_marks(self):
        """The HTML of what is drawn where the two sheets of a poster meet, a page for each."""
        with translation.override(self.document.language(self.subject)):
            return str(render_to_string("curriculum/handouts/print/tape.html"))


def render(*, document, subject, edition=STANDARD, options=None):
    """The PDF of one document of one subject, as bytes. ``options`` as ``document.options`` gives.

    Equal content gives equal bytes on one installation. Refuses
    (``PrintRefused``) what cannot be printed, saying in which block.
    """
    order = Order(document=document, subject=subject, edition=edition, options=options)
    return order.printed().content


def render_html(*, html, sheet=None):
    """A tagged PDF of a whole HTML page that extends ``curriculum/handouts/print/base.html``.

    The page needs a title and a language. It may load the package's style sheet
    and faces and what was put into ``sheet``; any other address stops the work
    (``blocked-address``), since it can only come from one of our templates.
    """
    sheet = sheet or Sheet()
    pdf, _pages = print_html(html=printable(html=html, sheet=sheet), sheet=sheet)
    return pdf


def sheet_html(*, document, subject, edition=STANDARD, for_screen=False):
    """The HTML of one document of one subject.

    ``for_screen`` gives a page that a browser can show (pictures inside it, the
    style sheet from the static files), for an editor's preview: below it stands
    what paper leaves out, in the editor's language.
    """
    sheet = Sheet(for_screen=for_screen)
    html = compose(document=document, subject=subject, sheet=sheet, edition=edition)
    if not (for_screen and sheet.warnings):
        return html
    left_out = render_to_string("curriculum/handouts/left_out.html", {"warnings": sheet.warnings})
    return html.replace("</body>", f"{left_out}</body>")


def compose(*, document, subject, sheet, edition=STANDARD, options=None, note_pages=0):
    """The HTML of a document in the subject's language; ``sheet`` collects its files and warnings.

    ``note_pages`` empty pages with lines stand before its colophon.
    """
    language = document.language(subject)
    with translation.override(language):
        context = {
            "document": document,
            "subject": subject,
            "sheet": sheet,
            "edition": edition,
            "note_pages": range(note_pages),
            "title": document.title(subject),
            **document.context(subject, edition=edition, **(options or {})),
        }
        if edition.neutral:
            neutral = document.neutral_title(subject)
            context |= {"title": neutral, "head": neutral, "is_neutral": True}
        html = str(render_to_string(document.template, context))
    return printable(html=html, sheet=sheet)
