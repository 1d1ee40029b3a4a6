"""A school whose pages are kept, and a way to see which of them would be made anew."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from curriculum.learning.domain import freshness
from curriculum.pages.models import LessonPage, ModulePage, ProgrammePage, SectionPage
from tests.factories import learning as make


@pytest.fixture(autouse=True)
def keeping(settings):
    """Pages are kept, as everywhere but in the other tests."""
    settings.CURRICULUM_CACHING_SECONDS = 3600
    cache.clear()
    freshness.forget()
    yield
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed(): …`` does what follows a transaction's commit, which tests never see."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def text(words):
    return [("text", RichText(f"<p>{words}</p>"))]


def edited(page, **values):
    """Publish ``page``, as it stands in the database, with other values."""
    page.refresh_from_db()
    for name, value in values.items():
        setattr(page, name, value)
    return make.publish(page)


def stand(parent, model, code, **values):
    """A published page below ``parent``, made without an editor's detours: these tests need many."""
    page = model(
        title=f"Título {code}",
        slug=code.lower().replace(".", "-"),
        locale=parent.locale,
        first_published_at=datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC),
        **({"code": code, "summary": "De qué trata."} if model is not SectionPage else {}),
        **values,
    )
    parent.add_child(instance=page)
    return page


def lesson_at(module, code):
    return stand(module, LessonPage, code, body=text("Palabras."), valid_as_of=make.LAW_DATE)


def make_school():
    """Two programmes in two languages, and the address of every page that readers meet.

    ``LLR`` has two modules of two lessons, ``OTRO`` one of one; codes name pages (``es:LLR-1.1``).
    """
    spanish, english = make.make_locales()
    colophon = make.make_colophon()
    pages = {}
    for language, locale in (("es", spanish), ("en", english)):
        made = {"home": make.make_home(locale)}
        made["section"] = stand(made["home"], SectionPage, "cuaderno")
        for code, sizes in {"LLR": (2, 2), "OTRO": (1,)}.items():
            made[code] = stand(
                made["section"], ProgrammePage, code, colophon=colophon, audience="Todas"
            )
            for number, size in enumerate(sizes, 1):
                name = f"{code}-{number}"
                made[name] = stand(made[code], ModulePage, name, duration_minutes=90)
                for lesson in range(1, size + 1):
                    below = f"{name}.{lesson}"
                    made[below] = lesson_at(made[name], below)
        pages |= {f"{language}:{name}": page for name, page in made.items()}
    for name, page in pages.items():
        if name.startswith("en:"):
            key = pages[name.replace("en:", "es:")].translation_key
            type(page).objects.filter(pk=page.pk).update(translation_key=key)
        page.refresh_from_db()
    addresses = {name: page.url for name, page in pages.items()}
    addresses |= {"es:glossary": "/glosario/", "en:glossary": "/en/glossary/"}
    addresses |= {"es:help": "/ayuda/", "en:help": "/en/help/"}
    return SimpleNamespace(pages=pages, addresses=addresses, colophon=colophon)


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
    """``made_anew(change, *arguments, **values)``: the names of the kept pages made anew after it.

    All that there are are kept before, and again afterwards: one change can follow another.
    """

    def names(change, *arguments, **values):
        for address in school.addresses.values():
            asked(address)
        kept = {name: url for name, url in school.addresses.items() if not asked(url)}
        assert len(kept) > 15
        with committed():
            change(*arguments, **values)
        return {name for name, address in kept.items() if asked(address)}

    return names
