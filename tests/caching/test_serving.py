"""What is kept, what never is, and how it is sent."""

import gzip
import threading

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from curriculum.caching import store, tags
from curriculum.caching.entries import Entry
from tests.factories import learning as make
from tests.factories import people

from .conftest import edited, text

pytestmark = pytest.mark.django_db
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def lesson():
    return make.make_tree(modules=1, lessons=1).lesson


def test_a_kept_page_is_the_page(client, lesson, settings):
    kept = [client.get(lesson.url), client.get(lesson.url)]
    settings.CURRICULUM_CACHING_SECONDS = 0
    fresh = client.get(lesson.url)

    changing = {"ETag", "Cache-Control", "Vary", "X-Accel-Expires", "Content-Length"}
    for response in kept:
        assert response.content == fresh.content
        assert response.status_code == 200
        same = {k: v for k, v in response.headers.items() if k not in changing}
        assert same == {k: v for k, v in fresh.headers.items() if k not in changing}
    assert kept[0].headers == kept[1].headers
    assert kept[1]["Content-Language"] == "es-mx"
    assert kept[1]["Cache-Control"] == "public, no-cache"
    assert "default-src 'none'" in kept[1]["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=1.0, *;q=0.5", "br"),
        ("*", "br"),
        ("identity, gzip;q=nonsense", None),
    ],
)
def test_a_page_comes_as_its_reader_likes_it(client, lesson, accepted, encoding):
    pytest.importorskip("brotli")
    plain = client.get(lesson.url)

    response = client.get(lesson.url, headers={"Accept-Encoding": accepted})

    assert response.get("Content-Encoding") == encoding
    assert int(response["Content-Length"]) == len(response.content)
    assert response["Vary"] == "Accept-Encoding"
    assert (response["ETag"] == plain["ETag"]) is (encoding is None)
    if encoding == "gzip":
        assert gzip.decompress(response.content) == plain.content


def test_a_page_that_is_known_is_not_sent_again(client, lesson, asked):
    first = client.get(lesson.url, headers=BROWSER)

    for known in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}', "*"):
        again = client.get(lesson.url, headers={**BROWSER, "If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert "Content-Length" not in again
        assert again["Content-Security-Policy"]
    other = client.get(lesson.url, headers={**BROWSER, "If-None-Match": '"other"'})
    assert other.status_code == 200


def test_etag_changes_with_the_page_and_not_before(client, lesson, committed):
    before = client.get(lesson.url)["ETag"]
    assert Client().get(lesson.url)["ETag"] == before

    with committed():
        edited(lesson, body=text("Otras palabras."))

    assert client.get(lesson.url)["ETag"] != before


def test_head_answers_as_get_without_the_page(client, lesson, asked):
    got = client.get(lesson.url)

    head = client.head(lesson.url)

    assert head.content == b""
    assert head["Content-Length"] == got["Content-Length"]
    assert head["ETag"] == got["ETag"]
    assert asked(lesson.url) == 0


def test_a_head_alone_keeps_nothing(client, lesson, asked):
    client.head(lesson.url)

    assert asked(lesson.url) > 0


@pytest.mark.parametrize("address", ["/l/{code}/", "/no-existe/", "/health/", "/robots.txt"])
def test_only_pages_that_say_so_are_kept(client, lesson, asked, address):
    from curriculum.learning.domain import addresses

    address = address.format(code=addresses.code_of(page=lesson))
    first = client.get(address)

    assert "ETag" not in first
    assert "X-Accel-Expires" not in first
    assert address == "/robots.txt" or asked(address) > 0


def test_an_address_with_a_query_is_neither_kept_nor_served(client, lesson, asked):
    client.get(lesson.url)

    assert asked(f"{lesson.url}?utm=1") > 0
    assert "ETag" not in client.get(f"{lesson.url}?utm=1")


def test_whoever_is_signed_in_is_given_nothing_kept_and_keeps_nothing(client, lesson, asked):
    client.get(lesson.url)
    staff = Client()
    staff.force_login(people.make_user())

    response = staff.get(lesson.url)

    assert response["Cache-Control"] == "private, no-store"
    assert "X-Accel-Expires" not in response
    assert "ETag" not in response


def test_private_page_never_cached(client, lesson, asked):
    """HDR-11: whoever may read it does, nobody after them does, and no browser keeps it."""
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    staff = Client()
    staff.force_login(people.make_user())

    allowed = staff.get(lesson.url)
    assert lesson.title in allowed.content.decode()
    assert {"private", "no-store"} <= set(allowed["Cache-Control"].split(", "))

    for _time in range(2):
        refused = client.get(lesson.url)
        assert refused.status_code == 302
        assert lesson.title not in refused.content.decode()


def test_a_preview_is_never_kept(lesson, settings):
    lesson.title = "BORRADOR"
    response = lesson.make_preview_request(preview_mode="")

    assert "BORRADOR" in response.rendered_content
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "BORRADOR" not in Client().get(lesson.url).content.decode()


def test_an_answer_with_a_cookie_is_not_kept(client, lesson, asked, monkeypatch):
    def with_cookie(page, request, *args, **kwargs):
        response = serve(page, request, *args, **kwargs)
        response.set_cookie("somebody", "1")
        return response

    serve = type(lesson).serve
    monkeypatch.setattr(type(lesson), "serve", with_cookie)

    assert client.get(lesson.url).cookies
    assert asked(lesson.url) > 0


def test_cache_key_poisoning(client, lesson, settings):
    """HDR-12: what a stranger puts into a request reaches nobody else."""
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    evil = {"X-Forwarded-Host": "evil.example", "Accept-Language": "en", "Referer": "http://evil"}
    client.get(lesson.url, headers=evil)

    html = client.get(lesson.url).content.decode()
    other = client.get(lesson.url, headers={"Host": "other.example"}).content.decode()

    assert "evil" not in html
    assert '<html lang="es-MX">' in html
    assert '<p class="printed">testserver/' in html
    assert '<p class="printed">other.example/' in other
    assert client.get(lesson.url, headers={"Host": "evil.example"}).status_code == 400


def test_a_site_whose_addresses_have_no_language_keeps_what_varies_apart(client, lesson, settings):
    settings.ROOT_URLCONF = "tests.caching.urls_without_languages"

    client.get(lesson.url)

    response = client.get(lesson.url)
    assert "Accept-Language" in response["Vary"]
    assert "ETag" not in response


def test_processes_agree(lesson, settings, tmp_path, committed, asked):
    """Two processes with one folder: what one keeps the other serves, what one changes both make anew."""
    folder = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": tmp_path,
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
    settings.CACHES = {**settings.CACHES, "curriculum_pages": folder}
    one, other = Client(), Client()
    one.get(lesson.url)
    from django.db import connection

    with CaptureQueriesContext(connection) as captured:
        assert other.get(lesson.url).content == one.get(lesson.url).content
    assert len(captured) == 0

    with committed():
        edited(lesson, body=text("Otras palabras."))

    assert all("Otras palabras." in each.get(lesson.url).content.decode() for each in (one, other))


class Down(LocMemCache):
    """A cache that answers nothing."""

    def get(self, *args, **kwargs):
        raise ConnectionError("refused")

    add = set = get_many = set_many = delete_many = get


def test_redis_down_degrades(client, lesson, settings, committed):
    """OPS-06: pages are made without it, editors publish, and what changed is told when it is back."""
    client.get(lesson.url)
    up = settings.CACHES
    settings.CACHES = {**up, "curriculum_pages": {"BACKEND": f"{__name__}.Down"}}

    assert client.get(lesson.url).status_code == 200
    with committed():
        edited(lesson, body=text("Otras palabras."))
    assert "Otras palabras." in client.get(lesson.url).content.decode()

    settings.CACHES = up
    assert "Otras palabras." in client.get(lesson.url).content.decode()
    assert store._owed == {}


def test_a_page_made_while_something_changed_is_not_kept(client, lesson, asked, monkeypatch):
    """It shows what stood before."""

    def slowly(page, request, *args, **kwargs):
        response = serve(page, request, *args, **kwargs)
        store.renew({f"open:{page.pk}": tags.fresh()})
        return response

    serve = type(lesson).serve
    monkeypatch.setattr(type(lesson), "serve", slowly)
    client.get(lesson.url)
    monkeypatch.undo()

    assert asked(lesson.url) > 0
    assert asked(lesson.url) == 0


def test_a_token_that_is_lost_makes_the_page_anew(client, lesson, asked):
    client.get(lesson.url)
    cache = caches["default"]
    cache.delete(store.tag_key(f"page:{lesson.pk}"))
    cache.set(store.GENERATION, "another", None)

    assert asked(lesson.url) > 0
    assert asked(lesson.url) == 0


def test_a_kept_page_has_its_time(client, lesson, asked, settings):
    client.get(lesson.url)
    settings.CURRICULUM_CACHING_SECONDS = 1e-9

    assert asked(lesson.url) > 0


def test_a_process_holds_a_bounded_number_of_pages(monkeypatch):
    monkeypatch.setattr(store, "AT_HAND", 2)
    shelf = store.Store()
    entries = {f"/{n}/": Entry(headers={}, content=b"x") for n in range(4)}

    threads = [
        threading.Thread(target=shelf._hold, args=((path,), entry, "now"))
        for path, entry in entries.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(shelf._at_hand) == 2


def test_without_brotli_pages_come_as_gzip(monkeypatch):
    monkeypatch.setattr("curriculum.caching.entries.brotli", None)
    request = RequestFactory().get("/", headers=BROWSER)

    headers = {"Vary": "Accept-Encoding", "Content-Type": "text/html"}
    response = Entry(headers=headers, content=b"a" * 500).answer(request)

    assert response["Content-Encoding"] == "gzip"
