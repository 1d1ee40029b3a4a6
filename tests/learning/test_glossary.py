import re

import pytest

from curriculum.learning.domain import glossary
from curriculum.learning.models import GlossaryTerm
from tests.factories import learning as make


def term(pk=1, name="conciliación", definition="Plática para llegar a un acuerdo.", variants=""):
    return GlossaryTerm(pk=pk, term=name, definition=definition, variants=variants)


def explained(html, *terms):
    return glossary.explained(html=html, terms=glossary.Glossary(terms or [term()]))


def buttons(html):
    return re.findall(r'<button class="term"[^>]*>[^<]*<span>(.*?)</span>', html, re.DOTALL)


def without_additions(html):
    html = re.sub(r"<aside.*?</aside>\n?", "", html, flags=re.DOTALL)
    button = r'<button class="term"[^>]*>([^<]*)<span>(.*?)</span>([^<]*)</button>'
    return re.sub(button, r"\1\2\3", html, flags=re.DOTALL)


def test_first_occurrence_opens_its_definition():
    html = explained("<p>Primero la conciliación. La conciliación es gratis.</p><p>Luego.</p>")

    assert html.startswith(
        "<p>Primero la "
        '<button class="term" type="button" popovertarget="g-1"><span>conciliación</span>.</button>'
        ' La conciliación es gratis.</p><aside class="gloss" popover id="g-1"'
    )
    assert html.endswith("</aside>\n<p>Luego.</p>")
    assert "Plática para llegar a un acuerdo." in html


def test_quotation_marks_and_stops_stay_with_the_term():
    html = explained("<p>Pide «conciliación», hoy.</p>")

    assert re.sub(r"<button[^>]*>", "<button>", html).startswith(
        "<p>Pide <button>«<span>conciliación</span>»,</button> hoy.</p>"
    )


def test_whole_words_are_found_in_any_case():
    assert buttons(explained("<p>Reconciliación, CONCILIACIÓN.</p>")) == ["CONCILIACIÓN"]


def test_other_forms_and_longer_terms_win():
    short = term(1, "tribunal", variants="tribunales")
    long = term(2, "tribunal laboral")

    assert buttons(explained("<p>El tribunal\n laboral y los tribunales.</p>", short, long)) == [
        "tribunal\n laboral",
        "tribunales",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>La conciliación</h2>",
        '<p><a href="/x/">conciliación</a></p>',
        "<blockquote><p>conciliación</p></blockquote>",
        '<p class="label">conciliación</p>',
        "<table><tr><th>conciliación</th></tr></table>",
        '<p title="conciliación">nada</p>',
        "<p>con<b>ciliación</b></p>",
    ],
)
def test_headings_links_quotations_and_attributes_stay_as_they_are(html):
    assert explained(html) == html


@pytest.mark.parametrize(
    ("html", "container"),
    [
        ("<ul><li>conciliación</li></ul>", "</aside>\n</li></ul>"),
        ("<ul><li><p>La conciliación</p></li></ul>", "</aside>\n</li></ul>"),
        ("<table><tr><td>conciliación</td></tr></table>", "</aside>\n</td></tr></table>"),
    ],
)
def test_explanation_stands_where_html_allows_it(html, container):
    assert explained(html).endswith(container)


@pytest.mark.parametrize(
    "html",
    [
        "<p>A &amp; B &lt;script&gt; &#8212; conciliación &copy; <br>sí</p>",
        '<img src="/a.png" alt="x > y"><p>conciliación</p><hr/>',
        "<!-- nota --><p>conciliación<br/>fin</p>",
        '<svg class="i" viewBox="0 0 24 24"><path d="M1 1"/></svg><p>la conciliación</p>',
        "<p>1 < 2 conciliación",
    ],
)
def test_markup_comes_through_word_for_word(html):
    assert without_additions(explained(html)) == html


def test_definition_is_escaped():
    html = explained("<p>conciliación</p>", term(definition="<script>alert(1)</script>"))

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_without_terms_nothing_changes():
    assert glossary.explained(html="<p>conciliación</p>", terms=[]) == "<p>conciliación</p>"


@pytest.mark.django_db
def test_lesson_explains_in_its_own_language(client):
    make.make_term(definition="En español.")
    english = make.make_locales()[1]
    make.make_term(locale=english, term="conciliación", definition="In English.")
    lesson = make.make_lesson()

    assert "En español." in client.get(lesson.url).content.decode()
    assert "In English." in client.get(make.translate(lesson).url).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "found"), [("/glosario/", "Uno"), ("/en/glossary/", "One")])
def test_glossary_has_an_address_in_each_language(client, path, found):
    make.make_term(term="uno", definition="Uno")
    make.make_term(locale=make.make_locales()[1], term="one", definition="One")

    response = client.get(path)
    html = response.content.decode()

    assert [word for word in ("Uno</dd>", "One</dd>") if word in html] == [f"{found}</dd>"]
    assert 'href="/glosario/"' in html
    assert 'href="/en/glossary/"' in html
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/glosario/", "/en/glossary/", "/ayuda/", "/en/help/"])
def test_empty_pages_say_what_to_do(client, path):
    html = client.get(path).content.decode()

    assert 'class="btn"' in html
    assert "<dl" not in html


@pytest.mark.django_db
def test_glossary_is_in_the_order_of_the_alphabet():
    for name in ("UMA", "ámbito", "brecha", "Asamblea"):
        locale = make.make_term(term=name).locale

    found = [term.term for term in glossary.terms(locale=locale)]

    assert found == ["ámbito", "Asamblea", "brecha", "UMA"]


@pytest.mark.django_db
def test_glossary_has_its_letters_and_a_place_for_each_word(client):
    names = ("nota", "ámbito", "Ñandú", "asamblea", "obra")
    made = {name: make.make_term(term=name) for name in names}

    html = client.get("/glosario/").content.decode()

    letters = re.findall(r'<a href="#(.)">(.)</a>', html)
    assert letters == [("a", "A"), ("n", "N"), ("ñ", "Ñ"), ("o", "O")]
    assert re.findall(r'<h2 id="(.)">', html) == [letter for letter, _name in letters]
    in_order = ("ámbito", "asamblea", "nota", "Ñandú", "obra")
    # By number: an address that names a word stays in a phone's history.
    assert re.findall(r'<dt id="([^"]+)">', html) == [f"g-{made[name].pk}" for name in in_order]
