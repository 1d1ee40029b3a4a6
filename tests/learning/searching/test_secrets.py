"""What search never finds."""

import pytest
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from curriculum.learning.domain import vocabulary
from tests.factories import learning as make

from .school import body, lesson, search, titles

pytestmark = pytest.mark.django_db

SECRET = "xolotl"


def hide_in_a_draft(module):
    lesson(module, "Borrador", SECRET, live=False)


def hide_in_a_later_draft(module):
    page = lesson(module, "Publicada", "Lo de siempre.")
    page.title = SECRET
    page.save_revision()


def hide_by_taking_down(module):
    lesson(module, "Retirada", SECRET).unpublish()


def hide_by_deleting(module):
    lesson(module, "Borrada", SECRET).delete()


def hide_by_login(module):
    page = lesson(module, "Cerrada", SECRET)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def hide_in_an_unlisted_programme(module):
    programme = make.make_programme(modules=1, is_listed=False, title=SECRET)
    lesson(programme.get_children().get().specific, "No listada", SECRET)


def hide_in_facilitators_blocks(module):
    note = {"text": RichText(f"<p>{SECRET}</p>")}
    answer = {"question": SECRET, "answer": RichText(f"<p>{SECRET}</p>")}
    stream = [("facilitator_note", note), ("expected_answer", answer), ("risk", note)]
    lesson(module, "Con notas", body=[*body("Lo de siempre."), *stream])


def hide_in_the_plan_and_the_questions(module):
    module.safety_note = module.accompaniment = SECRET
    module.session_plan.add(make.make_plan_row(activity=SECRET, facilitator_notes=SECRET))
    module.assessment_items.add(make.make_assessment_item(question=SECRET, explanation=SECRET))
    make.publish(module)


def hide_in_the_script(module):
    cues = [(kind, f"Pregunta por {SECRET}.") for kind in ("say", "ask", "do")]
    module.session_plan.add(make.make_plan_row(script=cues))
    make.publish(module)


def hide_in_plan_b(module):
    module.contingencies.add(make.make_contingency(condition=SECRET, action=SECRET))
    make.publish(module)


def hide_in_a_flag_for_facilitators(module):
    flag = make.make_review_flag(text=SECRET, is_for_facilitators=True)
    module.review_flags.add(flag)
    make.publish(module)


def hide_in_another_language(module):
    make.translate(lesson(module, "Lección", "Nada."), title="Lesson", body=body(SECRET))


HIDDEN = [value for name, value in dict(globals()).items() if name.startswith("hide_")]


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_nothing_private_is_found(module, hide):
    hide(module)

    for typed in (SECRET, SECRET[:-1] + "i", f"{SECRET} siempre resumen"):
        found = search(typed)
        shown = [(r.title, r.sentence, r.programme) for r in found.results]
        assert SECRET not in str([shown, found.suggestions, found.corrected]).casefold()
    assert search(SECRET).state == "nothing"
    assert SECRET not in vocabulary.known_words(locale=make.make_locales()[0])

    # The same word where workers read it: found, and so is its misspelling.
    lesson(module, "Abierta", SECRET)
    assert titles(SECRET) == ["Abierta"]
    assert titles(SECRET[:-1] + "i") == ["Abierta"]


def test_staff_search_knows_the_facilitators_blocks_and_readers_search_does_not(module):
    hide_in_facilitators_blocks(module)

    assert [page.title for page in make.LessonPage.objects.all().search(SECRET)] == ["Con notas"]
    assert titles(SECRET) == []
