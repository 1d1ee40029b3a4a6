"""How near a lesson comes to what is possible at all, as ratios taken in one run.

Requests a second by ``wrk`` with eight connections, two sync workers of gunicorn
as production has them, the best of some rounds. Run by ``make benchmark`` alone.
"""

import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.conftest import CHROMIUM, SWITCHES, manage
from tests.served.server import ROOT, collect_static, gunicorn, nginx

ROUNDS, SECONDS = 3, 4
LESSON = "/cuaderno/derechos-reforma-laboral/constancia-de-representatividad/el-camino-completo/"
#: A phone in a plant: 400 ms there and back, 400 kbit/s, and a processor of a quarter's speed.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
PAINTS = 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The demo, and the bytes of a lesson of it as a file."""
    folder = tmp_path_factory.mktemp("serving")
    (folder / "var" / "pages").mkdir(parents=True)
    (folder / "media").mkdir()
    manage(folder, "migrate", "--verbosity", "0")
    manage(folder, "load_demo")
    collect_static(folder)
    with gunicorn(folder) as server, urlopen(server.url + LESSON) as answer:
        page = answer.read()
    (folder / "var" / "page.html").write_bytes(page)
    (folder / "var" / "pages" / "page.html").write_bytes(page)
    text = re.search(r"<main.*?</main>", page.decode(), re.DOTALL)[0]
    words = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", text, flags=re.DOTALL)
    plain = f'<!doctype html><meta charset="utf-8"><title>Plain</title><p>{words}</p>'
    (folder / "var" / "pages" / "plain.html").write_text(plain)
    return folder


def wrk(url):
    """``rate`` (requests a second) and ``p99`` (milliseconds) of the best round."""
    if not shutil.which("wrk"):
        pytest.skip("wrk is not installed")
    best = SimpleNamespace(rate=0, p99=0)
    for _round in range(ROUNDS):
        said = subprocess.run(
            ["wrk", "-t2", "-c8", f"-d{SECONDS}s", "--latency", url],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert "Non-2xx" not in said, said
        rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
        number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
        if rate > best.rate:
            best = SimpleNamespace(
                rate=rate, p99=float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]
            )
    return best


def told(name, found):
    print(f"  {name}: {found.rate:,.0f} requests/s, p99 {found.p99:.1f} ms")


def test_a_kept_lesson_costs_little_more_than_bare_django(folder):
    with gunicorn(folder) as server:
        urlopen(server.url + LESSON).close()
        kept = wrk(server.url + LESSON)
    bare = {"DJANGO_SETTINGS_MODULE": "tests.served.bare"}
    with gunicorn(folder, **bare) as server:
        floor = wrk(f"{server.url}/")

    print(f"\nkept lesson: {kept.rate / floor.rate:.2f} of a bare Django view (target 0.75)")
    told("kept", kept)
    told("bare view", floor)
    assert kept.rate > 0.5 * floor.rate


def test_behind_nginx_a_lesson_is_a_file(folder):
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")
    with gunicorn(folder) as server, nginx(folder, port=server.port) as front:
        ours = wrk(front.url + LESSON)
        file = wrk(f"{front.static_url}/page.html")

    print(f"\nlesson behind nginx: {ours.rate / file.rate:.2f} of a static file (target 0.8)")
    told("lesson", ours)
    told("file", file)
    log = (folder / "nginx" / "access.log").read_text()
    assert "127.0.0.1" not in log
    assert ours.rate > 0.5 * file.rate


def test_a_kept_sheet_costs_little_more_than_a_file(folder):
    """A booklet that everybody may read against the same bytes as a static file, by the same server."""
    with gunicorn(folder) as server:
        with urlopen(server.url + LESSON) as page:
            sheet = re.search(r'href="(/print/lesson-handout/[^"]+)"', page.read().decode())[1]
        with urlopen(server.url + sheet) as answer:
            (folder / "var" / "static" / "sheet.pdf").write_bytes(answer.read())
    with gunicorn(folder) as server:  # it knows its static files from its start
        urlopen(server.url + sheet).close()
        kept = wrk(server.url + sheet)
        file = wrk(f"{server.url}/static/sheet.pdf")

    print(f"\nkept sheet: {file.rate / kept.rate:.2f} times a static file's time (target 1.5)")
    told("sheet", kept)
    told("file", file)
    assert kept.rate > 0.3 * file.rate


STOCK = """
from .base import *
SECRET_KEY = "for tests"
ALLOWED_HOSTS = ["127.0.0.1"]
"""


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """A new Wagtail site as ``wagtail start`` makes it."""
    folder = tmp_path_factory.mktemp("stock")
    wagtail = Path(sys.executable).parent / "wagtail"
    subprocess.run([wagtail, "start", "stock", folder], check=True, capture_output=True)
    (folder / "stock" / "settings" / "measured.py").write_text(STOCK)
    variables = {"DJANGO_SETTINGS_MODULE": "stock.settings.measured", "PATH": "/usr/bin:/bin"}
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "-v", "0"],
            cwd=folder,
            env=variables,
            check=True,
            capture_output=True,
        )
    return folder


def test_a_lesson_that_is_made_costs_no_more_than_a_new_wagtail_site(folder, stock):
    # With a query it is never kept: each answer is made, beside others that were.
    with gunicorn(folder) as server:
        ours = wrk(f"{server.url}{LESSON}?made=anew")
    variables = {
        "DJANGO_SETTINGS_MODULE": "stock.settings.measured",
        "PYTHONPATH": f"{stock}:{ROOT}",
        "FOLDER": str(stock),
    }
    with gunicorn(stock, application="stock.wsgi", health="/", **variables) as server:
        start = wrk(f"{server.url}/")

    print(f"\nlesson that is made: {ours.rate / start.rate:.2f} of a stock start page (target 1)")
    told("lesson", ours)
    told("stock start page", start)
    assert ours.rate > 0.3 * start.rate


def first_paint(browser, address):
    """Milliseconds to the first paint, with an empty cache, on a slow line and a slow phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address, wait_until="load")
        page.wait_for_timeout(300)
        return page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    finally:
        context.close()


def test_a_lesson_is_seen_nearly_as_soon_as_plain_text(folder):
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed")
    with (
        gunicorn(folder) as server,
        nginx(folder, port=server.port) as front,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        addresses = (front.url + LESSON, f"{front.static_url}/plain.html")
        # In turn, so that what else the machine does falls on both.
        pairs = [[first_paint(browser, each) for each in addresses] for _round in range(PAINTS)]
        browser.close()
    ours, plain = (statistics.median(times) for times in zip(*pairs, strict=True))

    print(f"\nfirst paint of a lesson: {ours / plain:.2f} of plain text (target 1.3)")
    print(f"  lesson: {ours:.0f} ms\n  plain text: {plain:.0f} ms")
    assert ours < 3 * plain
