"""What our own work adds to printing and reading, as ratios taken in one run.

Seconds differ between machines; a ratio does not. Run by ``make benchmark``, never by the suite.
"""

import gzip
import logging
import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import weasyprint
from django.contrib.staticfiles import finders

from cms.demo.homes import make_homes
from curriculum.conf import settings
from curriculum.handouts.base import documents
from curriculum.handouts.domain import press, rendering
from curriculum.handouts.domain.binding import bind
from curriculum.handouts.domain.composing import Order, render, sheet_html
from curriculum.handouts.domain.press import print_html
from curriculum.handouts.domain.sheets import SCHEME, package_files
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
            scripts=content / "scripts",
            below=sections_of(partner=partner).get(locale__language_code="es-mx").pk,
        )
    logging.disable(logging.NOTSET)


def seconds(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def fastest(work):
    return min(seconds(work) for _round in range(ROUNDS))


class Files(weasyprint.urls.URLFetcher):
    """The style sheets and the faces, handed to WeasyPrint without a question."""

    def fetch(self, url, headers=None):
        content, content_type = package_files()[url]
        return weasyprint.urls.URLFetcherResponse(url, content, {"Content-Type": content_type})


def module_of(code):
    return ModulePage.objects.get(code=code, locale__language_code="es-mx")


def bare(html):
    page = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=Files())
    return page.write_pdf(**rendering.OPTIONS)


# Bare WeasyPrint leaves the file of its colour profile to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_guide_takes_hardly_longer_than_bare_weasyprint(school):
    """From the database to the bytes, by a warm process of its own: at most 1.10 times, 60 ms a page."""
    module = module_of("LLR-1")
    html = sheet_html(document=GUIDE, subject=module)
    order = Order(document=GUIDE, subject=module)
    pages = order.printed().pages

    alone = fastest(lambda: bare(html))
    laid_out = fastest(lambda: print_html(html=order.html, sheet=order.sheet))
    ours = fastest(lambda: render(document=GUIDE, subject=module))

    print(
        f"\nfacilitator guide of {pages} pages: {ours:.2f} s, bare WeasyPrint {alone:.2f} s: "
        f"{ours / alone:.2f} times (target 1.10; laid out alone {laid_out / alone:.2f}), "
        f"{1000 * ours / pages:.0f} ms a page (target 60)"
    )
    assert ours < 2 * alone


def test_forty_documents_keep_two_processors_busy(school):
    """At least 1.8 times as fast as one after another."""
    handout = documents.get("lesson-handout")
    lessons = LessonPage.objects.filter(locale__language_code="es-mx")[:40]
    orders = [Order(document=handout, subject=lesson) for lesson in lessons]
    assert len(orders) == 40

    def one(order):
        return print_html(html=order.html, sheet=order.sheet)

    def beside_each_other():
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(one, orders))

    beside_each_other()
    # By turns, so that what else the machine does falls on both.
    ratios = [
        seconds(lambda: [one(order) for order in orders]) / seconds(beside_each_other)
        for _round in range(ROUNDS)
    ]
    ratio = statistics.median(ratios)

    print(f"\n40 lesson sheets: {ratio:.2f} times as fast by two (target 1.8)")
    assert ratio > 1


def test_memory_stays_bounded_as_pages_grow(school):
    """What one process took at the most, up to the 300 pages that are printed at all."""
    reader = documents.get("module-handout")
    order = Order(document=reader, subject=module_of("LLR-1"))
    most = settings.HANDOUTS_MEMORY_MB
    taken = {}
    for copies in (1, 10, 36):
        press.close()
        html, sheet = bind(title="x", language="es-mx", parts=[("x", order, copies)])
        _pdf, pages = print_html(html=html, sheet=sheet)
        (renderer,) = press.the_press().idle
        status = Path(f"/proc/{renderer.process.pid}/status").read_text()
        taken[pages] = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024

    told = ", ".join(f"{pages} pages {size:.0f} MB" for pages, size in taken.items())
    print(f"\npeak memory: {told}; {max(taken.values()) / most:.2f} of the limit of {most} MB")
    assert max(taken.values()) < most


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
