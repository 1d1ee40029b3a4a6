"""Contents: each entry's page number stands once, on the last line of its entry."""

from itertools import groupby

import pytest

from curriculum.handouts.domain.composing import render_html
from curriculum.handouts.editions import Edition, Layout

from .pdfs import failed_rules, opened, words_on
from .test_rendering import sheet

#: Titles letter by letter longer, from what leaves room for a number to what wraps: in every
#: edition one of them fills its line exactly.
TITLES = [("no sin " * 20)[:length] for length in range(40, 101)]
CONTENTS = """
<ol class="contents">{% for title in titles %}<li>
<a href="#a{{ forloop.counter }}">{{ title }} a{{ forloop.counter }}</a><i data-of="#a{{ forloop.counter }}"></i>
<ol><li><a href="#b{{ forloop.counter }}">{{ title }} b{{ forloop.counter }}</a><i data-of="#b{{ forloop.counter }}"></i></li></ol></li>
{% endfor %}</ol>
{% for title in titles %}<p class="new-page" id="a{{ forloop.counter }}">x</p>
<p class="new-page" id="b{{ forloop.counter }}">x</p>{% endfor %}
"""


def lines_of_contents(pdf, pages):
    """The words of each line, from left to right, line after line."""
    for page in pages:
        words = sorted(words_on(pdf, page), key=lambda word: (round(word.bottom), word.left))
        for _height, line in groupby(words, key=lambda word: round(word.bottom)):
            if len(found := list(line)) > 1:
                yield found


@pytest.mark.parametrize("layout", Layout)
def test_a_number_stands_once_on_the_last_line_of_its_entry(layout):
    html = sheet(
        "<h1>x</h1>" + CONTENTS, titles=TITLES, edition=Edition(layout=layout), document=None
    )

    pdf = render_html(html=html)

    with opened(pdf) as document:
        first = len(document.pages) - 2 * len(TITLES) + 1
    entries = [f"{kind}{number}" for number in range(1, len(TITLES) + 1) for kind in "ab"]
    found = [
        (title.text, number.text)
        for *_others, title, number in lines_of_contents(pdf, range(1, first))
        if title.text in entries and title.right < number.left
    ]
    assert found == [(entry, str(page)) for page, entry in enumerate(entries, first)]
    assert failed_rules(pdf) == []
