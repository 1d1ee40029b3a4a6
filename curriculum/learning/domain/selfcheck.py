"""Questions at the end of a module: answered on the page, explained there, kept nowhere."""

#: The last part of their address, below the module's. Fixed: an address is a promise.
PARTS = {"es": "comprueba", "en": "check"}


def part_of(*, locale):
    """How the page is called in an address of this locale; in Spanish where we have no word."""
    return PARTS.get(locale.language_code.partition("-")[0], PARTS["es"])


def questions_of(*, module):
    """The assessment items of a module, saved or not, that have an answer among their options."""
    return [item for item in module.assessment_items.all() if item.answer and len(item.options) > 1]


def address_of(*, module, request=None):
    """The address of a saved module's questions, or None where it has neither."""
    above = module.get_url(request) if module.pk else None
    return f"{above}{part_of(locale=module.locale)}/" if above else None


def neighbours_of(*, module):
    """``(last lesson of the module or None, Chapter of the next module with lessons or None)``."""
    place = module.place
    later = [
        chapter
        for chapter in place.chapters
        if chapter.lessons and chapter.number > (place.module_number or 0)
    ]
    lessons = place.chapter.lessons if place.chapter else []
    return lessons[-1] if lessons else None, later[0] if later else None
