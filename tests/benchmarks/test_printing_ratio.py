"""What our own work adds to printing and reading, as ratios taken in one run.

Seconds differ between machines; a ratio does not. Run by ``make benchmark``, never by the suite.
"""

import gzip
import logging
import re
import time
from pathlib import Path

import pytest
import weasyprint
from django.contrib.staticfiles import finders

from cms.demo.homes import make_homes
from curriculum.handouts.base import documents
from curriculum.handouts.domain.rendering import render, sheet_html
from curriculum.handouts.domain.sheets import SCHEME, Sheet
from curriculum.learning.domain.importing import import_curriculum
from curriculum.pages.models import LessonPage, ModulePage
from curriculum.people.domain.provisioning import provision_partner
from curriculum.people.domain.sections import sections_of
from tests.contract.rooms import ROOT

pytestmark = pytest.mark.django_db

ROUNDS = 3
#: What a server may send before it hears from the reader: the first window of TCP.
FIRST_WINDOW = 14_000
#: Style sheets and scripts of a page, by their path below the static files.
LOADED = re.compile(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="/static/([^"?]+)')
GUIDE = documents.get("facilitator-guide")


@pytest.fixture(scope="module")
def school(django_db_setup, django_db_blocker):
    logging.disable(logging.INFO)  # a line a page
    with django_db_blocker.unblock():
        make_homes()
        partner = provision_partner(name="Banco de pruebas", kind="other")
        content = ROOT / "cms" / "content"
        import_curriculum(
            path=content / "curriculum.yaml",
            translations={"en": content / "curriculum-en.yaml"},
            below=sections_of(partner=partner).get(locale__language_code="es-mx").pk,
        )
    logging.disable(logging.NOTSET)


def fastest(work):
    times = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


class Files(weasyprint.urls.URLFetcher):
    """The style sheet and the faces, handed to WeasyPrint without a question."""

    def fetch(self, url, headers=None):
        content, content_type = Sheet().open(url)
        return weasyprint.urls.URLFetcherResponse(url, content, {"Content-Type": content_type})


def test_a_guide_takes_hardly_longer_than_bare_weasyprint(school):
    module = ModulePage.objects.get(code="LLR-1", locale__language_code="es-mx")
    html = sheet_html(document=GUIDE, subject=module)

    bare = fastest(
        lambda: weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=Files()).write_pdf()
    )
    ours = fastest(lambda: render(document=GUIDE, subject=module))

    print(
        f"\nfacilitator guide: {ours:.2f} s, bare WeasyPrint {bare:.2f} s: {ours / bare:.2f} times"
    )
    assert ours < 2 * bare


def test_a_first_visit_to_a_lesson_fits_the_first_window(school, client):
    lesson = LessonPage.objects.get(code="LLR-1.1", locale__language_code="es-mx")

    html = client.get(lesson.get_url()).content
    loaded = sorted(set(LOADED.findall(html.decode())))
    parts = [html, *(Path(finders.find(path)).read_bytes() for path in loaded)]
    weight = sum(len(gzip.compress(part)) for part in parts)

    print(
        f"\nlesson page with {len(loaded)} other files: {weight} bytes, "
        f"{weight / FIRST_WINDOW:.2f} of {FIRST_WINDOW}"
    )
    assert loaded
    assert weight < FIRST_WINDOW
