"""Two languages always: every string of ours stands in both catalogues, whole."""

import re

import pytest

from cms import catalogues

from .rooms import ROOT

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_no_string_lacks_its_translation():
    assert catalogues.missing(ROOT) == {"es_MX": [], "en": []}


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_catalogue_holds_nothing_that_the_code_no_longer_says(language):
    in_code = {(m.id, m.context) for m in catalogues.extract(ROOT) if m.id}
    in_catalogue = {(m.id, m.context) for m in catalogues.read(ROOT, language) if m.id}

    assert in_catalogue - in_code == set()


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_their_placeholders(language):
    wrong = []
    for message in catalogues.read(ROOT, language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not any(ids) or not any(strings):
            continue
        known = set(PLACEHOLDER.findall(" ".join(ids)))
        if set(PLACEHOLDER.findall(" ".join(strings))) != known:
            wrong.append(ids[0])

    assert wrong == []
