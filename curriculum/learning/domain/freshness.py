"""After a change: what readers' pages show now, told to the cache that keeps them.

Signals only write down where something changed. Once it is committed, what is
shown there is worked out again, for everything that was written down at once;
only pages that show something else than before are made anew.
"""

import logging
import threading
from contextlib import contextmanager

import swapper
from django.db import transaction
from django.db.models import Q
from wagtail.models import Locale

from curriculum.caching import expire_all, own
from curriculum.caching import tags as kept
from curriculum.templatetags.curriculum_tags import languages_shown

from ..mixins import LessonMixin, ModuleMixin, ProgrammeMixin, SectionMixin
from ..models import OpenPoint
from ..story_mixins import StoryMixin
from . import caveats, directory, glossary, law_news, outline, selfcheck, shelves, shown, stories

Page = swapper.load_model("wagtailcore", "Page")
logger = logging.getLogger(__name__)


class Changes:
    """What changed since it was last told. Belongs to one thread, as its database connection does."""

    def __init__(self):
        self.pages = {}  # {id: tree path then} of pages that changed by themselves
        self.roots = {}  # the same of those below which every address changed as well
        self.families = set()  # translation keys
        self.points = set()  # ids of locales whose open points changed
        self.offices = set()  # ids of locales whose help contacts changed
        self.has_law = False  # whether a change of the law, or who has looked, changed
        self.forms = {}  # {id of a locale: words whose explanation changed}


_changes = threading.local()


@contextmanager
def changed():
    """Yields the ``Changes`` to write into; they are told when the transaction is through.

    Where there is none, as when Wagtail has moved a page, they are told as soon as they are written.
    """
    if not hasattr(_changes, "waiting"):
        _changes.waiting = Changes()
    yield _changes.waiting
    transaction.on_commit(_tell)


def page_changed(*, page, with_below=False):
    """A page was saved, published, withdrawn, moved or deleted; maybe all below it moved along."""
    with changed() as found:
        (found.roots if with_below else found.pages)[page.pk] = page.path
        found.families.add(page.translation_key)


def forget():
    """Forget what was written down in this thread, and return it: ``Changes`` or None."""
    return _changes.__dict__.pop("waiting", None)


def _tell():
    changes = forget()
    if changes is None:  # a change before this one in the transaction has brought it along
        return
    try:
        kept.tell_all(dict(_shown(changes)))
    except Exception:
        # Better every page anew than one that says what no longer holds.
        logger.exception("what pages show could not be worked out; all are made anew")
        expire_all()


def _shown(changes):
    """``(tag, what is shown)`` of everything that may have changed."""
    pages, roots = _paths(changes.pages), _paths(changes.roots)
    above = Q(path__in={part for path in pages | roots for part in _parts(path)})
    below = Q(pk__in=[])
    for root in roots:
        below |= Q(path__startswith=root)
    touched = Page.objects.filter(above | below)
    for programme in touched.type(ProgrammeMixin).specific():
        yield from _programme(programme)
    saved = Page.objects.filter(pk__in=changes.pages)
    for page in saved.filter(live=True).specific():
        yield f"page:{page.pk}", own(page)
    if pages or roots:
        for section in touched.type(SectionMixin).specific():
            yield _noted(shelves.below, section=section)
        for locale in Locale.objects.all():
            yield _noted(shelves.of_home, locale=locale.pk)
            yield _noted(shelves.news, locale=locale.pk)
            yield from _stories(locale)
    families = set(changes.families)
    if roots:
        families.update(Page.objects.filter(below).values_list("translation_key", flat=True))
    yield from _languages(families)
    if pages or roots or changes.has_law:
        for locale in Locale.objects.all():
            yield _noted(law_news.news, locale=locale)
    for locale in changes.points:
        yield from _points(locale)
    for locale in changes.offices:
        yield f"help:{locale}", shown.help_directory(groups=directory.by_place(locale=locale))
        yield _noted(shelves.offices, locale=locale)
    for locale, forms in changes.forms.items():
        yield from _words(locale, forms)


def _paths(places):
    """Where these pages stood then, and where they stand now."""
    return set(places.values()) | set(
        Page.objects.filter(pk__in=places).values_list("path", flat=True)
    )


def _parts(path):
    return [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]


def _noted(function, **arguments):
    """The one tag that ``function`` notes, with what it shows."""
    with kept.listening() as heard:
        function(**arguments)
    (found,) = heard.items()
    return found


def _programme(programme):
    yield f"place:{programme.pk}", shown.place(page=programme, place=programme.place)
    points = list(OpenPoint.objects.filter(locale=programme.locale_id))
    for page, place in outline.places(programme=programme):
        page.place = place
        module = place.chapter.module if place.chapter else None
        yield f"place:{page.pk}", shown.place(page=page, place=place, module=module)
        if isinstance(page, LessonMixin):
            codes = [page.code]
        else:
            lessons = place.chapter.lessons if place.chapter else []
            codes = [lesson.code for lesson in lessons]
            yield f"cards:{page.pk}", shown.cards(lessons=lessons)
            yield from _check(module)
        touching = caveats.touching(points=points, codes=codes)
        yield f"points:{page.pk}", shown.points(points=touching)


def _check(module):
    last_lesson, next_chapter = selfcheck.neighbours_of(module=module)
    neighbours = shown.neighbours(last_lesson=last_lesson, next_chapter=next_chapter)
    yield f"check:{module.pk}", neighbours


def _languages(families):
    found = {key: [] for key in families}
    pages = Page.objects.live().filter(translation_key__in=families).select_related("locale")
    for page in pages:
        found[page.translation_key].append(page)
    for key, translations in found.items():
        yield f"languages:{key}", languages_shown(translations)
        if translations and issubclass(translations[0].specific_class, ModuleMixin):
            yield f"checks:{key}", shown.checks(module=translations[0])


def _stories(locale):
    """What stands of the stories of one language beside other pages, and beside them."""
    yield _noted(shelves.stories, locale=locale.pk)
    for kind in stories.KINDS:
        yield _noted(shelves.told, kind=kind, locale=locale)
    feet = stories.at_feet(locale=locale)
    lessons = Page.objects.live().type(LessonMixin).filter(locale=locale)
    for pk, key in lessons.values_list("pk", "translation_key"):
        yield f"foot:{pk}", shown.stories(stories=feet.get(str(key), ()))
    for story in Page.objects.live().type(StoryMixin).filter(locale=locale).specific():
        yield f"supported:{story.pk}", shown.supported(story=story)


def _points(locale):
    for programme in Page.objects.type(ProgrammeMixin).filter(locale=locale).specific():
        yield from _programme(programme)


def _words(locale, forms):
    """Of the glossary, and of every published lesson or story that has one of these words."""
    terms = glossary.terms(locale=locale)
    yield f"glossary:{locale}", shown.glossary(terms=terms)
    pattern = glossary.pattern_of(forms=forms)
    texts = Page.objects.live().type(LessonMixin, StoryMixin).filter(locale=locale)
    for page in texts.select_related("locale").specific():
        if pattern.search(outline.text_of(stream=page.prose)):
            yield f"words:{page.pk}", shown.words_of(page=page, terms=terms)
