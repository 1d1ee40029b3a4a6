"""What a page shows of others, as plain data: it is made anew when that is another, and only then.

The same functions answer while a page is made (``note``) and when something
was changed (``tell``), so that the two cannot differ.
"""

import re

import swapper
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..blocks.base import for_workers
from . import outline
from .caveats import legal_review
from .glossary import explained
from .listening import playable
from .stories import lessons_of

Page = swapper.load_model("wagtailcore", "Page")

EXPLAINED = re.compile(r'popovertarget="g-(\d+)">')


def link(page):
    return [page.pk, page.title, page.url_path]


def place(*, page, place, module=None):
    """What ``page`` shows of its programme, its module and its neighbours.

    ``module`` is the specific page above a lesson, ``place`` what ``outline`` says of it.
    """
    programme = place.programme
    if programme is not None and programme.pk == page.pk:
        return [_chapter(chapter) for chapter in place.chapters]
    shown = {"numbers": [place.module_number, place.lesson_number], "programme": _head(programme)}
    if place.lesson_number is None:
        return shown
    return {
        **shown,
        "module": module and [module.pk, module.url_path, module.content_warning],
        "questions": bool(module and is_last(place) and module.questions),
        "lessons": [link(lesson) for lesson in place.chapter.lessons],
        "turns": [_turn(place, place.previous), _turn(place, place.next)],
    }


def is_last(place):
    """Whether it is the module's last lesson, behind which its questions come."""
    return place.chapter is not None and place.lesson_number == len(place.chapter.lessons)


def neighbours(*, last_lesson, next_chapter):
    """What a module's questions stand between, from what ``selfcheck.neighbours_of`` gave."""
    chapter = next_chapter and [next_chapter.number, *link(next_chapter.lessons[0])]
    return [last_lesson and link(last_lesson), chapter]


def checks(*, module):
    """In which languages a module's questions can be read."""
    found = module.get_translations(inclusive=True).live().order_by("pk")
    return [[page.pk, page.url_path, bool(page.specific.questions)] for page in found]


def stories(*, stories):
    """What lists and the feet of lessons show of stories."""
    return [[*link(page), page.specific.summary, page.specific.year] for page in stories]


def law_news(*, news):
    """What readers are told of changes of the law, from what ``law_news.news`` gave."""
    return [
        [
            item.place,
            item.summary,
            item.language,
            item.change.takes_effect_on,
            item.change.is_ahead,
            item.change.published_on,
            [[*link(page), is_compared] for page, is_compared in item.pages],
        ]
        for item in news
    ]


def supported(*, story):
    """How a story stands beside the lessons that it supports, and who may find it."""
    lessons = [
        [*link(lesson.page), lesson.title, lesson.language] for lesson in lessons_of(page=story)
    ]
    return [story.is_shown, story.is_discreet_here, lessons]


def _head(programme):
    if programme is None:
        return None
    switches = [programme.live, programme.is_listed, programme.is_discreet]
    return [programme.pk, programme.url_path, *switches, programme.colophon_id]


def _turn(place, there):
    if there is None:
        return None
    chapter, number, lesson = there
    named = ["lesson", number] if chapter is place.chapter else ["module", chapter.number]
    return [*named, *link(lesson)]


def _chapter(chapter):
    minutes = sum(outline.reading_minutes(lesson=lesson) for lesson in chapter.lessons)
    return [*link(chapter.module), chapter.module.summary, len(chapter.lessons), minutes]


def cards(*, lessons):
    """What a module shows of its lessons."""
    return [
        [*link(page), page.summary, outline.reading_minutes(lesson=page), page.valid_as_of]
        for page in lessons
    ]


def shelf(*, shelf):
    """What cards show of programmes, from what ``outline.shelf`` gave."""
    return [
        [
            programme.pk,
            programme.url_path,
            programme.short_title,
            programme.short_summary,
            programme.drawing,
            *sizes,
        ]
        for programme, *sizes in shelf
    ]


def news(*, lessons):
    return [[*link(page), page.first_published_at] for page in lessons]


def points(*, points):
    return [[point.pk, point.text] for point in points]


def flag(*, flag):
    """What workers read of a review flag."""
    return None if flag.is_for_facilitators else flag.text


def review(*, colophon):
    """What every page shows of its programme's colophon."""
    return legal_review(colophon=colophon)


def colophon(*, colophon):
    """What the programme itself shows of it beside."""
    return [colophon.valid_as_of, colophon.licence]


def glossary(*, terms):
    return [[term.pk, term.term, term.definition] for term in terms]


def words(*, html, terms):
    """The terms that are explained in the ``html`` that ``glossary.explained`` gave."""
    found = {int(pk) for pk in EXPLAINED.findall(html)}
    return glossary(terms=[term for term in terms if term.pk in found])


def words_of(*, page, terms):
    """The terms that are explained in the text of a lesson or story."""
    with override(page.locale.language_code):
        return words(html=explained(html=page.worker_html(), terms=terms), terms=terms)


def help_directory(*, groups):
    """What the page of help shows, from what ``directory.by_place`` gave."""
    return [[code, [_office(contact) for contact in contacts]] for code, _state, contacts in groups]


def _office(contact):
    number = [contact.verified_phone, contact.verified_phone and contact.verified_on]
    return [contact.name, contact.need, contact.what_it_does, *number, contact.website]


def offices(*, contacts):
    """What a home page shows of them."""
    return [[contact.need, contact.name] for contact in contacts]


def media(*, stream):
    """``(tag, what is shown)`` of every file and link in a text that workers read.

    What a link leads to is not looked at while the page is made: None.
    """
    for child in for_workers(stream):
        if hasattr(child.value, "values"):
            yield from _files(child.value.values())
    for model, pk, *_paths in stream.stream_block.extract_references(stream):
        if issubclass(model, Page):
            yield f"address:{pk}", None


def _files(values):
    for value in values:
        if isinstance(value, get_image_model()):
            yield f"image:{value.pk}", picture(image=value)
        elif isinstance(value, get_document_model()):
            yield f"document:{value.pk}", recording(document=value)


def picture(*, image):
    focus = [image.focal_point_x, image.focal_point_y, image.focal_point_width]
    return [image.file.name, image.width, image.height, *focus]


def recording(*, document):
    """Its own address, and the forms in which it can be played."""
    found = playable(document=document)
    forms = found and [[source.url, source.size] for source in found.sources]
    return [document.url, document.file_size, forms, found and found.seconds]
