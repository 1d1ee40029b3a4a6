"""What search forgives, and what it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curriculum.learning import stemming
from curriculum.learning.domain import vocabulary
from curriculum.pages.models import KeyMessage
from tests.factories import learning as make
from tests.factories import media

from .school import body, lesson, search, titles

pytestmark = pytest.mark.django_db

#: Two for the programmes that are listed, their privacy, the index; then three kinds of page, two
#: kinds of row, two kinds of record, and three for where the pages stand.
MOST_QUERIES = 16


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("K’iin, k'iin; kʼiin kꞌiin", ["kiin"] * 4),
        ("a\u0331ma\u0331 ꞹa", ["a\u0331ma\u0331", "ꞹa"]),
        ("e\u0301l 684-E _x_ Ｋ７", ["él", "684", "e", "x", "k7"]),
    ],
)
def test_words_of_every_orthography(text, words):
    assert stemming.words(text) == words


def test_accents_endings_and_slips_are_forgiven(module):
    said = {
        "A": "La negociación colectiva es de todas.",
        "B": "Lee tu contrato.",
        "C": "La vida sindical.",
        "D": "Las trabajadoras y los jueces.",
        "E": "Cada año hay una huelga.",
        "F": "El artículo 390 Bis.",
        "G": "La conciliación es gratis. Tu voto cuenta.",
        "H": "Si te despiden, elige a quien te acompaña.",
    }
    for title, text in said.items():
        lesson(module, title, text)

    typed = {
        "negociacion": "A",
        "NEGOCIACIONES": "A",
        "CONTRATOS": "B",
        "ｃｏｎｔｒａｔｏ": "B",
        "con\u200btra\u00adto\x00": "B",
        "sindicales": "C",
        "trabajador": "D",
        "juez": "D",
        "ano": "E",
        "despedí": "H",
        "despido": "H",
        "eligieron": "H",
        "an\u0303os": "E",
        "uelga": "E",
        "390 bis": "F",
        "390-BIS": "F",
        "consiliasion": "G",
        "boto": "G",
        "¿qué es la conciliación?": "G",
    }
    assert {words: titles(words) for words in typed} == {w: [t] for w, t in typed.items()}


def test_english_is_searched_by_its_own_endings_and_apart(module):
    spanish = lesson(module, "Voto", "El voto es libre.")
    make.translate(spanish, title="Vote", body=body("Workers are voting on the agreement."))
    english = make.make_locales()[1]

    assert titles("worker votes", locale=english) == ["Vote"]
    assert titles("agrement", locale=english) == ["Vote"]
    assert titles("voto", locale=english) == []
    make.translate(lesson(module, "Mujeres", "Nada."), title="Women", body=body("Women speak."))
    assert titles("woman", locale=english) == ["Women"]
    assert titles("voting") == []


def test_an_office_is_found_by_its_state_in_its_own_language():
    office = make.make_help_contact(name="Centro de conciliación", states=["QUE", "CMX"])
    make.make_help_contact(name="Oficina nacional", states=[])
    english = make.make_help_contact(
        name="Conciliation center", states=["CMX"], locale=make.make_locales()[1]
    )

    assert titles("queretaro") == titles("ciudad de mexico") == [office.name]
    (result,) = search("queretaro").results
    assert result.sentence == "<mark>Querétaro</mark>, Ciudad de México"
    assert titles("mexico city", locale=english.locale) == [english.name]


def test_an_ordinal_ends_no_sentence(module):
    lesson(module, "Definiciones", "Lo dice el artículo 3o. Ter de la ley. Luego sigue otro.")

    (result,) = search("articulo").results

    assert result.sentence == "Lo dice el <mark>artículo</mark> 3o. Ter de la ley."


def test_the_word_as_it_was_written_comes_first(module):
    lesson(module, "Ano", "Sobre el ano se habla poco.")
    lesson(module, "Año", "Sobre el año se habla poco.")

    assert titles("año") == ["Año", "Ano"]
    assert titles("ano") == ["Ano", "Año"]


def test_what_bears_just_that_name_comes_first(module):
    for number in range(3):
        lesson(module, f"Huelga {number}", "Huelga, huelga, huelga.")
    make.make_term(term="emplazar a huelga", definition="Avisar de una huelga: huelga.")
    make.make_term(term="huelga", variants="paro", definition="Suspensión temporal del trabajo.")

    assert titles("la huelga")[0] == "huelga"
    assert titles("paros") == ["huelga"]


def test_result_shows_the_sentence_and_where_it_stands(module):
    lesson(module, "Antes", "Nada.")
    lesson(
        module,
        "Despido",
        "Primero respira. Según el art. 47 debe darte un <b>aviso</b> &amp; firmarlo. Luego ve.",
    )

    [result] = search("avisos").results

    assert result.sentence == "Según el art. 47 debe darte un <mark>aviso</mark> &amp; firmarlo."
    assert (result.kind, result.label) == ("lesson", "Lección 1.2")
    assert result.programme == "Programa"


def test_a_listed_discreet_programme_is_found_and_keeps_its_neutral_name(module):
    programme = make.make_programme(
        modules=1, is_discreet=True, title="Acoso", summary="Acoso.", discreet_title="Cuaderno C"
    )
    lesson(programme.get_children().get().specific, "Qué hacer", "El acoso se denuncia.")

    [result] = search("acoso").results

    assert (result.title, result.programme) == ("Qué hacer", "Cuaderno C")
    assert result.sentence == "El <mark>acoso</mark> se denuncia."
    assert [one.title for one in search("cuaderno").results] == ["Cuaderno C"]


def test_long_sentence_is_cut_around_the_word(module):
    lesson(module, "Larga", f"{'palabra ' * 200}aguinaldo {'relleno ' * 200}")

    sentence = search("aguinaldo").results[0].sentence

    assert len(sentence) < 300
    assert "… palabra".replace("… ", "…") in sentence
    assert "<mark>aguinaldo</mark>" in sentence
    assert sentence.endswith("relleno…")


def test_markup_in_a_text_stays_text(module):
    lesson(module, "Marca", "Escribe &lt;script&gt;alerta()&lt;/script&gt; aquí.")

    assert search("alerta").results[0].sentence == (
        "Escribe &lt;script&gt;<mark>alerta</mark>()&lt;/script&gt; aquí."
    )


def test_every_kind_is_found(module):
    table = {
        "columns": [{"type": "text", "heading": "Zapatilla"}],
        "rows": [{"values": ["Zapato"]}],
        "caption": "",
    }
    block = make.LessonPage.body.field.stream_block.child_blocks["table"]
    make.publish(module)
    lesson(module, "Lección", "x", body=[("table", block.to_python(table))], citations=["LFT:371"])
    module.key_messages.add(KeyMessage(text="Un zapatazo."))
    module.summary = "Resumen del zapatero."
    make.publish(module)
    make.make_term(term="zapato", definition="Calzado.")
    make.make_help_contact(name="Oficina del zapato")

    kinds = [result.kind for result in search("zapato").results]

    assert sorted(kinds) == ["help", "lesson", "word"]
    assert [result.kind for result in search("zapatazo").results] == ["module"]
    assert [result.kind for result in search("LFT 371").results] == ["lesson"]


ODD = [
    "",
    "   ",
    "\x00",
    "\ud800",
    "🙂🙂",
    "\u200b\u2066",
    "a" * 10_000,
    "ß" * 100,
    "ʼꞌ'" * 100,
    "\U00010400" * 100,
    "a " * 5_000,
    '"',
    "'",
    '" OR 1=1 --',
    "NEAR(contrato voto, 2)",
    "contrato* NOT voto",
    "title:contrato ^voto",
    "contrato & !voto | (voto:*)",
    "\\",
    "%s %(x)s {0}",
    "<script>",
    "el la de",
    "zq2contrat",
]


def test_odd_input_is_answered(module):
    lesson(module, "Contrato", "El contrato y el voto.")

    answers = {typed: search(typed).state for typed in ODD}

    assert set(answers.values()) <= {"found", "nothing", "common", "empty"}
    assert answers[""] == answers["\x00"] == answers["\ud800"] == answers["🙂🙂"] == "empty"
    assert answers["el la de"] == "common"
    assert answers["zq2contrat"] == "nothing"
    assert titles("NEAR(contrato voto, 2)") == ["Contrato"]


def test_words_that_are_nowhere_together_are_found_apart(module):
    lesson(module, "Una", "El aguinaldo.")
    lesson(module, "Otra", "Las vacaciones.")

    found = search("aguinaldo vacaciones")

    assert found.is_partial
    assert sorted(result.title for result in found.results) == ["Otra", "Una"]


def test_other_words_that_may_have_been_meant_are_offered(module):
    lesson(module, "Trabajo", "El trabajo, el trabajo.")
    lesson(module, "Trabado", "Se quedó trabado.")

    found = search("el trabamo")

    assert (found.corrected, found.suggestions) == ("el trabajo", ["el trabado"])
    assert search("trabajo ele").corrected == ""  # not «el», which is everywhere


def test_pages_of_results(module):
    pages = [lesson(module, f"Lección {n}", "El aguinaldo.") for n in range(3)]
    pages[0].copy(update_attrs={"slug": "otra", "title": "Copia"}, copy_revisions=False)
    for n in range(9):
        make.make_term(term=f"aguinaldo {n}")

    first, second, beyond = (search("aguinaldo", number=n) for n in (1, 2, 99))

    assert (first.total, first.pages, len(first.results), len(second.results)) == (13, 2, 10, 3)
    assert (first.previous, first.next, second.previous, second.next) == (None, 2, 1, None)
    assert beyond.number == 2
    assert len({r.title for r in (*first.results, *second.results)}) == 13


def test_costs_the_same_however_much_is_found(module):
    spanish = make.make_locales()[0]

    def one_of_each():
        lesson(module, "Lección", "El aguinaldo.")
        make.make_module(programme=module.get_parent().specific, title="Aguinaldo")
        make.make_programme(title="Aguinaldo")
        make.make_term(term="aguinaldo")
        make.make_help_contact(name="Aguinaldo")

    one_of_each()
    search("aguinaldo")
    with CaptureQueriesContext(connection) as few:
        assert search("aguinaldo", locale=spanish).total == 5
    one_of_each()
    with CaptureQueriesContext(connection) as many:
        assert search("aguinaldo", locale=spanish).total == 10

    assert len(many) == len(few)
    assert len(many) <= MOST_QUERIES


def test_vocabulary_follows_what_is_public(module):
    spanish = make.make_locales()[0]
    page = lesson(module, "Uno", "Aguinaldo.")
    assert vocabulary.known_words(locale=spanish)["aguinaldo"] == ("aguinaldo", 1)

    with CaptureQueriesContext(connection) as kept:
        vocabulary.known_words(locale=spanish)
    assert not [q for q in kept if "lessonpage" in q["sql"]]

    page.body = body("Reparto de utilidades.")
    page.save_revision().publish()
    make.make_term(term="jornada")

    known = vocabulary.known_words(locale=spanish)
    assert {"utilidades", "jornada"} <= known.keys()
    assert "aguinaldo" not in known


def test_a_lesson_with_pictures_is_read_without_fetching_them(module, django_assert_num_queries):
    picture = {
        "image": media.make_picture(),
        "alternative_text": "Una urna",
        "caption": "",
        "credit": "Dibujo",
    }
    page = lesson(module, "Con dibujo", body=[("picture", picture)])
    page = make.LessonPage.objects.select_related("locale").get(pk=page.pk)

    with django_assert_num_queries(0):
        assert "Una urna" in page.findable_texts()
