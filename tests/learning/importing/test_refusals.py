"""Bad files: each refusal names the file, the path inside it and the reason, and nothing is kept."""

import pytest

from curriculum.learning.domain.importing import ImportRefused, import_curriculum
from curriculum.pages.models import ProgrammePage

pytestmark = pytest.mark.django_db

MODULE = "curriculum.yaml: programmes[0].modules[0]"


def module_of(files):
    return files[0]["programmes"][0]["modules"][0]


def refused(imported):
    with pytest.raises(ImportRefused) as refusal:
        imported()
    assert not ProgrammePage.objects.exists()
    return [str(problem) for problem in refusal.value.problems]


def change(path, value):
    """Sets ``value`` at ``path`` below the module; with ``...`` the key is taken out."""

    def changed(files):
        target = module_of(files)
        for step in path[:-1]:
            target = target[step]
        if value is ...:
            del target[path[-1]]
        else:
            target[path[-1]] = value

    return changed


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        (change(["slug"], ...), f"{MODULE}.slug: "),
        (change(["slug"], "con espacio"), f"{MODULE}.slug: "),
        (change(["colour"], "red"), f"{MODULE}.colour: "),
        (change(["duration_minutes"], "mucho"), f"{MODULE}.duration_minutes: "),
        (change(["duration_minutes"], 5000), f"{MODULE}.duration_minutes: "),
        (change(["objectives"], "uno"), f"{MODULE}.objectives: "),
        (change(["objectives", 0, "en"], ...), f"{MODULE}.objectives[0].en: "),
        (change(["key_messages", 1, "source", 0], "LFT"), f"{MODULE}.key_messages[1].source[0]: "),
        (change(["lessons", 0, "sources", 0], "XYZ:1"), f"{MODULE}.lessons[0].sources[0]: "),
        (change(["lessons", 1, "valid_as_of"], "ayer"), f"{MODULE}.lessons[1].valid_as_of: "),
        (change(["lessons", 0, "body_es"], "   "), f"{MODULE}.lessons[0].body_es: "),
        (
            change(["lessons", 0, "body_es"], "Texto.\n\n    código"),
            f"{MODULE}.lessons[0].body_es: ",
        ),
        (change(["lessons", 0, "body_es"], "<b>x</b>"), f"{MODULE}.lessons[0].body_es: "),
        (change(["lessons", 0, "body_es"], "![x](y.png)"), f"{MODULE}.lessons[0].body_es: "),
        (change(["lessons", 0, "code"], "LLR-1.2"), f"{MODULE}.lessons[1].code: "),
        (change(["assessment", 0, "answer"], 5), f"{MODULE}.assessment[0]"),
        (change(["review_flags"], ["nobody-knows"]), f"{MODULE}.review_flags[0]: "),
    ],
)
def test_one_wrong_value_is_named_with_its_place(imported, files, changed, place):
    changed(files)

    problems = refused(imported)

    assert [problem for problem in problems if problem.startswith(place)], problems


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("session_plan", "LLR-1.session_plan"),
        ("assessment", "LLR-1.assessment"),
        ("handout_sections", "LLR-1.handout_sections"),
    ],
)
def test_a_translation_of_another_length_is_named(imported, files, name, place):
    _spanish, english = files
    count = len(english["LLR-1"][name])
    english["LLR-1"][name].pop()

    (problem,) = refused(imported)

    assert problem.startswith(f"curriculum-en.yaml: {place}: ")
    assert f" {count - 1} " in problem
    assert "curriculum.yaml" in problem


def test_a_lesson_that_the_translation_lacks_is_named(imported, files):
    del files[1]["LLR-1.2"]

    (problem,) = refused(imported)

    assert problem.startswith("curriculum-en.yaml: LLR-1.2: ")


def test_a_lesson_that_only_the_translation_has_is_named(imported, files):
    files[1]["LLR-9.9"] = {"body": "Text."}

    (problem,) = refused(imported)

    assert problem.startswith("curriculum-en.yaml: LLR-9.9: ")


def test_all_problems_are_told_at_once(imported, files):
    module = module_of(files)
    module["slug"], module["duration_minutes"] = "", 1
    files[1]["LLR-1"]["handout_sections"].pop()

    assert len(refused(imported)) == 3


def test_an_open_point_of_an_unknown_lesson_is_named(imported, files):
    files[0]["meta"]["open_points"][0]["lessons"] = ["LLR-7.7"]

    (problem,) = refused(imported)

    assert problem.startswith("curriculum.yaml: meta.open_points[0].lessons[0]: ")
    assert "LLR-7.7" in problem


def test_a_missing_file_is_named(section, tmp_path):
    with pytest.raises(ImportRefused, match=r"nowhere\.yaml"):
        import_curriculum(path=tmp_path / "nowhere.yaml", below=section.pk)
