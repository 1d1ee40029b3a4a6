"""Posters: one message a page, as large as it fits, whoever wrote it and on whatever paper."""

import re
import subprocess
from collections import defaultdict

import pytest
import yaml

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import render, sheet_html
from curriculum.handouts.editions import Edition, Paper
from curriculum.learning.domain.addresses import short_url
from curriculum.learning.domain.posters import LARGE, LETTER, size_of
from curriculum.pages.models import KeyMessage
from tests.cms.demo.files import FOLDER
from tests.factories.learning import (
    make_change,
    make_colophon,
    make_lesson,
    make_module,
    make_programme,
    make_tree,
    translate,
)
from tests.handouts.pdfs import failed_rules, opened, structure_types, text_of

POSTER = documents.get("poster")
CONTENT = yaml.safe_load((FOLDER / "curriculum.yaml").read_text())
#: ``(code, language, [(message, citations), …])`` of each module of the demonstration.
DEMO = {
    language: [
        (message[language], message["source"])
        for programme in CONTENT["programmes"]
        for module in programme["modules"]
        for message in module["key_messages"]
    ]
    for language in ("es", "en")
}
LONGEST = 4
#: Points: any line of a message is taller, and the source below it is not.
FOOT = 23
#: The longest that an editor may write, in long words and in wide letters.
WORST = [
    ("Desproporcionadamente " * 19).strip()[:400],
    ("EL VOTO ES PERSONAL, LIBRE Y SECRETO. " * 11).strip()[:400],
    ("Voto libre y secreto. " * 19).strip()[:400],
    "Contrarrevolucionariamente.",
    "M" * 60,
]


def boxes_of(pdf):
    """``[[(left, top, right, bottom), …] of the lines, …]`` of the pages, in points."""
    done = subprocess.run(
        ["pdftotext", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    line = re.compile(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"')
    return [
        [tuple(map(float, found)) for found in line.findall(page)]
        for page in done.stdout.decode().split("<page ")[1:]
    ]


def assert_nothing_overflows(pdf, count):
    with opened(pdf) as read:
        assert len(read.pages) == count
        width = float(read.pages[0].mediabox[2])
    for number, lines in enumerate(boxes_of(pdf), start=1):
        # The number, the message, and below it what is set smallest: source, address, law.
        source = next(n for n, line in enumerate(lines) if line[3] - line[1] < FOOT)
        assert max(line[3] for line in lines[:source]) < lines[source][1], number
        assert max(line[2] for line in lines) < width - 50, number


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.TABLOID])  # tiled is tabloid that is cut
def test_every_message_of_the_demonstration_fits(paper, language):
    """The longest of those that are set in the same size, since the others take less room."""
    by_size = defaultdict(list)
    for text, cited in sorted(DEMO[language], key=lambda message: -len(message[0])):
        by_size[size_of(text=text, paper=paper)].append(KeyMessage(text=text, citations=cited))
    messages = [message for found in by_size.values() for message in found[:LONGEST]]
    colophon = make_colophon(disclaimer=CONTENT["meta"]["disclaimer"][language])
    module = make_module(programme=make_programme(colophon=colophon), key_messages=messages)
    make_lesson(module=module)
    subject = module if language == "es" else translate(module)

    pdf = render(document=POSTER, subject=subject, edition=Edition(paper=paper))

    assert len(messages) > 5
    assert_nothing_overflows(pdf, len(messages))


@pytest.mark.django_db
@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.TABLOID, Paper.TILED])
def test_the_worst_that_can_be_written_fits_beside_a_change_of_the_law(paper):
    messages = [KeyMessage(text=text, citations=["LFT:390 Bis"]) for text in WORST]
    colophon = make_colophon(disclaimer=CONTENT["meta"]["disclaimer"]["es"])
    module = make_module(programme=make_programme(colophon=colophon), key_messages=messages)
    make_lesson(module=module)
    make_change()

    pdf = render(document=POSTER, subject=module, edition=Edition(paper=paper))

    assert "PROFEDET" in text_of(pdf)
    assert_nothing_overflows(pdf, len(WORST))


@pytest.mark.parametrize(("paper", "room"), [(Paper.LETTER, LETTER), (Paper.TILED, LARGE)])
def test_a_short_message_is_large_and_a_long_one_small(paper, room):
    sizes = [size_of(text="palabra " * n, paper=paper) for n in (3, 13, 18, 30, 90)]

    assert sizes[0] == ""
    assert sizes[-1] == "endless"
    names = [name for name, _letters, _lines in room]
    assert [names.index(size) for size in sizes] == sorted(names.index(size) for size in sizes)


@pytest.fixture
def module(db):
    messages = [
        KeyMessage(text="El voto es libre.", citations=["LFT:371"]),
        KeyMessage(text="Dos."),
    ]
    made = make_module(key_messages=messages)
    translate(make_lesson(module=made))
    return made


def in_english(page):
    return page.get_translations().get().specific


@pytest.mark.parametrize("language", ["es-mx", "en"])
@pytest.mark.parametrize(
    "edition",
    [Edition(), Edition(paper=Paper.TABLOID, low_ink=True), Edition(paper=Paper.TILED)],
    ids=lambda edition: edition.classes,
)
def test_posters_are_valid_tagged_pdfs(module, edition, language):
    subject = module if language == "es-mx" else in_english(module)

    pdf = render(document=POSTER, subject=subject, edition=edition)

    assert failed_rules(pdf) == []
    assert structure_types(pdf).count("H1") == 2
    with opened(pdf) as read:
        assert str(read.Root.Lang) == {"es-mx": "es-MX", "en": "en"}[language]
        assert str(read.docinfo["/Title"]) == subject.title


def test_a_poster_says_what_rests_on_what_and_leads_to_the_page(module):
    text = text_of(render(document=POSTER, subject=in_english(module)))

    assert "El voto es libre." in text
    assert "LFT, art. 371." in text
    assert "Law read as of November 22, 2026." in text
    assert "No labor lawyer has reviewed it yet." in text
    assert short_url(page=module).split("://")[1][:15] in text


@pytest.mark.django_db
def test_everybody_may_print_what_is_published(client):
    tree = make_tree(lessons=1)
    url = POSTER.url(tree.module)

    answer = client.get(url)

    assert answer["Content-Disposition"] == 'inline; filename="cartel-1.pdf"'
    assert not answer.cookies
    tree.module.unpublish()
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_a_discreet_programmes_posters_have_a_neutral_title():
    tree = make_tree(lessons=1, is_discreet=True)
    tree.module.title = "Canario"

    with opened(render(document=POSTER, subject=tree.module)) as read:
        assert str(read.docinfo["/Title"]) == tree.module.neutral_title


@pytest.mark.django_db
def test_a_module_without_messages_says_so(client):
    module = make_module(key_messages=[])

    answer = client.get(POSTER.url(module))

    assert answer.status_code == 422


def test_a_preview_shows_them_on_a_screen(module):
    assert "El voto es libre." in sheet_html(document=POSTER, subject=module, for_screen=True)
