"""What a page costs the database: nothing when it is kept, little when it is not."""

import pytest

from tests.factories import learning as make

pytestmark = pytest.mark.django_db

#: Without the cache. The site, the way to the page with all above it, its programme with its
#: translations, glossary, open points, review flags, what changed in the law, stories and, for the
#: last lesson, whether questions follow; the others as they show more.
MOST = {"lesson": 9, "module": 11, "programme": 6, "section": 7, "home": 15}


@pytest.fixture
def pages():
    tree = make.make_tree(english=True, modules=2, lessons=2, colophon=make.make_colophon())
    make.make_term(term="juicio")
    return {name: getattr(tree, name) for name in MOST}


@pytest.mark.parametrize("name", MOST)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_page_that_is_made_asks_little(asked, pages, settings, name, language):
    page = pages[name]
    address = page.url if language == "es" else page.get_translations().get().url
    settings.CURRICULUM_CACHING_SECONDS = 0
    asked(address)  # Wagtail looks up once where its sites begin

    assert asked(address) <= MOST[name]


#: Beside other pages: the page itself, and the rows of a module.
MOST_BESIDE_OTHERS = {"lesson": 1, "module": 6}

#: Once more, while nothing has changed: the rows of a module.
MOST_ONCE_MORE = {"lesson": 0, "module": 5}


@pytest.mark.parametrize("name", MOST_BESIDE_OTHERS)
def test_a_page_that_is_made_beside_others_asks_less(asked, pages, name):
    for page in pages.values():
        asked(f"{page.url}?made=anew")

    assert asked(f"{pages[name].url}?made=anew") <= MOST_BESIDE_OTHERS[name]


@pytest.mark.parametrize("name", MOST_ONCE_MORE)
def test_a_page_that_is_made_once_more_asks_for_nothing_that_is_known(asked, pages, name):
    for _time in range(3):
        asked(f"{pages[name].url}?made=anew")

    assert asked(f"{pages[name].url}?made=anew") <= MOST_ONCE_MORE[name]


def test_a_page_that_is_kept_asks_nothing(asked, pages):
    for page in pages.values():
        assert asked(page.url) > 0
        assert asked(page.url) == 0
    for address in ("/glosario/", "/ayuda/"):
        assert asked(address) > 0
        assert asked(address) == 0
