"""Printed sheets that everybody may read are kept as pages are, and made anew after any change."""

import pytest
from wagtail.models import PageViewRestriction

from curriculum.handouts.base import documents
from curriculum.handouts.domain import press
from curriculum.handouts.models import RenderedDocument
from curriculum.learning.models import HelpContact
from tests.factories.learning import make_tree
from tests.factories.people import make_partner, make_trainer
from tests.handouts.pdfs import text_of

from .conftest import edited

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(committed):
    with committed():
        return make_tree(lessons=1)


def url_of(code, page):
    return documents.get(code).url(page)


def test_a_kept_sheet_asks_the_database_nothing(client, school, django_assert_num_queries):
    url = url_of("module-handout", school.module)
    first = client.get(url)

    with django_assert_num_queries(0):
        second = client.get(url)
        known = client.get(url, headers={"If-None-Match": second["ETag"]})

    assert first.content == second.content
    assert known.status_code == 304
    assert second["Content-Type"] == "application/pdf"
    assert second["Cache-Control"] == "public, no-cache"
    assert second["Content-Disposition"] == first["Content-Disposition"]
    assert "Content-Encoding" not in client.get(url, headers={"Accept-Encoding": "gzip, br"})


def test_any_change_makes_it_anew_and_the_same_content_is_not_laid_out_again(
    client, school, committed
):
    url = url_of("module-handout", school.module)
    client.get(url)
    press.close()

    with committed():
        edited(school.section, title="Otra sección")
    again = client.get(url)
    laid_out = list(press.the_press().idle)
    with committed():
        edited(school.lesson, title="Otro título de la lección")
    changed = client.get(url)

    assert laid_out == []
    assert again.status_code == 200
    assert "Otro título de la lección" in text_of(changed.content)
    assert RenderedDocument.objects.count() == 2


def test_what_stands_on_paper_alone_counts_too(client, school, committed):
    url = url_of("module-handout", school.module)
    client.get(url)

    with committed():
        edited(school.module, handout_title="Mi hoja nueva")
        HelpContact.objects.create(
            locale=school.module.locale,
            name="Centro nuevo",
            need="Pedir ayuda",
            what_it_does="Ayuda.",
        )

    assert "Centro nuevo" in text_of(client.get(url).content)


def test_a_sheet_of_a_page_made_private_is_gone_at_once(client, school, committed):
    url = url_of("module-handout", school.module)
    assert client.get(url).status_code == 200

    with committed():
        PageViewRestriction.objects.create(page=school.module, restriction_type="login")

    assert client.get(url).status_code == 404


def test_an_edition_and_a_guide_are_never_kept_as_pages_are(client, school):
    handout = url_of("module-handout", school.module)
    client.force_login(make_trainer(partner=make_partner()))

    edition = client.get(f"{handout}?layout=large")
    guide = client.get(url_of("facilitator-guide", school.module))

    assert edition["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "no-store" in guide["Cache-Control"]


def test_nginx_sends_what_is_kept(client, school, settings):
    settings.CURRICULUM_HANDOUTS_ACCEL_PREFIX = "/sheets/"
    url = f"{url_of('module-handout', school.module)}?layout=large"
    first = client.get(url)

    second = client.get(url)

    kept = RenderedDocument.objects.get()
    assert first.content.startswith(b"%PDF")
    assert second["X-Accel-Redirect"] == f"/sheets/{kept.file.name}"
    assert (second.content, second["Content-Type"]) == (b"", "application/pdf")
    assert second["Content-Disposition"] == 'inline; filename="cuaderno-1-large.pdf"'
