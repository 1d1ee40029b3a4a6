"""Under which module, programme and theme a learning is found, named in the reader's language."""

from dataclasses import dataclass

import swapper
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curriculum.learning.domain.glossary import folded
from curriculum.learning.domain.outline import programmes
from curriculum.learning.models import ModuleSnapshot, Theme

from ..models import LearnedAbout, LessonLearned

Page = swapper.load_model("wagtailcore", "Page")


@dataclass(frozen=True)
class Shelf:
    """One module. ``page`` is its published page, None where there is none any more."""

    key: str
    title: str
    page: object = None
    programme: str = ""
    programme_title: str = ""


def shelves_of(*, keys):
    """``{key: Shelf}`` of modules by their translation keys (text), in three queries.

    A module that is not published any more is called what it was called then:
    what its page says meanwhile is not for everybody.
    """
    pages = _in_my_language(
        Page.objects.live().filter(translation_key__in=keys).select_related("locale")
    )
    titles = _titles_of_snapshots(set(keys) - set(pages))
    courses = list(programmes().select_related("locale")) if pages else []
    named = _in_my_language(courses)
    found = {}
    for key in keys:
        page = pages.get(key)
        above = next((c for c in courses if page and page.path.startswith(c.path)), None)
        course = str(above.translation_key) if above else ""
        title = page.title if page else titles.get(key, _("A module that is gone"))
        found[key] = Shelf(key, title, page, course, named[course].title if course else "")
    return found


def shelves_in_use():
    """The shelves of every learning in scope, by programme and title."""
    keys = LearnedAbout.objects.values_list("translation_key", flat=True).distinct()
    found = shelves_of(keys=[str(key) for key in keys])
    return sorted(
        found.values(), key=lambda shelf: (folded(shelf.programme_title), folded(shelf.title))
    )


def months_in_use():
    """Months of the learnings in scope, newest first."""
    months = LessonLearned.objects.order_by("-month").values_list("month", flat=True)
    return list(months.distinct())


def themes_to_choose():
    """Each theme once, in the reader's language where it has been translated."""
    themes = Theme.objects.select_related("locale")
    return sorted(_in_my_language(themes).values(), key=lambda theme: folded(theme.name))


def themes_in_use():
    """The themes of the learnings in scope, as ``themes_to_choose`` names them."""
    used = LessonLearned.objects.exclude(themes=None).values("themes__translation_key")
    keys = {row["themes__translation_key"] for row in used.order_by().distinct()}
    return [theme for theme in themes_to_choose() if theme.translation_key in keys]


def themes_of(*, learning, among):
    """The themes of a learning as they are named in ``among`` (``themes_to_choose``)."""
    mine = {theme.translation_key for theme in learning.themes.all()}
    return [theme for theme in among if theme.translation_key in mine]


def themes_before(*, session):
    """Themes of the latest learning about the same modules: a topic seldom comes up only once."""
    keys = session.modules.values("translation_key")
    latest = LessonLearned.objects.filter(modules__translation_key__in=keys).first()
    return themes_of(learning=latest, among=themes_to_choose()) if latest else []


def _titles_of_snapshots(keys):
    snapshots = ModuleSnapshot.objects.filter(translation_key__in=keys).order_by("sequence")
    return {str(key): title for key, title in snapshots.values_list("translation_key", "title")}


def _in_my_language(objects):
    """``{translation key: object}``: in the active language, else the site's, else any."""
    wanted = [get_language(), settings.LANGUAGE_CODE]

    def rank(found):
        code = found.locale.language_code
        return wanted.index(code) if code in wanted else len(wanted)

    kept = {}
    for found in sorted(objects, key=rank):
        kept.setdefault(str(found.translation_key), found)
    return kept
