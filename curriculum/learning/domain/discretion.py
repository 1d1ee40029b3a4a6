"""Addresses of discreet programmes and of stories about them: a word that says nothing, and a number."""

import re

import swapper
from django.utils.text import slugify

from ..mixins import LessonMixin, ModuleMixin, ProgrammeMixin
from ..story_mixins import ResearchBriefMixin, StoryMixin, WinMixin
from . import stories
from .outline import programme_of

Page = swapper.load_model("wagtailcore", "Page")

#: Discreet addresses are for good, so they hang on no catalogue.
NEUTRAL_WORDS = {
    "es": {
        "programme": "cuaderno",
        "module": "modulo",
        "lesson": "leccion",
        "win": "experiencia",
        "research": "estudio",
    },
    "en": {
        "programme": "notebook",
        "module": "module",
        "lesson": "lesson",
        "win": "story",
        "research": "study",
    },
}
WORDS = {word for words in NEUTRAL_WORDS.values() for word in words.values()}
NEUTRAL = re.compile(rf"({'|'.join(sorted({*WORDS, 'programa', 'programme'}))})-\d+")


def neutral_slug(*, kind, number, language):
    """``modulo-3``; in Spanish where a language has no word of its own here."""
    words = NEUTRAL_WORDS.get(language.partition("-")[0], NEUTRAL_WORDS["es"])
    return f"{words[kind]}-{number}"


def speaks(*, page):
    """Whether the slug of a page says what it is about although its programme is discreet.

    A programme may also be called by its discreet title, which its editors chose.
    """
    if not page.path or not page.slug or NEUTRAL.fullmatch(page.slug):
        return False
    if isinstance(page, StoryMixin):
        return stories.is_about_discreet(page=page)
    is_programme = isinstance(page, ProgrammeMixin)
    programme = page if is_programme else programme_of(page=page)
    if not programme or not programme.is_discreet:
        return False
    quiet = slugify(page.discreet_title) if is_programme else ""
    return not quiet or not page.slug.startswith(quiet)


def keep_neutral(*, page):
    """Give a page whose slug speaks the first neutral one that is free beside it. Saves nothing."""
    if not speaks(page=page):
        return
    siblings = page.get_siblings(inclusive=False)
    taken = set(siblings.values_list("slug", flat=True))
    for number in range(1, len(taken) + 2):
        slug = neutral_slug(kind=_kind(page), number=number, language=page.locale.language_code)
        if slug not in taken:
            page.slug = slug
            return


def keep_neutral_below(*, page):
    """Save each page below a programme or module, and each story about it, whose slug speaks."""
    below = page.get_descendants().type(ModuleMixin, LessonMixin).order_by("path")
    for found in [*below.specific(), *stories.of_lessons_below(page=page).specific()]:
        if speaks(page=found):
            found.save(clean=False)  # which keeps it neutral


def _kind(page):
    kinds = {
        "programme": ProgrammeMixin,
        "module": ModuleMixin,
        "lesson": LessonMixin,
        "win": WinMixin,
        "research": ResearchBriefMixin,
    }
    return next(kind for kind, mixin in kinds.items() if isinstance(page, mixin))
