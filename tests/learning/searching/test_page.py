"""The page of search: a form that leaves no trace."""

import pytest

from tests.factories import learning as make

from .school import lesson

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/buscar/", "/en/search/"])
def test_page_leaves_no_trace(client, module, path):
    lesson(module, "Despido", "El despido.")

    empty = client.get(path)
    response = client.post(path, {"q": "despido"})

    for answer in (empty, response):
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert 'action="' + path in answer.content.decode()
    assert response["Cache-Control"] == "private, max-age=0"
    html = response.content.decode()
    assert "despido" not in html[html.index("<title>") : html.index("</title>")]
    assert 'value="despido"' in html
    assert "?q=" not in html
    assert client.get(path, {"q": "despido"}).content == empty.content


def test_page_shows_results_of_each_kind(client, module):
    page = lesson(module, "Despido", "El despido.")
    term = make.make_term(term="despido injustificado", definition="Sin razón.")
    make.make_help_contact(name="Ayuda en el despido")

    html = client.post("/buscar/", {"q": "despidos"}).content.decode()

    assert '<h2 id="resultados">3 resultados</h2>' in html
    assert f'<a href="{page.url}">Despido</a>' in html
    assert f'<a href="/glosario/#g-{term.pk}">Despido injustificado</a>' in html
    assert '<a href="/ayuda/">Ayuda en el\u00a0despido</a>' in html


@pytest.mark.parametrize("data", [{}, {"q": "\x00"}, {"q": "x" * 10_000}, {"q": "a", "page": "²"}])
def test_page_answers_odd_forms(client, data):
    assert client.post("/buscar/", data).status_code == 200


def test_home_page_has_the_form(client, module):
    assert 'role="search"' in client.get(make.make_home().url).content.decode()
