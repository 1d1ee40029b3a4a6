"""What home pages and sections show of everything else; each says what it rests on.

``locale`` is the id of a locale throughout.
"""

from curriculum.caching import note

from . import directory, outline, shown

#: How many new lessons, and how many offices, a home page names.
NEWS = 3
OFFICES = 4


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
