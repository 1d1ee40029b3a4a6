"""A school whose pages are kept, and a way to see which of them would be made anew."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from tests.factories import learning as make


@pytest.fixture(autouse=True)
def keeping(settings):
    """Pages are kept, as everywhere but in the other tests."""
    settings.CURRICULUM_CACHING_SECONDS = 3600
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed(): …`` does what follows a transaction's commit, which tests never see."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def text(words):
    return [("text", RichText(f"<p>{words}</p>"))]


def make_school():
    """Two programmes in two languages, and the address of every page that readers meet.

    ``LLR`` has two modules of two lessons, ``OTRO`` one of one; codes name pages (``es:LLR-1.1``).
    """
    section = make.make_section()
    colophon = make.make_colophon()
    pages = {"es:home": make.make_home(), "es:section": section}
    for code, sizes in {"LLR": (2, 2), "OTRO": (1,)}.items():
        programme = make.make_programme(section=section, code=code, colophon=colophon)
        pages[f"es:{code}"] = programme
        for number, size in enumerate(sizes, 1):
            module = make.make_module(programme=programme, code=f"{code}-{number}")
            pages[f"es:{code}-{number}"] = module
            for lesson in range(1, size + 1):
                name = f"{code}-{number}.{lesson}"
                pages[f"es:{name}"] = make.make_lesson(
                    module=module, code=name, title=f"Lección {name}", body=text("Palabras.")
                )
    for name, page in list(pages.items()):
        english = make.translate(page) if name != "es:home" else page.get_translations().get()
        pages[name.replace("es:", "en:")] = english.specific
    addresses = {name: page.url for name, page in pages.items()}
    addresses |= {"es:glossary": "/glosario/", "en:glossary": "/en/glossary/"}
    addresses |= {"es:help": "/ayuda/", "en:help": "/en/help/"}
    return SimpleNamespace(pages=pages, addresses=addresses, section=section, colophon=colophon)


@pytest.fixture
def school(db):
    return make_school()


@pytest.fixture
def client():
    return Client()


@pytest.fixture
def asked(client):
    """The number of questions that the database is asked for a page."""

    def count(address, **headers):
        with CaptureQueriesContext(connection) as captured:
            client.get(address, **headers)
        return len(captured)

    return count


@pytest.fixture
def made_anew(school, asked, committed):
    """``made_anew(change)``: the names of the pages that ``change()`` has had made anew."""

    def names(change):
        for address in school.addresses.values():
            asked(address)
        assert [name for name, address in school.addresses.items() if asked(address)] == []
        with committed():
            change()
        return {name for name, address in school.addresses.items() if asked(address)}

    return names
