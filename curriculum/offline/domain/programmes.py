"""Which programme an address means, and which of its pages everybody may read."""

import swapper
from django.db.models import Count, Max

from curriculum.caching import moment
from curriculum.learning.domain import addresses, outline
from curriculum.learning.mixins import ProgrammeMixin
from curriculum.learning.models import LawReview, ShortAddress

Page = swapper.load_model("wagtailcore", "Page")


def programme_at(*, code):
    """The published programme of a short address, or None.

    Unlisted ones too: whoever has the code has the link.
    """
    try:
        page = addresses.page_at(code=code)
    except ShortAddress.DoesNotExist:
        return None
    return page if isinstance(page, ProgrammeMixin) and _is_public(page) else None


def withdrawn_at(*, code):
    """The short address of what was published once and not everybody may read any more, or None.

    Of a page that was deleted nobody knows whether it was a programme; that of a
    lesson which is still there is None.
    """
    try:
        page = addresses.page_at(code=code)
    except ShortAddress.DoesNotExist:
        return None
    if page is None or (isinstance(page, ProgrammeMixin) and not _is_public(page)):
        return ShortAddress.objects.get(code=code.lower())
    return None


def translation_of(*, programme, language):
    """The same programme in another language, when it is published there; else None."""
    found = (
        programme.get_translations(inclusive=True)
        .live()
        .public()
        .filter(locale__language_code=language)
        .first()
    )
    return found.specific if found else None


def pages_of(*, programme):
    """``(page, is a lesson)`` of the programme, its modules and their lessons that everybody may read."""
    public = set(_below(programme).public().values_list("pk", flat=True))
    yield programme, False
    for chapter in outline.contents(programme=programme, specific=True):
        if chapter.module.pk in public:
            yield chapter.module, False
            yield from ((page, True) for page in chapter.lessons if page.pk in public)


def fingerprint(*, programme):
    """Changes with what everybody may read of the programme, and with notices of the law.

    So does it with whatever else pages show, as the glossary and help, where pages are kept.
    Three queries, however much there is.
    """
    public = _below(programme).public().order_by("path")
    pages = list(public.values_list("pk", "path", "url_path", "last_published_at"))
    waiting = LawReview.objects.open().aggregate(number=Count("pk"), last=Max("pk"))
    return repr([moment(), pages, list(waiting.values())])


def last_change(*, programme):
    """The day on which something of the programme was last published."""
    found = _below(programme).aggregate(at=Max("last_published_at"))["at"]
    return found.date() if found else None


def _below(programme):
    return programme.get_descendants(inclusive=True).live()


def _is_public(page):
    return Page.objects.live().public().filter(pk=page.pk).exists()
