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
