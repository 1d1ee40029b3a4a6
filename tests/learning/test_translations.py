import pytest
from wagtail.management.commands.purge_revisions import purge_revisions

from curriculum.learning.domain import translations
from curriculum.pages.models import LessonPage, ModulePage
from tests.factories.learning import make_lesson, make_module, publish, translate

pytestmark = pytest.mark.django_db


def codes_behind(model=LessonPage):
    return [page.code for page in translations.behind(model=model)]


def test_a_translation_remembers_the_revision_that_it_was_made_from():
    lesson = make_lesson()
    english = translate(lesson)

    assert english.translated_from == lesson.live_revision
    assert english.source_language == "es-mx"
    assert english.translated_digest == lesson.published_digest != ""
    assert translations.source_of(page=english) == lesson
    assert translations.source_of(page=lesson) is None


def test_the_first_draft_of_a_translation_remembers_as_well():
    english = translate(make_lesson())

    draft = english.get_latest_revision_as_object()

    assert draft.translated_from == english.translated_from
    assert draft.source_language == "es-mx"


def test_a_translation_falls_behind_when_the_source_is_published_anew():
    lesson = make_lesson()
    english = translate(lesson)
    assert codes_behind() == []

    lesson.summary = "Ahora dice otra cosa."
    lesson.save_revision()
    assert codes_behind() == []

    publish(lesson)
    assert codes_behind() == [english.code]
    assert translations.is_behind(page=english, source=lesson)


def test_a_row_that_changes_puts_the_translation_behind():
    module = make_module()
    english = translate(module)

    row = module.key_messages.get()
    row.text = "Otro mensaje."
    module.key_messages = [row]
    publish(module)

    assert codes_behind(ModulePage) == [english.code]


def test_a_translation_begins_with_the_script_and_plan_b_of_its_source():
    module = make_module()

    english = translate(module)

    for source, copy in zip(module.session_plan.all(), english.session_plan.all(), strict=True):
        assert list(copy.script.raw_data) == list(source.script.raw_data)
    source, copy = module.contingencies.get(), english.contingencies.get()
    assert (copy.translation_key, copy.action) == (source.translation_key, source.action)
    assert copy.locale == english.locale


@pytest.mark.parametrize("relation", ["session_plan", "contingencies"])
def test_a_new_script_or_case_puts_the_translation_behind(relation):
    module = make_module()
    translate(module)
    row = getattr(module, relation).first()
    if relation == "session_plan":
        row.script = [("say", "Otra frase.")]
    else:
        row.action = "Otra cosa."
    getattr(module, relation).add(row)

    publish(module)

    assert codes_behind(ModulePage) == [module.code]


def test_what_changed_is_shown_field_by_field():
    lesson = make_lesson(summary="Primero va la conciliación.")
    english = translate(lesson)
    lesson.summary = "Primero va el juicio."
    publish(lesson)

    changed = translations.changes(page=english, source=lesson)

    assert [comparison.field.name for comparison in changed] == ["summary"]
    assert "conciliación" in changed[0].htmldiff()


def test_it_is_still_known_to_be_behind_when_revisions_are_purged():
    lesson = make_lesson()
    english = translate(lesson)
    lesson.summary = "Ahora dice otra cosa."
    publish(lesson)

    purge_revisions()

    english.refresh_from_db()
    assert english.translated_from is None
    assert codes_behind() == [english.code]
    assert translations.changes(page=english, source=lesson) is None


def test_saying_that_it_is_up_to_date_catches_up():
    lesson = make_lesson()
    english = translate(lesson)
    lesson.summary = "Ahora dice otra cosa."
    publish(lesson)

    translations.remember_source(translation=english, source=lesson)
    publish(english)

    assert codes_behind() == []


def test_a_copy_that_is_no_translation_remembers_no_source():
    lesson = make_lesson()
    english = translate(lesson)

    copy = english.copy(update_attrs={"slug": "another", "title": "Another"})

    assert (copy.source_language, copy.translated_digest, copy.translated_from) == ("", "", None)
