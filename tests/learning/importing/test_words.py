"""The glossary and the help directory out of a file of words."""

import pytest

from curriculum.learning.domain import directory, glossary
from curriculum.learning.domain.importing import ImportRefused, import_words
from curriculum.learning.models import GlossaryTerm, HelpContact, Theme
from tests.factories import learning as make

pytestmark = pytest.mark.django_db

WORDS = """
schema_version: 1
languages: [es, en]
glossary:
- code: padron
  term: {es: "padrón", en: "voter list"}
  definition: {es: "Quienes pueden votar.", en: "Who can vote."}
  variants: {es: ["padrones", "lista"], en: []}
help:
- code: segunda
  name: {es: "Tribunal", en: "Court"}
  need: {es: "Juicio", en: "Trial"}
  what_it_does: {es: "Decide.", en: "Decides."}
- code: primera
  name: {es: "Centro", en: "Center"}
  need: {es: "Conciliar", en: "Conciliate"}
  what_it_does: {es: "Escucha.", en: "Listens."}
  states: ["Querétaro"]
themes:
- code: voto
  name: {es: "El voto", en: "The vote"}
"""


@pytest.fixture
def imported(tmp_path):
    def imported(words=WORDS, **options):
        path = tmp_path / "words.yaml"
        path.write_text(words)
        return import_words(path=path, **options)

    return imported


def test_words_come_in_each_language_as_translations_of_each_other(imported):
    outcome = imported()

    spanish, english = make.make_locales()
    (term,) = glossary.terms(locale=spanish)
    assert glossary.forms_of(term=term) == ["padrón", "padrones", "lista"]
    assert term.get_translation(english).definition == "Who can vote."
    assert [contact.name for contact in directory.contacts(locale=english)] == ["Court", "Center"]
    assert HelpContact.objects.get(name="Centro").states == ["QUE"]
    assert Theme.objects.get(name="El voto").get_translation(english).name == "The vote"
    assert len(outcome.created) == 8


def test_words_again_change_only_what_the_file_changed(imported):
    imported()

    outcome = imported(WORDS.replace("Quienes pueden votar.", "Lista de votantes."))

    assert (len(outcome.created), len(outcome.updated), len(outcome.unchanged)) == (0, 1, 7)
    assert GlossaryTerm.objects.filter(definition="Lista de votantes.").count() == 1


def test_words_that_somebody_edited_deleted_or_wrote_first_are_left_alone(imported):
    make.make_term(term="padrón", definition="De antes.")
    imported()
    HelpContact.objects.filter(name="Tribunal").update(need="Cambiado")
    HelpContact.objects.filter(name="Centro").delete()

    outcome = imported()

    assert GlossaryTerm.objects.get(term="padrón").definition == "De antes."
    assert HelpContact.objects.get(name="Tribunal").need == "Cambiado"
    assert not HelpContact.objects.filter(name="Centro").exists()
    assert len(outcome.left_alone) == 3


def test_trial_keeps_nothing(imported):
    assert len(imported(dry_run=True).created) == 8

    assert not GlossaryTerm.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('en: "Who can vote."', "", "words.yaml: glossary[0].definition.en: "),
        ("code: primera", "code: segunda", "words.yaml: help[1].code: "),
        ('["Querétaro"]', '["Texas"]', "words.yaml: help[1].states[0]: "),
        ("[es, en]", "[es, xx]", "words.yaml: languages[1]: "),
        ("[es, en]", "es", "words.yaml: languages: "),
        ("schema_version: 1", "schema_version: 2", "words.yaml: schema_version: "),
        (
            'what_it_does: {es: "Decide."',
            "phone: '55'\n  what_it_does: {es: \"Decide.\"",
            "words.yaml: help[0].phone: ",
        ),
        ("help:", "help: [", "words.yaml: "),
    ],
)
def test_refusal_names_the_file_the_place_and_the_reason(imported, old, new, problem):
    with pytest.raises(ImportRefused) as refusal:
        imported(WORDS.replace(old, new))

    assert problem in refusal.value.message
    assert not GlossaryTerm.objects.exists()
