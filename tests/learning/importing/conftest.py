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
def imported(files, section, tmp_path):
    """Imports ``files`` as they stand at that moment."""

    def imported(**options):
        paths = [tmp_path / "curriculum.yaml", tmp_path / "curriculum-en.yaml"]
        for path, data in zip(paths, files, strict=True):
            path.write_text(yaml.dump(data, allow_unicode=True, sort_keys=False))
        return import_curriculum(
            path=paths[0], translations={"en": paths[1]}, below=section.pk, **options
        )

    return imported
