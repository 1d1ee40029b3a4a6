"""The facilitators' scripts: one file a module, all or nothing, and again without harm."""

from copy import deepcopy

import pytest
from django.utils.translation import override

from curriculum.learning.domain.importing import ImportRefused
from curriculum.learning.domain.importing.problems import Problems
from curriculum.learning.domain.importing.scripts import read_scripts
from curriculum.learning.models import ReviewFlag
from curriculum.pages.models import ModulePage, ProgrammePage

pytestmark = pytest.mark.django_db


def module(language="es-mx"):
    return ModulePage.objects.get(locale__language_code=language)


def cues(row):
    return [(cue.block_type, cue.value) for cue in row.script]


def keys(page):
    return [row.translation_key for row in (*page.session_plan.all(), *page.contingencies.all())]


def refused(imported, scripts):
    with pytest.raises(ImportRefused) as refusal, override("en"):
        imported(scripts=scripts)
    assert not ProgrammePage.objects.exists()
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    ("language", "said", "case"),
    [
        (
            "es-mx",
            [
                ("do", "Reparte las tarjetas."),
                ("say", "Aquí nadie firma."),
                ("ask", "¿Qué has oído?"),
            ],
            ("Si quedan 30 minutos", "Junta la 2 y la 3."),
        ),
        (
            "en",
            [
                ("do", "Hand out the cards."),
                ("say", "Nobody signs here."),
                ("ask", "What have you heard?"),
            ],
            ("If 30 minutes are left", "Join 2 and 3."),
        ),
    ],
)
def test_each_language_gets_its_own_words(imported, scripts, language, said, case):
    imported(scripts=scripts)

    page = module(language)
    assert {tuple(cues(row)) for row in page.session_plan.all()} == {tuple(said)}
    assert [(row.condition, row.action) for row in page.contingencies.all()] == [case]
    assert keys(page) == keys(module())


def test_a_module_with_a_script_bears_the_flag_for_facilitators(imported, scripts):
    imported(scripts=scripts)

    for language, text in (("es-mx", "Nadie lo revisó."), ("en", "Nobody reviewed it.")):
        (flag,) = module(language).review_flags.filter(code="sin-revisar")
        assert (flag.text, flag.is_for_facilitators) == (text, True)


def test_a_module_without_a_script_bears_no_flag(imported, scripts):
    del scripts["LLR-1.yaml"]

    imported(scripts=scripts)

    assert ReviewFlag.objects.filter(code="sin-revisar").count() == 2
    assert not module().review_flags.filter(code="sin-revisar").exists()
    assert not module().contingencies.exists()


def test_again_it_changes_nothing(imported, scripts):
    imported(scripts=scripts)

    outcome = imported(scripts=scripts)

    assert (outcome.created, outcome.updated, outcome.left_alone) == ([], [], [])


def test_scripts_come_to_a_module_that_was_there_without(imported, scripts):
    imported()
    before = keys(module())

    outcome = imported(scripts=scripts)

    assert outcome.updated == ["LLR-1 (es-mx)", "LLR-1 (en)"]
    assert keys(module())[: len(before)] == before
    assert module().session_plan.first().script


def test_an_activity_that_moved_keeps_its_key(imported, scripts, files):
    imported(scripts=scripts)
    first, second, *_rest = keys(module())
    for plan in (files[0]["programmes"][0]["modules"][0], files[1]["LLR-1"]):
        rows = plan["session_plan"]
        rows[0], rows[1] = rows[1], rows[0]

    imported(scripts=scripts)

    assert keys(module())[:2] == [second, first]


def test_a_script_that_a_person_has_edited_since_stays_and_is_told(imported, scripts):
    imported(scripts=scripts)
    page = module()
    row = page.session_plan.first()
    row.script = [("say", "Con mis palabras.")]
    page.session_plan.add(row)
    page.save_revision().publish()
    scripts["LLR-1.yaml"]["plan_b"][0]["action"]["es"] = "Otra cosa."

    outcome = imported(scripts=scripts)

    assert "LLR-1 (es-mx)" in dict(outcome.left_alone)
    assert cues(module().session_plan.first()) == [("say", "Con mis palabras.")]
    assert module().contingencies.get().action == "Junta la 2 y la 3."


LONG = {"es": "a" * 401, "en": "a"}


def change(path, value):
    """Sets ``value`` at ``path`` in the script; with ``...`` the key is taken out."""

    def changed(scripts):
        target = scripts["LLR-1.yaml"]
        for step in path[:-1]:
            target = target[step]
        if value is ...:
            del target[path[-1]]
        else:
            target[path[-1]] = value

    return changed


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (change(["module"], "LLR-2"), "module: “LLR-2” is not one of: LLR-1"),
        (change(["title"], "x"), "title: is not a key that is known here"),
        (change(["plan_b"], ...), "plan_b: is missing"),
        (change(["rows", 1, "notes"], "x"), "rows[1].notes: is not a key that is known here"),
        (
            change(["rows", 0, "cues", 0], {"shout": {"es": "x", "en": "x"}}),
            "rows[0].cues[0].shout: is not a key that is known here",
        ),
        (
            change(["rows", 0, "cues", 0, "say"], {"es": "x", "en": "x"}),
            "rows[0].cues[0]: should have one of these: say, ask, do",
        ),
        (change(["rows", 0, "cues", 0], {}), "rows[0].cues[0]: should have one of these"),
        (
            change(["rows", 0, "cues", 0], "x"),
            "rows[0].cues[0]: should be a table of names and values",
        ),
        (change(["rows", 0, "cues", 0, "do", "en"], ...), "rows[0].cues[0].do.en: is missing"),
        (
            change(["rows", 0, "cues", 0, "do"], LONG),
            "rows[0].cues[0].do.es: has 401 characters, 400 at most",
        ),
        (
            change(["plan_b", 0, "condition", "en"], "a" * 151),
            "plan_b[0].condition.en: has 151 characters, 150 at most",
        ),
        (change(["plan_b", 0, "who"], "x"), "plan_b[0].who: is not a key that is known here"),
    ],
)
def test_one_wrong_value_is_named_with_its_place(imported, scripts, changed, problem):
    changed(scripts)

    problems = refused(imported, scripts)

    assert [each for each in problems if each.startswith(f"LLR-1.yaml: {problem}")], problems


@pytest.mark.parametrize("rows", [0, 5, 7])
def test_a_script_of_another_length_than_the_plan_is_named(imported, scripts, rows):
    script = scripts["LLR-1.yaml"]
    script["rows"] = [deepcopy(script["rows"][0]) for _row in range(rows)]

    (problem,) = refused(imported, scripts)

    assert problem == (
        f"LLR-1.yaml: rows: has {rows} entries, but "
        "programmes[0].modules[0].session_plan (curriculum.yaml) has 6"
    )


def test_a_script_of_no_module_is_named(imported, scripts):
    scripts["LLR-9.yaml"] = deepcopy(scripts["LLR-1.yaml"])

    assert refused(imported, scripts) == ["LLR-9.yaml: no module has the code LLR-9"]


def test_problems_of_curriculum_and_scripts_are_told_at_once(imported, scripts, files):
    files[0]["programmes"][0]["modules"][0]["slug"] = ""
    scripts["LLR-1.yaml"]["extra"] = "x"
    scripts["review-flag.yaml"]["code"] = "con espacio"

    assert len(refused(imported, scripts)) == 3


def test_a_folder_that_is_not_there_is_named(tmp_path):
    problems, nothing = Problems(), {"programmes": []}

    with override("en"):
        read_scripts(
            folder=tmp_path / "nowhere", languages=[], source=nothing, file="", problems=problems
        )

    assert [str(problem) for problem in problems.errors] == ["nowhere: is not a folder"]
