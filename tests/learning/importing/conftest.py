"""A small curriculum cut out of the real one, to be damaged at one place."""

from copy import deepcopy
from pathlib import Path

import pytest
import yaml

import cms
from curriculum.learning.domain.importing import import_curriculum
from tests.factories import learning as make

CONTENT = Path(cms.__file__).parent / "content"


@pytest.fixture(scope="session")
def whole():
    """The two files of the real curriculum, as plain data."""
    return tuple(
        yaml.load((CONTENT / name).read_text(), yaml.CSafeLoader)
        for name in ("curriculum.yaml", "curriculum-en.yaml")
    )


@pytest.fixture
def files(whole):
    """``(spanish, english)`` with one programme, one module and its lessons."""
    spanish, english = deepcopy(whole)
    programme = spanish["programmes"][0]
    spanish["programmes"] = [programme]
    programme["modules"] = programme["modules"][:1]
    module = programme["modules"][0]
    lessons = [lesson["code"] for lesson in module["lessons"]]
    kept = {"meta", programme["code"], module["code"], *lessons}
    spanish["meta"]["open_points"] = [
        {**point, "lessons": [code for code in point["lessons"] if code in lessons]}
        for point in spanish["meta"]["open_points"]
    ]
    return spanish, {code: entry for code, entry in english.items() if code in kept}


@pytest.fixture
def section(db):
    """The section into which an import goes; the import makes its translation."""
    return make.make_section()


@pytest.fixture
def scripts(files):
    """``{file name: data}`` of a folder of scripts: one for the only module, and a flag."""
    plan = files[0]["programmes"][0]["modules"][0]["session_plan"]
    cues = [
        {"do": {"es": "Reparte las tarjetas.", "en": "Hand out the cards."}},
        {"say": {"es": "Aquí nadie firma.", "en": "Nobody signs here."}},
        {"ask": {"es": "¿Qué has oído?", "en": "What have you heard?"}},
    ]
    case = {
        "condition": {"es": "Si quedan 30 minutos", "en": "If 30 minutes are left"},
        "action": {"es": "Junta la 2 y la 3.", "en": "Join 2 and 3."},
    }
    rows = [{"cues": deepcopy(cues)} for _row in plan]
    script = {"module": "LLR-1", "rows": rows, "plan_b": [case]}
    flag = {"code": "sin-revisar", "text": {"es": "Nadie lo revisó.", "en": "Nobody reviewed it."}}
    return {"LLR-1.yaml": script, "review-flag.yaml": flag}


@pytest.fixture
def imported(files, section, tmp_path):
    """Imports ``files`` as they stand at that moment, with ``scripts`` where they are given."""

    def imported(*, scripts=None, **options):
        paths = [tmp_path / "curriculum.yaml", tmp_path / "curriculum-en.yaml"]
        for path, data in zip(paths, files, strict=True):
            write(path, data)
        if scripts is not None:
            options["scripts"] = tmp_path / "scripts"
            options["scripts"].mkdir(exist_ok=True)
            for name, data in scripts.items():
                write(options["scripts"] / name, data)
        return import_curriculum(
            path=paths[0], translations={"en": paths[1]}, below=section.pk, **options
        )

    return imported


def write(path, data):
    path.write_text(yaml.dump(data, allow_unicode=True, sort_keys=False))
