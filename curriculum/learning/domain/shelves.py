"""What home pages and sections show of everything else; each says what it rests on.

``locale`` is the id of a locale throughout.
"""

from curriculum.caching import note, shared

from . import directory, outline, shown
from . import stories as stories_domain

#: How many new lessons, and how many offices, a home page names.
NEWS = 3
OFFICES = 4
#: How many wins, and how many pieces of research.
STORIES = 3


def of_home(*, locale):
    """Every listed programme of one language, as ``outline.shelf`` gives them."""
    found = outline.shelf(programmes=outline.listed(locale=locale))
    note(f"shelf:locale-{locale}", shown=shown.shelf(shelf=found))
    return found


def below(*, section):
    """The listed programmes of one section."""
    listed = outline.listed(locale=section.locale_id).descendant_of(section)
    found = outline.shelf(programmes=listed)
    note(f"shelf:{section.pk}", shown=shown.shelf(shelf=found))
    return found


def news(*, locale):
    """The newest lessons, as ``outline.latest_lessons`` gives them."""
    lessons = outline.latest_lessons(locale=locale, number=NEWS)
    note(f"news:{locale}", shown=shown.news(lessons=lessons))
    return lessons


def offices(*, locale):
    """The first offices where one can get help."""
    contacts = directory.contacts(locale=locale)[:OFFICES]
    note(f"offices:{locale}", shown=shown.offices(contacts=contacts))
    return contacts


def stories(*, locale):
    """``(wins, research)``: the newest few, as ``stories.newest`` gives them."""
    found = stories_domain.newest(locale=locale, number=STORIES)
    note(f"stories:{locale}", shown=[shown.stories(stories=pages) for pages in found])
    return found


def at_foot_of(*, lesson):
    """The stories that support a lesson, as ``stories.at_foot_of`` gives them."""
    found = shared(("foot", lesson.pk), lambda: stories_domain.at_foot_of(lesson=lesson))
    note(f"foot:{lesson.pk}", shown=shown.stories(stories=found))
    return found


def told(*, kind, locale):
    """Queryset of all stories of one kind that may be shown; ``locale`` is a ``Locale`` here."""
    found = stories_domain.shown(mixin=stories_domain.KINDS[kind], locale=locale)
    found = found.select_related("locale").specific()
    note(f"{kind}:{locale.pk}", shown=shown.stories(stories=found))
    return found
