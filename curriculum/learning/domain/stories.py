"""Which stories and which research are shown where; the one place that decides it.

A story follows the lessons that it supports: as long as one of them belongs to
a programme that is unlisted, discreet or private, it stands at the foot of such
lessons alone, unless its partner lists it. The lessons' own titles stay as
quiet as they are anywhere else.
"""

import uuid
from dataclasses import dataclass

import swapper
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from curriculum.caching import shared

from ..enums import Listing
from ..mixins import LessonMixin, ModuleMixin, ProgrammeMixin
from ..story_mixins import ResearchBriefMixin, StoryMixin, WinMixin
from .kinds import models_of

Page = swapper.load_model("wagtailcore", "Page")

#: Each kind by the name of its list.
KINDS = {"wins": WinMixin, "research": ResearchBriefMixin}
#: How many stand at the foot of a lesson.
AT_THE_FOOT = 3


@dataclass(frozen=True)
class Supported:
    """A lesson beside a story: where it is, and what may be called it there."""

    page: object
    title: str
    #: Its language where it is another one than the story's, else "".
    language: str = ""


def quiet_keys():
    """The translation keys of all lessons that are not spoken of in public, in any language.

    A lesson is quiet when its programme is unlisted, discreet or for some people
    alone, in one language or another.
    """
    return shared(("quiet",), _quiet_keys)


def _quiet_keys():
    quiet = _below_programmes(Q(is_listed=False) | Q(is_discreet=True))
    lessons = Page.objects.type(LessonMixin)
    found = lessons.filter(quiet | Q(pk__in=lessons.private().values("pk")))
    return {str(key) for key in found.values_list("translation_key", flat=True)}


def _below_programmes(switch):
    below = Q(pk__in=[])
    for model in models_of(ProgrammeMixin):
        for path in model.objects.filter(switch).values_list("path", flat=True):
            below |= Q(path__startswith=path)
    return below


def is_quiet(*, page):
    """Whether a story's own title must not speak where a passer-by reads it."""
    return page.listing != Listing.LISTED and not quiet_keys().isdisjoint(page.lessons)


def is_about_discreet(*, page):
    """Whether an address that speaks would say what a discreet lesson is about."""
    if page.listing == Listing.LISTED or not page.lessons:
        return False
    lessons = Page.objects.type(LessonMixin).filter(translation_key__in=page.lessons)
    return lessons.filter(_below_programmes(Q(is_discreet=True))).exists()


def is_shown(*, page):
    """Whether a published story may be shown beyond its own address."""
    return page.live and page.listing != Listing.UNLISTED and not is_quiet(page=page)


def shown(*, mixin=StoryMixin, locale=None, supporting=None):
    """Queryset of the published stories that may be shown, newest first.

    ``mixin`` says of which kind, ``locale`` in which language (all when None),
    ``supporting`` a lesson: then only those that support it.
    """
    candidates = _candidates(mixin, locale)
    key = str(supporting.translation_key) if supporting is not None else ""
    if key:
        candidates = [each for each in candidates if key in each[2]]
    quiet = quiet_keys() if any(each[1] == Listing.FOLLOW for each in candidates) else set()
    if key in quiet:  # whoever reads this lesson may read what supports it
        quiet = set()
    return _published(candidates, quiet)


def _published(candidates, quiet):
    pks = [
        pk
        for pk, listing, lessons in candidates
        if listing == Listing.LISTED or quiet.isdisjoint(lessons)
    ]
    if not pks:
        return Page.objects.none()
    found = Page.objects.live().public().filter(pk__in=pks)
    return found.order_by("-first_published_at", "-path")


def _candidates(mixin, locale):
    """``(pk, listing, lessons)`` of what is published and not unlisted; one query for all models."""
    pk = getattr(locale, "pk", locale)
    return shared(("stories", mixin, pk), lambda: _unhidden(mixin, pk))


def _unhidden(mixin, locale):
    found = []
    for model in models_of(mixin):
        told = model.objects.live().exclude(listing=Listing.UNLISTED).order_by()
        if locale is not None:
            told = told.filter(locale=locale)
        found.append(told.values_list("pk", "listing", "lessons"))
    return list(found[0].union(*found[1:], all=True)) if found else []


def newest(*, locale, number):
    """``(wins, research)``: the newest few of each that may be shown, as specific pages."""
    found = shown(locale=locale).select_related("locale")
    return tuple(list(found.type(mixin).specific()[:number]) for mixin in KINDS.values())


def of_lessons_below(*, page):
    """Queryset of all stories, drafts too, that support a lesson below ``page``, in any language."""
    lessons = Page.objects.descendant_of(page).type(LessonMixin)
    keys = {str(key) for key in lessons.values_list("translation_key", flat=True)}
    pks = [
        pk
        for model in models_of(StoryMixin)
        for pk, supported in model.objects.values_list("pk", "lessons")
        if not keys.isdisjoint(supported)
    ]
    return Page.objects.filter(pk__in=pks)


def at_foot_of(*, lesson):
    """The newest stories that support a lesson, as specific pages: at most ``AT_THE_FOOT``."""
    found = shown(locale=lesson.locale_id, supporting=lesson).select_related("locale")
    return list(found.specific()[:AT_THE_FOOT])


def at_feet(*, locale):
    """``{a lesson's key: stories}`` of one locale: as ``at_foot_of``, for all lessons at once."""
    feet, quiet = {}, quiet_keys()
    told = _published(_candidates(StoryMixin, locale), set())
    for story in told.select_related("locale").specific():
        is_open = story.listing == Listing.LISTED or quiet.isdisjoint(story.lessons)
        for key in story.lessons:
            if is_open or key in quiet:
                feet.setdefault(key, []).append(story)
    return {key: found[:AT_THE_FOOT] for key, found in feet.items()}


def lessons_of(*, page):
    """The published lessons that a story supports, as ``Supported``, in the order of the tree.

    In the story's language, or in another one where there is none yet. Those
    that are quiet bear their number instead of their title, and are left out
    where the story itself is listed.
    """
    live = Page.objects.live().public().type(LessonMixin)
    found = live.filter(translation_key__in=page.lessons).order_by("path").specific()
    by_key = {}
    for lesson in found.select_related("locale"):
        if lesson.locale_id == page.locale_id or lesson.translation_key not in by_key:
            by_key[lesson.translation_key] = lesson
    quiet = quiet_keys() if by_key else set()
    is_public = is_shown(page=page) if by_key else True
    return [
        _supported(lesson, page)
        for lesson in by_key.values()
        if not (is_public and str(lesson.translation_key) in quiet)
    ]


def _supported(lesson, page):
    is_same = lesson.locale_id == page.locale_id
    return Supported(lesson, lesson.neutral_title, "" if is_same else lesson.locale.language_code)


def lesson_choices(*, locale, user, chosen=()):
    """What an editor may tick: ``[(module, [(key, title)])]``, in the order of the tree.

    The published lessons of one language that everybody may read or that ``user``
    may edit; then those of ``chosen`` that are not among them.
    """
    policy = policy_registry.get_by_type(Page)
    editable = policy.instances_user_has_permission_for(user, "change")
    live = Page.objects.live().type(LessonMixin)
    seen = Page.objects.filter(
        Q(pk__in=live.public().values("pk")) | Q(pk__in=editable.values("pk"))
    )
    offered = seen.live().type(LessonMixin).filter(locale=locale).order_by("path")
    modules = dict(Page.objects.type(ModuleMixin).values_list("path", "title"))
    groups = {}
    for lesson in offered:
        path = lesson.path[: -lesson.steplen]
        groups.setdefault(path, []).append((str(lesson.translation_key), lesson.title))
    choices = [(modules.get(path, ""), lessons) for path, lessons in groups.items()]
    known = {key for lessons in groups.values() for key, _title in lessons}
    if missing := [key for key in chosen if key not in known]:
        titles = dict(
            seen.filter(translation_key__in=missing).values_list("translation_key", "title")
        )
        rest = [
            (key, titles.get(uuid.UUID(key), _("A lesson that is no longer here")))
            for key in missing
        ]
        choices.append((_("Not published in this language"), rest))
    return choices
