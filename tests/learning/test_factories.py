import pytest

from curriculum.learning.domain import outline
from tests.factories import learning as make

pytestmark = pytest.mark.django_db


def test_tree_stands_in_both_languages():
    tree = make.make_tree(english=True, modules=2, lessons=2)

    english = tree.programme.get_translations().get()
    assert [page.live for page in outline.modules_of(programme=english)] == [True, True]
    assert tree.lesson.get_translation(english.locale).live


def test_translated_rows_keep_their_key():
    tree = make.make_tree(english=True, modules=1, lessons=0)

    english = tree.module.get_translations().get().specific
    assert [row.translation_key for row in english.objectives.all()] == [
        row.translation_key for row in tree.module.objectives.all()
    ]
