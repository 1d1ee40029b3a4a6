"""The demonstration's own content on paper: contents, index of articles, budget, ends of pages."""

import re

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from curriculum.handouts.base import documents
from curriculum.handouts.domain.composing import Order, sheet_html
from curriculum.handouts.domain.press import MAX_PAGES
from curriculum.handouts.editions import Edition, Layout, Paper
from curriculum.learning.domain import law
from curriculum.learning.domain.citations import citations_of
from curriculum.learning.domain.outline import lessons_of, modules_of
from curriculum.learning.domain.references import written
from curriculum.learning.models import CitedIn
from curriculum.pages.models import LessonPage, ModulePage
from tests.handouts.pdfs import (
    failed_rules,
    ink_used,
    lines_of,
    opened,
    outline_of,
    text_of,
    whitest,
)

from .conftest import PROGRAMMES

LESSON = documents.get("lesson-handout")
MODULE = documents.get("module-handout")
READER = documents.get("programme-reader")
KILOBYTES = 150
#: A heading, and what is written by hand below it.
HEADINGS, BY_HAND = ("h1", "h2", "h3", "h4"), ("writing", "line", "field")


@pytest.fixture
def page_of(loaded):
    """The Spanish page of a code."""

    def find(code, model):
        return model.objects.get(code=code, locale__language_code="es-mx")

    return find


@pytest.mark.parametrize("code", PROGRAMMES)
def test_a_programme_is_one_valid_book(readers, code):
    book = readers[code]

    assert failed_rules(book.pdf) == []
    assert 25 < book.pages <= MAX_PAGES
    with opened(book.pdf) as read:
        assert len(read.pages) == book.pages


@pytest.mark.parametrize("code", PROGRAMMES)
def test_contents_name_the_pages_on_which_things_begin(loaded, readers, code):
    book = readers[code]
    begins = {title: page for _level, title, page in outline_of(book.pdf)}
    text = text_of(book.pdf, pages=(2, 2))

    entries = entries_of(book.page)
    said = {title: number_behind(title, text) for title, _bookmark in entries}

    assert len(entries) == {"LLR": 27, "CBA": 27, "WOM": 23}[code]
    assert said == {title: begins[bookmark] for title, bookmark in entries}
    on_page = {n: text_of(book.pdf, pages=(n, n)) for n in said.values()}
    assert [title for title, number in said.items() if title not in on_page[number]] == []


def entries_of(programme):
    """``(title, how it is called in the bookmarks)``: a quiet programme says numbers alone."""
    quiet = programme.is_discreet
    found = []
    for number, module in enumerate(modules_of(programme=programme), 1):
        title = f"{number}. {module.title}"
        found.append((title, f"Módulo {number}" if quiet else title))
        for part, lesson in enumerate(lessons_of(module=module), 1):
            title = f"{number}.{part} {lesson.title}"
            found.append((title, f"Lección {number}.{part}" if quiet else title))
    rest = ("Palabras que conviene conocer", "Dónde pedir ayuda", "Artículos citados")
    return [*found, *((title, title) for title in rest)]


def number_behind(title, text):
    found = re.search(rf"{re.escape(title)} (\d+)(?!\S)", text)
    return int(found[1]) if found else None


@pytest.mark.parametrize("code", PROGRAMMES)
def test_the_index_has_each_article_that_is_cited_with_its_pages(loaded, readers, code):
    book = readers[code]
    index_begins = max(begins_of(book.pdf, "Artículos citados"))
    index = text_of(book.pdf, pages=(index_begins, book.pages), line_by_line=True)
    texts = [text_of(book.pdf, pages=(n, n)) for n in range(1, index_begins + 1)]

    cited = cited_in(book.page)
    with translation.override("es-mx"):
        found = {each: pages_behind(written(citations=[each]), index) for each in cited}

    html = BeautifulSoup(sheet_html(document=READER, subject=book.page), "html.parser")
    assert len(html.select(".articles li")) == len(cited) > 25
    assert [each for each, pages in found.items() if pages != sorted(set(pages)) or not pages] == []
    for each, pages in found.items():
        shown = {n for n, text in enumerate(texts, 1) if locator_in(each, text)}
        assert set(pages) <= shown, each


def begins_of(pdf, heading):
    return [page for _level, title, page in outline_of(pdf) if title == heading]


def cited_in(programme):
    """What workers' pages cite; an article of an answer alone is not printed."""
    pages = [page for module in modules_of(programme=programme) for page in with_lessons(module)]
    return {
        citation
        for page in pages
        for kind, _key, citation in citations_of(page=page)
        if kind != CitedIn.Kind.ASSESSMENT_ITEM
    }


def with_lessons(module):
    return [module, *lessons_of(module=module)]


def pages_behind(article, index):
    found = re.search(rf"(?<!\S){re.escape(article)} (\d+(?:, \d+)*)(?!\S)", index)
    return [int(number) for number in found[1].split(", ")] if found else []


def locator_in(citation, text):
    """Whether a page names the article, alone or among others: «LFT, arts. 357, 358 y 391 Bis»."""
    words = re.sub(r"^(\d+-[A-Z])-", r"\1, ", citation.locator)
    words = re.sub(r"^T(\d+)$", r"transitorio \1", re.sub(r"^C(\d+)$", r"Convenio \1", words))
    return bool(re.search(rf"(?<![\w.]){re.escape(words)}(?! (?:Bis|Ter))(?!\w)", text))


@pytest.mark.parametrize("code", ["LLR-1.1", "CBA-4.3", "WOM-2.2"])
def test_a_lesson_is_one_sheet_and_light(page_of, code):
    made = Order(document=LESSON, subject=page_of(code, LessonPage)).printed()

    assert made.pages == 2
    assert len(made.content) <= KILOBYTES * 1000


@pytest.mark.parametrize(
    "edition",
    [Edition(), Edition(layout=Layout.LARGE, paper=Paper.A4), Edition(layout=Layout.BOOKLET)],
    ids=lambda edition: str(edition.layout),
)
@pytest.mark.parametrize("code", ["LLR-4", "CBA-2", "WOM-2"])
def test_no_page_of_a_module_ends_with_a_heading(page_of, code, edition):
    module = page_of(code, ModulePage)

    pdf = Order(document=MODULE, subject=module, edition=edition).printed().content

    html = BeautifulSoup(sheet_html(document=MODULE, subject=module), "html.parser")
    assert ends_with_a_heading(pdf, html) == []


@pytest.mark.parametrize(
    ("code", "language", "layout"),
    [
        ("LLR-5", "es-mx", Layout.STANDARD),  # its last office went to a page of its own,
        ("WOM-4", "es-mx", Layout.BOOKLET),
        ("LLR-5", "en", Layout.BOOKLET),  # what is written by hand below a lesson,
        ("CBA-2", "en", Layout.BOOKLET),
        ("LLR-1", "es-mx", Layout.LARGE),  # and one of the sections to fill in.
    ],
)
def test_no_page_of_a_booklet_is_nearly_empty_but_its_last(loaded, code, language, layout):
    module = ModulePage.objects.get(code=code, locale__language_code=language)

    order = Order(document=MODULE, subject=module, edition=Edition(layout=layout))
    _cover, *pages, _last = whitest(order.printed().content)

    assert max(pages) < 2 / 3


def test_what_is_written_by_hand_below_a_lesson_stands_on_its_page(page_of):
    """Also below one that has hardly room for it: then there are fewer lines."""
    module = page_of("LLR-5", ModulePage).get_translations().get(locale__language_code="en")
    edition = Edition(layout=Layout.BOOKLET)

    pdf = Order(document=MODULE, subject=module, edition=edition).printed().content

    pages = [text_of(pdf, (number, number)) for number in range(3, 6)]
    assert [page.count("What I take with me") for page in pages] == [1, 1, 1]
    assert all("The law: " in page for page in pages)


@pytest.mark.parametrize("code", ["module-handout", "facilitator-guide", "poster", "cue-cards"])
def test_low_ink_takes_less_ink(page_of, code):
    document, module = documents.get(code), page_of("LLR-1", ModulePage)

    usual, spared = (
        Order(document=document, subject=module, edition=Edition(low_ink=low_ink)).printed()
        for low_ink in (False, True)
    )

    assert ink_used(spared.content) < {"poster": 0.7}.get(code, 0.97) * ink_used(usual.content)


@pytest.mark.parametrize("paper", [Paper.LETTER, Paper.A4])
@pytest.mark.parametrize("code", ["assessment-a", "assessment-b"])
def test_a_question_sheet_is_one_side_also_beside_a_change_of_the_law(page_of, code, paper):
    module, document = page_of("CBA-2", ModulePage), documents.get(code)
    assert law.notice_for(pages=[module, *lessons_of(module=module)])

    made = Order(document=document, subject=module, edition=Edition(paper=paper)).printed()

    assert made.pages == 1


def test_no_page_of_a_book_ends_with_a_heading(loaded, readers):
    book = readers["CBA"]
    html = BeautifulSoup(sheet_html(document=READER, subject=book.page), "html.parser")

    assert ends_with_a_heading(book.pdf, html) == []


def ends_with_a_heading(pdf, html):
    """``(page, heading)`` where nothing follows, neither text nor lines to write on."""
    notes = [folded(note) for note in html.select(".cite")]
    headings = {
        folded(heading)
        for heading in html.find_all(HEADINGS)
        if heading.parent.get("class") != ["cover"] and not is_followed_by_lines(heading)
    }
    found = []
    for number, lines in enumerate(lines_of(pdf), 1):
        text = [line for line in lines if not is_note(line, notes)]
        is_of_contents = any(line.isdigit() for line in text[-3:])
        if number > 1 and text and not is_of_contents and is_end_of(text[-1], headings):
            found.append((number, text[-1]))
    return found


def is_end_of(line, headings):
    return any(heading.endswith(line) for heading in headings)


def folded(element):
    return " ".join(element.get_text().split())


def is_followed_by_lines(heading):
    following = heading.find_next_sibling()
    return following is not None and bool(set(following.get("class", [])) & set(BY_HAND))


def is_note(line, notes):
    words = re.sub(r"^\d+\. ?", "", line)
    return any(words in note for note in notes)
