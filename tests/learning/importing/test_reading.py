"""Files that are badly written, by mistake or on purpose: refused in words, before anything else."""

import json
import random
from copy import deepcopy

import pytest

from curriculum.learning.domain.importing import ImportRefused
from curriculum.learning.domain.importing.curriculum import read_curriculum

from .conftest import CONTENT

ENGLISH = CONTENT / "curriculum-en.yaml"


def problems_of(path, english=ENGLISH):
    with pytest.raises(ImportRefused) as refusal:
        read_curriculum(path=path, translations={"en": english})
    return refusal.value.problems


@pytest.mark.parametrize(
    "text",
    [
        b"programmes: [",
        b"meta: 1\nmeta: 2\n",
        b"- just\n- a list\n",
        b"",
        b"\xff\xfe",
        b"meta: 1\n---\nmeta: 2\n",
        b"meta: \x00",
        b"? [meta]\n: 1\n",
        b"meta: 2026-13-45\n",
        b"meta: !!int many\n",
        b"!!python/object/apply:os.system ['true']",
        b"meta: " + b"[" * 50_000 + b"]" * 50_000,
    ],
    ids=lambda text: text[:20].decode(errors="replace"),
)
def test_what_is_no_curriculum_at_all_is_refused(tmp_path, text):
    path = tmp_path / "own.yaml"
    path.write_bytes(text)

    problems = problems_of(path)

    assert {problem.file for problem in problems} == {"own.yaml"}
    assert all(problem.reason for problem in problems)


def bomb():
    """Nine lists of nine, nine times over: a few lines that would fill the memory."""
    lists = ["&a [x, x, x, x, x, x, x, x, x]"]
    for last, name in zip("abcdefgh", "bcdefghi", strict=True):
        lists.append(f"&{name} [{', '.join([f'*{last}'] * 9)}]")
    return f"[{', '.join(lists)}]"


@pytest.mark.parametrize("notes", [bomb(), "&a [*a]", "{one: &a {x: y}, two: {<<: *a}}"])
def test_a_file_that_refers_to_itself_is_refused(tmp_path, notes):
    """In a place where notes of any shape may stand, of a file that is good but for them."""
    good = (CONTENT / "curriculum.yaml").read_text()
    before, after = good.split("  law_snapshot:\n")
    path = tmp_path / "own.yaml"
    path.write_text(f"{before}  law_snapshot:\n    own: {notes}\n{after}")

    (problem,) = problems_of(path)

    assert f" {len(before.splitlines()) + 2}, " in problem.reason
    assert "(*a)" in problem.reason


@pytest.mark.parametrize("value", [None, {"a": 1}, [{"a": 1}]], ids=str)
def test_a_wrong_value_anywhere_is_told_and_stumbled_over_nowhere(files, tmp_path, value):
    spanish, english = files
    path, beside = tmp_path / "curriculum.yaml", tmp_path / "curriculum-en.yaml"
    beside.write_text(json.dumps(english, default=str))
    for place in random.Random(1).sample(list(places(spanish)), 25):
        path.write_text(json.dumps(replaced(spanish, place, value), default=str))

        problems = problems_of(path, english=beside)

        assert all(problem.file and problem.reason for problem in problems), place


def places(value, before=()):
    """The path to everything inside ``value``."""
    if before:
        yield before
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in pairs:
            yield from places(part, (*before, name))


def replaced(data, place, value):
    data = deepcopy(data)
    target = data
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    return data
