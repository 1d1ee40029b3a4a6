"""What a rendering may take: time, memory, pages, and how many at once (PDF-16 to PDF-20)."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from curriculum.handouts.base import PrintRefused
from curriculum.handouts.domain import press
from curriculum.handouts.domain.composing import render_html

from .test_rendering import bare, sheet

#: Far more than can be laid out in a second.
LONG = "<p>Una frase que sigue y sigue, y no dice nada nuevo.</p>" * 40_000


@pytest.fixture
def alone():
    """No renderer waits from an earlier test, and none is left with this one's limits."""
    press.close()
    yield
    press.close()


def outcome(html):
    """ "whole" for a PDF from its first to its last line, or the code of the refusal."""
    try:
        pdf = render_html(html=html)
    except PrintRefused as refused:
        return refused.code
    return "whole" if pdf.startswith(b"%PDF") and pdf.rstrip().endswith(b"%%EOF") else "half"


def assert_prints():
    assert outcome(bare("<p>Sigue</p>")) == "whole"


@pytest.mark.parametrize(
    "deep",
    ["<div>" * 3000 + "x" + "</div>" * 3000, "<table><tr><td>" * 60 + "x" + "</table>" * 60],
    ids=["div", "table"],
)
def test_deep_nesting(deep):
    """PDF-16: refused or printed, never half a file; the next sheet comes out."""
    assert outcome(sheet("<h1>x</h1>" + deep)) in {"whole", "too-deep"}
    assert_prints()


@pytest.mark.noisy
@pytest.mark.parametrize(
    "style",
    [
        "width:1e300px",
        "height:1e300px",
        "margin-top:-99999999999999px",
        "font-size:99999999px",
        "line-height:1e30",
        "letter-spacing:1e30px",
        "columns:99999999",
        "padding:1e12em",
        "transform:scale(1e300)",
        "z-index:99999999999999999999",
    ],
)
def test_huge_css_values(style, settings):
    """PDF-17: whatever comes of it, the next sheet comes out."""
    settings.CURRICULUM_HANDOUTS_SECONDS = 10
    assert outcome(bare(f'<p style="{style}">Una frase.</p>')) in {
        "whole",
        "too-many-pages",
        "too-much",
        "too-deep",
    }
    assert_prints()


@pytest.mark.noisy
def test_1px_page():
    """PDF-18: four hundred words become four hundred pages, of which three hundred are allowed."""
    words = "a " * 400
    page = bare(f"<style>@page{{size:1px 1px;margin:0}}</style><p>{words}</p>")

    assert outcome(page) == "too-many-pages"
    assert_prints()


def test_time_limit_child_killed(alone, settings):
    """PDF-19."""
    settings.CURRICULUM_HANDOUTS_SECONDS = 1
    begun = time.monotonic()

    assert outcome(bare(LONG)) == "too-much"

    assert time.monotonic() - begun < 20
    assert press.the_press().idle == []
    settings.CURRICULUM_HANDOUTS_SECONDS = 60
    assert_prints()


def test_memory_limit_child_killed(alone, settings):
    """PDF-19: the limit is the child's, so the site keeps its own memory and prints on."""
    settings.CURRICULUM_HANDOUTS_MEMORY_MB = 350
    settings.CURRICULUM_HANDOUTS_SECONDS = 600
    assert_prints()
    begun = time.monotonic()

    assert outcome(bare(LONG)) == "too-much"

    assert time.monotonic() - begun < 300
    press.close()
    settings.CURRICULUM_HANDOUTS_MEMORY_MB = 1500
    assert_prints()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts processes in /proc")
def test_concurrent_renders_bounded(alone):
    """PDF-20: so many ask at once, two are laid out, the others wait, and everyone is served."""
    before, most, done = set(children()), [], threading.Event()

    def look():
        while not done.wait(0.01):
            most.append(len(set(children()) - before))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        with ThreadPoolExecutor(50) as threads:
            outcomes = list(
                threads.map(lambda number: outcome(bare(f"<p>{number}</p>")), range(50))
            )
    finally:
        done.set()
        watcher.join()

    assert set(outcomes) == {"whole"}
    assert max(most) == 2


def children():
    """Process ids that this process has started."""
    for task in Path("/proc/self/task").iterdir():
        try:
            yield from (task / "children").read_text().split()
        except OSError:  # a thread that has ended meanwhile
            continue


def test_who_waits_too_long_is_asked_to_try_again():
    busy = press.Press(processes=1)
    busy.turns.acquire()

    with pytest.raises(PrintRefused) as caught:
        busy.run({}, {}, seconds=0.01, megabytes=1)

    assert caught.value.code == "busy"


def test_the_child_knows_nothing_of_the_site(alone, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:word@host/name")
    assert_prints()
    (renderer,) = press.the_press().idle

    environment = Path(f"/proc/{renderer.process.pid}/environ")
    if not environment.exists():
        pytest.skip("reads /proc")
    names = {line.split(b"=")[0].decode() for line in environment.read_bytes().split(b"\0") if line}

    assert names <= set(press.ENVIRONMENT)
    assert os.environ["DATABASE_URL"]
