"""A module on paper as workers read it, alone or among others: its lessons, anchors and sources."""

from dataclasses import dataclass
from functools import cached_property

import swapper
from django.utils.translation import gettext as _

from ..blocks.base import for_workers
from .citations import texts_in
from .law import notice_for
from .outline import modules_of
from .printing import as_printed, printed_lessons
from .references import written

Page = swapper.load_model("wagtailcore", "Page")


@dataclass(frozen=True)
class PrintedLesson:
    """``label`` is its number as printed; anchors of what stands in it begin with its own."""

    page: object
    label: str
    anchor: str
    quiet_title: str

    @property
    def law_anchor(self):
        """Where its list of articles stands."""
        return f"{self.anchor}-ley"

    @cached_property
    def sources(self):
        return written(citations=self.page.citations)

    @cached_property
    def cited(self):
        """``{anchor: citations}`` of the blocks that cite something."""
        found = {}
        allowed = {id(child) for child in for_workers(self.page.body)}
        for position, child in enumerate(self.page.body, 1):
            citations = list(texts_in(child.block.get_prep_value(child.value)))
            if citations and id(child) in allowed:
                found[block_anchor(self.anchor, position)] = citations
        return found


@dataclass(frozen=True)
class PrintedModule:
    """Its anchors begin with ``prefix``: empty where it is printed alone."""

    page: object
    number: int | None
    prefix: str = ""

    @property
    def anchor(self):
        return self.prefix.rstrip("-")

    @property
    def quiet_title(self):
        return _("Module %(number)s") % {"number": self.number or ""}

    @cached_property
    def lessons(self):
        lessons = enumerate(without_private(self.page, printed_lessons(self.page)), 1)
        return [self._lesson(number, page) for number, page in lessons]

    def _lesson(self, number, page):
        whole = f"{self.number}.{number}" if self.number else str(number)
        return PrintedLesson(
            page=page,
            label=whole if self.prefix else f"{number}.",
            anchor=f"{self.prefix}l{number}",
            quiet_title=_("Lesson %(number)s") % {"number": whole},
        )

    @cached_property
    def pages(self):
        return [self.page, *(lesson.page for lesson in self.lessons)]

    @cached_property
    def key_messages(self):
        """``[(message, its sources in words, anchor), …]``."""
        return [
            (message, written(citations=message.citations), f"{self.prefix}k{number}")
            for number, message in enumerate(self.page.key_messages.all(), 1)
        ]

    @cached_property
    def law_change(self):
        return notice_for(pages=self.pages)


def block_anchor(anchor, position):
    """The anchor of the block at ``position`` (from 1) of the lesson whose anchor this is."""
    return f"{anchor}-b{position}"


def printed_modules(programme):
    """The ``PrintedModule``s of a programme: what is published of it, of a draft everything."""
    modules = list(modules_of(programme=programme, live=programme.live))
    kept = {page.pk for page in without_private(programme, modules)}
    return [
        PrintedModule(
            page=page if programme.live else as_printed(page), number=number, prefix=f"m{number}-"
        )
        for number, page in enumerate(modules, 1)
        if page.pk in kept
    ]


def without_private(page, pages):
    """``pages`` below ``page`` but for those to which an access of their own was given."""
    private = Page.objects.child_of(page).filter(view_restrictions__isnull=False)
    closed = set(private.values_list("pk", flat=True)) if page.pk else set()
    return [each for each in pages if each.pk not in closed]
