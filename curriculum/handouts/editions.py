"""In which form a document is put on paper: its edition, as data and in an address."""

from dataclasses import dataclass, replace
from itertools import product

from django.db.models import TextChoices
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _


class Paper(TextChoices):
    LETTER = "letter", _("Letter (21.6 × 27.9 cm)")
    A4 = "a4", _("A4 (21 × 29.7 cm)")
    TABLOID = "tabloid", _("Tabloid (27.9 × 43.2 cm)")
    TILED = "tiled", _("Tabloid from two Letter sheets, taped together")


class Layout(TextChoices):
    STANDARD = "standard", _("Standard")
    LARGE = "large", _("Large print")
    BOOKLET = "booklet", _("Booklet, half the size")


@dataclass(frozen=True)
class Edition:
    """Paper, layout and what is left out.

    ``is_imposed`` is the file for the printer alone: a booklet's pages two on a
    sheet's side, a poster cut into the sheets that it is taped together from.
    """

    paper: str = Paper.LETTER
    layout: str = Layout.STANDARD
    low_ink: bool = False
    neutral: bool = False
    is_imposed: bool = False

    @property
    def can_be_imposed(self):
        """Whether there is a second file of it, for the printer alone."""
        return self.layout == Layout.BOOKLET or self.paper == Paper.TILED

    @property
    def classes(self):
        """Classes of the page's ``<html>``, which the style sheet knows."""
        return f"ed-{self.layout}{' ed-lowink' if self.low_ink else ''} on-{self.paper}"

    @property
    def query(self):
        """The edition as the query of an address: empty for the usual one."""
        said = {}
        if self.paper != Paper.LETTER:
            said["paper"] = self.paper
        if self.layout != Layout.STANDARD:
            said["layout"] = self.layout
        said |= {name: "on" for name in ("low_ink", "neutral") if getattr(self, name)}
        if self.is_imposed:
            said["imposed"] = "on"
        return urlencode(said)

    @property
    def file_suffix(self):
        """What is put behind the file's name: nothing for the usual edition."""
        parts = []
        if self.paper != Paper.LETTER:
            parts.append(str(self.paper))
        if self.layout != Layout.STANDARD:
            parts.append(str(self.layout))
        if self.is_imposed:
            parts.append("imposed")
        if self.low_ink:
            parts.append("low-ink")
        return "".join(f"-{part}" for part in parts)

    def sheets(self, pages, *, is_one_sided=False):
        """Sheets of paper for so many pages, printed on both sides; a wall shows one."""
        if is_one_sided or self.paper in {Paper.TABLOID, Paper.TILED}:
            return self.sides(pages)
        return -(-self.sides(pages) // 2)

    def sides(self, pages):
        """Printed sides, which is what a copy shop counts."""
        if self.paper == Paper.TILED:
            return pages * 2
        return -(-pages // 2) if self.layout == Layout.BOOKLET else pages


STANDARD = Edition()


def editions_of(document):
    """Every edition that makes sense for ``document``, the usual one first; imposed ones left out."""
    return [
        Edition(paper=paper, layout=layout, low_ink=low_ink, neutral=neutral)
        for paper, layout, low_ink, neutral in product(
            document.papers,
            document.layouts,
            (False, True) if document.has_low_ink else (False,),
            (False, True) if document.has_neutral_cover else (False,),
        )
    ]


def fitting(edition, document):
    """``edition`` as far as ``document`` can be printed in it; the usual value for the rest."""
    fitted = replace(
        edition,
        paper=edition.paper if edition.paper in document.papers else document.papers[0],
        layout=edition.layout if edition.layout in document.layouts else document.layouts[0],
        low_ink=edition.low_ink and document.has_low_ink,
        neutral=edition.neutral and document.has_neutral_cover,
    )
    return replace(fitted, is_imposed=edition.is_imposed and fitted.can_be_imposed)


def edition_from(query, document):
    """The edition that an address asks for; what makes no sense for ``document`` is left out."""
    return fitting(
        Edition(
            paper=query.get("paper", Paper.LETTER),
            layout=query.get("layout", Layout.STANDARD),
            low_ink="low_ink" in query,
            neutral="neutral" in query,
            is_imposed="imposed" in query,
        ),
        document,
    )
