"""The one place that computes a programme's order, its numbers and its times."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

import swapper
from django.db.models import Q
from django.db.models.functions import TruncDate

from curriculum.caching import shared

from ..blocks.base import for_workers
from ..mixins import LessonMixin, ModuleMixin, ProgrammeMixin
from . import stories
from .kinds import models_of

Page = swapper.load_model("wagtailcore", "Page")

#: Words a minute of somebody who reads on a small screen, and not every day.
READING_SPEED = 200


@dataclass
class Chapter:
    """A module with its number in the programme and its lessons in order."""

    module: object
    number: int
    lessons: list = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where a module or lesson stands. Numbers count what is published; None where they don't apply."""

    programme: object = None
    chapters: tuple = ()
    chapter: Chapter | None = None
    lesson_number: int | None = None

    @property
    def module_number(self):
        return self.chapter.number if self.chapter else None

    @property
    def previous(self):
        return self._step(-1)

    @property
    def next(self):
        return self._step(1)

    def _step(self, by):
        """``(chapter, lesson number, lesson)`` before or after this one, across modules, or None."""
        line = [
            (chapter, number, lesson)
            for chapter in self.chapters
            for number, lesson in enumerate(chapter.lessons, start=1)
        ]
        here = [
            index
            for index, (chapter, number, _lesson) in enumerate(line)
            if chapter is self.chapter and number == self.lesson_number
        ]
        there = here[0] + by if here else -1
        return line[there] if 0 <= there < len(line) else None


def programmes(*, locale=None):
    """Live programmes of one locale (all when None), in tree order."""
    pages = Page.objects.live().type(ProgrammeMixin)
    if locale is not None:
        pages = pages.filter(locale=locale)
    return pages.order_by("path")


def listed(*, locale=None):
    """The programmes that may be found: home, search, sitemap and feeds ask here and nowhere else."""
    is_listed = Q(pk__in=[])
    for model in models_of(ProgrammeMixin):
        is_listed |= Q(pk__in=model.objects.filter(is_listed=True).values("pk"))
    return programmes(locale=locale).public().filter(is_listed)


def listed_pages(*, locale=None, with_discreet=False):
    """Listed programmes and all published below them, and the stories that may be shown.

    A discreet programme may stand on the home page, and whoever looks for its
    words finds its lessons (``with_discreet``); pages that anybody opens name none of them.
    """
    told = Q(pk__in=stories.shown(locale=locale).order_by().values("pk"))
    below = _below_listed(locale, with_discreet=with_discreet)
    return Page.objects.live().public().filter(below | told).order_by("path")


def _below_listed(locale, *, with_discreet=False):
    below = Q(pk__in=[])
    for programme in listed(locale=locale).specific():
        if with_discreet or not programme.is_discreet:
            below |= Q(path__startswith=programme.path)
    return below


def modules_of(*, programme, live=True):
    """The modules of a programme as specific pages, in their order."""
    return _children(programme, ModuleMixin, live)


def lessons_of(*, module, live=True):
    """The lessons of a module as specific pages, in their order."""
    return _children(module, LessonMixin, live)


def published_lessons(*, module):
    """As ``lessons_of``, as a list, from what the module's place has met already: one query a type."""
    chapter = module.place.chapter
    if chapter is None or not module.live:
        return list(lessons_of(module=module))
    wanted = {}
    for page in chapter.lessons:
        wanted.setdefault(page.specific_class, []).append(page.pk)
    found = {}
    for model, pks in wanted.items():
        found.update(model.objects.select_related("locale").in_bulk(pks))
    return [found[page.pk] for page in chapter.lessons if page.pk in found]


def _children(page, mixin, live):
    children = page.get_children().type(mixin)
    if live:
        children = children.live()
    return children.specific()


def contents(*, programme, also=None, specific=False):
    """The published modules of a programme, each a ``Chapter`` with its published lessons.

    One query (three when ``specific``). ``also`` is a page that counts although
    it is a draft: the one that is being previewed.
    """
    pages = _below(programme, also).select_related("locale").order_by("path")
    return _chapters(programme, pages.specific() if specific else pages)


def _below(programme, also=None):
    pages = programme.get_descendants().type(ModuleMixin, LessonMixin)
    return pages.filter(Q(live=True) | Q(pk=also.pk if also else None))


def _chapters(programme, pages):
    chapters = {}
    for page in pages:
        if page.depth == programme.depth + 1:
            chapters[page.path] = Chapter(module=page, number=len(chapters) + 1)
        elif chapter := chapters.get(page.path[: -page.steplen]):
            chapter.lessons.append(page)
    return tuple(chapters.values())


def shelf(*, programmes):
    """Programmes as cards show them: a list of ``(programme, modules, lessons)``.

    ``programmes`` is a queryset of pages; they come back specific, with how many
    modules and lessons of each are published. Three queries whatever the number.
    """
    found = list(programmes.select_related("locale").specific())
    below = Q(pk__in=[])
    for programme in found:
        below |= Q(path__startswith=programme.path, depth__gt=programme.depth)
    pages = Page.objects.live().filter(below).type(ModuleMixin, LessonMixin)
    paths = dict(pages.values_list("path", "depth"))
    return [(programme, *_sizes(programme, paths)) for programme in found]


def _sizes(programme, paths):
    """Lessons count only below a module that is published too."""
    own = {path: depth for path, depth in paths.items() if path.startswith(programme.path)}
    modules = [path for path, depth in own.items() if depth == programme.depth + 1]
    lessons = [path for path in own if path[: -programme.steplen] in modules]
    return len(modules), len(lessons)


def latest_lessons(*, locale, number):
    """The lessons that were published last for the first time, of listed programmes.

    A discreet programme's are left out: their titles would stand on the home page.
    """
    lessons = Page.objects.live().public().filter(_below_listed(locale)).type(LessonMixin)
    day = TruncDate("first_published_at")
    lessons = lessons.select_related("locale").order_by(day.desc(), "path")
    return list(lessons.specific()[:number])


def place_of(*, page):
    """Where a module or lesson stands in its programme; an empty ``Place`` outside of one.

    At most one query beside the programme's: what is published is shared by all
    its pages. The page's published translations are left with it (``known_translations``).
    """
    programme = programme_of(page=page)
    if programme is None:
        return Place()
    if not page.live:
        return _place_among(page.pk, programme, contents(programme=programme, also=page))
    chapters, families = shared(("contents", programme.pk), lambda: _published(programme))
    page.known_translations = families.get(page.translation_key, [])
    return _place_among(page.pk, programme, chapters)


def _published(programme):
    """A programme's chapters, and ``{translation key: published pages}`` of all its families."""
    below = _below(programme)
    known = Q(pk__in=below.values("pk"))
    known |= Q(translation_key__in=below.values("translation_key"), live=True)
    found = list(Page.objects.filter(known).select_related("locale").order_by("path"))
    families = defaultdict(list)
    for page in found:
        families[page.translation_key].append(page)
    own = [page for page in found if page.is_descendant_of(programme)]
    return _chapters(programme, own), families


def places(*, programme):
    """``(page, Place)`` of every published module and lesson of a programme, all specific."""
    found = list(_below(programme).select_related("locale").order_by("path").specific())
    chapters = _chapters(programme, found)
    return [(page, _place_among(page.pk, programme, chapters)) for page in found]


def _place_among(pk, programme, chapters):
    for chapter in chapters:
        if chapter.module.pk == pk:
            return Place(programme, chapters, chapter)
        for number, lesson in enumerate(chapter.lessons, start=1):
            if lesson.pk == pk:
                return Place(programme, chapters, chapter, number)
    return Place(programme, chapters)


def number_of(*, page):
    """A module's or lesson's number among its published siblings: the ``1`` in «Lección 1»."""
    mixin = ModuleMixin if isinstance(page, ModuleMixin) else LessonMixin
    return page.get_siblings().type(mixin).live().filter(path__lt=page.path).count() + 1


def programme_of(*, page):
    """The programme above a module or lesson, or None."""
    if (above := getattr(page, "known_above", None)) is not None:
        return next((each for each in reversed(above) if isinstance(each, ProgrammeMixin)), None)
    found = page.get_ancestors(inclusive=True).type(ProgrammeMixin).last()
    return found.specific if found else None


def text_of(*, stream):
    """The words of a text that are for workers, with spaces between."""
    texts = (
        str(text)
        for child in for_workers(stream)
        for text in child.block.get_searchable_content(child.value)
    )
    return " ".join(" ".join(texts).split())


def words_of(*, lesson):
    """How many words of a lesson are for workers."""
    return len(text_of(stream=lesson.body).split())


def reading_minutes(*, lesson):
    """Whole minutes that a slow reader needs for one lesson; at least one."""
    return max(1, ceil(words_of(lesson=lesson) / READING_SPEED))


def schedule(*, rows, starts_at):
    """Session plan rows with their computed clock times.

    ``starts_at`` is a ``datetime.time``. Returns ``(timed, end)``: a list of
    ``(start time, row)`` and the ``time`` at which the session ends.
    """
    clock = datetime.combine(datetime.min, starts_at)
    timed = []
    for row in rows:
        timed.append((clock.time(), row))
        clock += timedelta(minutes=row.minutes or 0)
    return timed, clock.time()


def planned_minutes(*, rows):
    """Sum of the rows' minutes, to be compared with the module's duration."""
    return sum(row.minutes or 0 for row in rows)
