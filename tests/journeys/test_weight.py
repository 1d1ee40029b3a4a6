"""What a first visit weighs: the bytes that Chromium really received, from a server as in production."""

import re
import shutil
import time
from dataclasses import dataclass, field
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from tests.factories.photographs import photograph
from tests.served.server import collect_static, gunicorn, nginx

from .conftest import PHONE, manage

#: One initial window of TCP.
WINDOW = 14_000
WITH_PICTURES = 60_000
MAKE_LESSON = """
import pathlib
from curriculum.pages.models import LessonPage
from tests.factories.media import make_picture
lesson = LessonPage.objects.filter(live=True, locale__language_code="es-mx").first()
for path in sorted(pathlib.Path({folder!r}).glob("photo-*.jpg")):
    picture = make_picture(name=path.name, data=path.read_bytes())
    shown = dict(image=picture, alternative_text="Una calle", caption="", credit="Nosotras")
    lesson.body.append(("picture", shown))
lesson.save_revision().publish()
print("ADDRESS", lesson.get_url())
"""


@dataclass
class Traffic:
    """Bytes by kind of resource, of what one page made the browser load."""

    weights: dict = field(default_factory=dict)
    addresses: list = field(default_factory=list)
    kinds: dict = field(default_factory=dict)

    def listen(self, page):
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._finished)

    def _asked(self, event):
        self.addresses.append(event["request"]["url"])
        self.kinds[event["requestId"]] = event.get("type", "Other")

    def _finished(self, event):
        kind = self.kinds.get(event["requestId"], "Other")
        self.weights[kind] = self.weights.get(kind, 0) + event["encodedDataLength"]

    @property
    def total(self):
        return round(sum(self.weights.values()))


@pytest.fixture(scope="module")
def folder(seed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("weight") / "school"
    shutil.copytree(seed, folder)
    collect_static(folder)
    return folder


@pytest.fixture(scope="module")
def site(folder):
    with gunicorn(folder) as server:
        yield server


@pytest.fixture
def small_phone(request, chromium, site):
    """A phone of 360 pixels' width, each two by two, with nothing in its cache; or as ``param`` says."""
    width, density = getattr(request, "param", (PHONE[0], 2))
    context = chromium.new_context(
        viewport={"width": width, "height": PHONE[1]},
        device_scale_factor=density,
        is_mobile=True,
        locale="es-MX",
    )
    yield context.new_page()
    context.close()


def weight_of(address):
    request = Request(address, headers={"Accept-Encoding": "br, gzip"})
    with urlopen(request) as answer:
        return len(answer.read())


def refusal_of(request):
    with pytest.raises(HTTPError) as refused:
        urlopen(request)
    refused.value.close()
    return refused.value.code


def heaviest_lesson(site):
    with urlopen(f"{site.url}/sitemap.xml") as answer:
        paths = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", answer.read().decode())
    return max((f"{site.url}{path}" for path in paths), key=weight_of)


def test_a_first_visit_fits_the_first_window(site, small_phone):
    traffic = Traffic()
    traffic.listen(small_phone)

    small_phone.goto(heaviest_lesson(site), wait_until="networkidle")

    print(f"\nheaviest lesson of the demo: {traffic.total} bytes, {traffic.weights}")
    assert {"Document", "Script"} <= set(traffic.weights)
    assert not {"Font", "Stylesheet"} & set(traffic.weights)
    # The policy let the browser use the style that stands in the page.
    expect(small_phone.locator(".top")).to_have_css("position", "sticky")
    own = [address for address in traffic.addresses if not address.startswith("data:")]
    assert all(address.startswith(site.url) for address in own)
    assert traffic.total < WINDOW


def test_static_files_are_kept_for_good_and_pages_asked_about(site):
    with urlopen(Request(f"{site.url}/", headers={"Accept-Encoding": "identity"})) as answer:
        html = answer.read().decode()
        assert answer.headers["Cache-Control"] == "public, no-cache"
    sheet = re.search(r'data-file="(/static/curriculum/web\.[0-9a-f]{12}\.css)"', html)[1]

    for accepted, encoding in (("br", "br"), ("gzip", "gzip")):
        request = Request(f"{site.url}{sheet}", headers={"Accept-Encoding": accepted})
        with urlopen(request) as answer:
            assert answer.headers["Content-Encoding"] == encoding
            assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"


FIND = """
from curriculum.pages.models import LessonPage
lesson = LessonPage.objects.get(code="LLR-1.1", locale__language_code="es-mx")
print("ADDRESS", lesson.get_url())
"""
WITHDRAW = """
from curriculum.pages.models import LessonPage
LessonPage.objects.get(code="LLR-1.1", locale__language_code="es-mx").unpublish()
"""


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_behind_nginx_a_withdrawn_lesson_is_gone_and_staff_leave_nothing_behind(folder, site):
    found = manage(folder, "shell", "--no-imports", "-c", FIND).stdout
    path = re.search(r"^ADDRESS (.*)$", found, re.MULTILINE)[1]
    with nginx(folder, port=site.port) as front:
        staff = Request(front.url + path, headers={"Cookie": "sessionid=somebody"})
        with urlopen(staff) as answer:
            assert answer.headers["Cache-Control"] == "private, no-store"
        with urlopen(front.url + path) as answer:
            assert answer.headers["Cache-Control"] == "public, no-cache"
            assert "X-Accel-Expires" not in answer.headers
            etag = answer.headers["ETag"]
        known = Request(front.url + path, headers={"If-None-Match": etag})
        assert refusal_of(known) == 304

        manage(folder, "shell", "--no-imports", "-c", WITHDRAW)
        time.sleep(1.1)

        assert refusal_of(front.url + path) == 404
    assert "127.0.0.1" not in (folder / "nginx" / "access.log").read_text()


@pytest.fixture(scope="module")
def photographs(folder):
    """The address of a lesson with three of them."""
    for number in range(3):
        (folder / f"photo-{number}.jpg").write_bytes(photograph(seed=number + 1))
    made = manage(folder, "shell", "--no-imports", "-c", MAKE_LESSON.format(folder=str(folder)))
    return re.search(r"^ADDRESS (.*)$", made.stdout, re.MULTILINE)[1]


PHONES = [(360, 2), (360, 3), (412, 2), (412, 2.625), (430, 3)]


@pytest.mark.parametrize("small_phone", PHONES, indirect=True, ids=str)
def test_a_lesson_with_three_photographs_stays_light(site, photographs, small_phone, picture):
    traffic = Traffic()
    traffic.listen(small_phone)

    small_phone.goto(site.url + photographs, wait_until="networkidle")
    pictures = small_phone.locator("figure img")
    for number in range(3):
        pictures.nth(number).scroll_into_view_if_needed()
        expect(pictures.nth(number)).to_have_js_property("complete", True)
    small_phone.wait_for_load_state("networkidle")
    picture(small_phone, "photographs")

    print(f"\nwith three photographs: {traffic.total} bytes, {traffic.weights}")
    shown = pictures.evaluate_all(
        "all => all.map(i => [i.currentSrc, i.clientWidth, i.clientWidth / i.clientHeight])"
    )
    assert len(shown) == 3
    for source, width, shape in shown:
        assert source.endswith(".avif")
        assert (
            int(re.search(r"width-(\d+)", source)[1]) >= 1.4 * width
        )  # sharp enough where pixels are small
        assert shape == pytest.approx(4 / 3, rel=0.01)
    assert pictures.evaluate_all("all => all.map(i => i.loading)") == ["lazy"] * 3
    assert traffic.total < WITH_PICTURES
