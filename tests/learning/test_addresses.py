import pytest
from django.utils.translation import override

from curriculum.learning.domain import addresses
from curriculum.learning.models import ShortAddress
from tests.factories import learning as make

pytestmark = pytest.mark.django_db


def test_publication_gives_each_page_an_address():
    tree = make.make_tree(modules=1, lessons=1)

    codes = [addresses.code_of(page=page) for page in (tree.programme, tree.module, tree.lesson)]

    assert len(set(codes)) == 3
    assert all(len(code) == 8 for code in codes)


def test_draft_has_no_address_until_it_is_asked_for():
    lesson = make.make_lesson(live=False)
    assert addresses.code_of(page=lesson) is None

    made = addresses.short_address(page=lesson)

    assert addresses.short_address(page=lesson) == made


def test_each_language_has_an_address_of_its_own():
    lesson = make.make_lesson()
    english = make.translate(lesson)

    assert addresses.code_of(page=english) != addresses.code_of(page=lesson)


def test_short_url_is_the_same_in_every_language(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://example.org"
    lesson = make.make_lesson()
    code = addresses.code_of(page=lesson)

    with override("en"):
        assert addresses.short_url(page=lesson) == f"https://example.org/l/{code}/"


def test_address_leads_to_where_the_page_stands_now(client):
    tree = make.make_tree(modules=2, lessons=1)
    code = addresses.code_of(page=tree.lesson)

    tree.lesson.move(tree.modules[1], pos="last-child")
    tree.lesson.refresh_from_db()
    response = client.get(f"/l/{code.upper()}/")

    assert (response.status_code, response.url) == (302, tree.lesson.get_url())
    assert not response.cookies


def test_unknown_address_is_not_found(client):
    assert client.get("/l/zzzzzzzz/").status_code == 404


@pytest.mark.parametrize("withdraw", ["unpublish", "delete"])
def test_address_of_a_withdrawn_page_says_so(client, withdraw):
    lesson = make.make_lesson()
    code = addresses.code_of(page=lesson)
    assert client.get(f"/l/{code}/").status_code == 302

    getattr(lesson, withdraw)()
    response = client.get(f"/l/{code}/")

    assert response.status_code == 410
    assert ShortAddress.objects.filter(code=code).exists()


def test_page_that_comes_back_takes_over_its_address(client):
    module = make.make_module()
    lesson = make.make_lesson(module=module)
    code = addresses.code_of(page=lesson)
    key = lesson.translation_key
    lesson.delete()

    again = make.make_lesson(module=module, translation_key=key)

    assert addresses.code_of(page=again) == code
    assert client.get(f"/l/{code}/").url == again.get_url()
