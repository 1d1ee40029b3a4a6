"""A few pages as they look, pixel by pixel with a tolerance.

Where a page is meant to look different, delete its picture below ``golden``
and run this again: it is drawn anew, and the test fails once so that somebody
looks at it.
"""

import datetime
import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from wagtail.models import Page

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import render
from curriculum.learning.models import ShortAddress
from curriculum.pages.models import ModulePage
from tests.learning.paper import make_school

FOLDER = Path(__file__).parent / "golden"
#: Another version of Pango moves a line by less than a dot of this size.
DOTS_PER_INCH = 60
#: From here on one sees that a dot is of another grey, and so many of them are no accident.
SEEN, FEW = 56, 0.004
#: Below it stands the foot line, which says on which day a snapshot was taken.
FOOT = 0.94
PUBLISHED = datetime.datetime(2026, 3, 2, 18, tzinfo=datetime.UTC)
GOLDEN = {
    "tally-sheet": [1, 2],
    "session-plan": [1],
    "poster": [1],
    "module-handout": [1, 3],
    "facilitator-guide": [2, 4],
    "assessment-a": [1],
}


@pytest.fixture
def module(db, settings):
    """The same at any time: its days, addresses and numbers are given."""
    settings.WAGTAILADMIN_BASE_URL = "https://example.org"
    module, _lesson = make_school()
    for number, page in enumerate(Page.objects.filter(depth__gt=2).order_by("path")):
        ShortAddress.objects.update_or_create(
            page=page,
            defaults={
                "code": f"bcdfgh{number:02}",
                "translation_key": page.translation_key,
                "locale": page.locale.language_code,
            },
        )
    Page.objects.update(first_published_at=PUBLISHED, last_published_at=PUBLISHED)
    return ModulePage.objects.get(pk=module.pk)


def picture_of(pdf, page):
    out = subprocess.run(
        [
            "pdftoppm",
            "-r",
            str(DOTS_PER_INCH),
            "-gray",
            "-png",
            "-f",
            str(page),
            "-l",
            str(page),
            "-",
        ],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout
    picture = Image.open(io.BytesIO(out)).convert("L")
    return picture.crop((0, 0, picture.width, int(picture.height * FOOT)))


def difference(one, other):
    """The share of dots that look different, of two pictures of the same size."""
    assert one.size == other.size
    blurred = [picture.filter(ImageFilter.BoxBlur(1)) for picture in (one, other)]
    levels = ImageChops.difference(*blurred).histogram()
    return sum(levels[SEEN:]) / sum(levels)


@pytest.mark.parametrize("code", GOLDEN)
def test_pages_look_as_they_did(module, code):
    document = documents.get(code)
    subject = document.get_subject("blank-es-mx") if code == "tally-sheet" else module
    pdf = render(document=document, subject=subject)

    far = {}
    for page in GOLDEN[code]:
        path = FOLDER / f"{code}-{page}.png"
        drawn = picture_of(pdf, page)
        if not path.exists():
            drawn.save(path, optimize=True)
            far[page] = "drawn anew: look at it"
        elif (share := difference(drawn, Image.open(path))) > FEW:
            far[page] = f"{share:.2%} of it looks different"

    assert far == {}


def test_a_line_that_moved_is_noticed():
    """The tolerance lets through neither another page nor a page that slid."""
    tally = Image.open(FOLDER / "tally-sheet-1.png")
    slid = ImageChops.offset(tally, 0, 3)

    assert difference(tally, tally) == 0
    assert difference(tally, slid) > FEW
    assert difference(tally, Image.open(FOLDER / "tally-sheet-2.png")) > FEW
