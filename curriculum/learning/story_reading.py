"""How a story and research are read: titles, robots, and the lessons that they stand beside.

As in ``reading``: no fields, below the domain, which is imported inside the methods.
"""

import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext

from curriculum.caching import note

from .reading import ProseReading


class StoryReading(ProseReading):
    """Common to both. A story belongs to no programme; it is as quiet as the lessons it supports."""

    programme = None

    @cached_property
    def is_shown(self):
        """Whether home, lessons, search and the sitemap may show it."""
        from .domain import stories

        return stories.is_shown(page=self)

    @cached_property
    def is_discreet_here(self):
        from .domain import stories

        return stories.is_quiet(page=self)

    @property
    def may_be_indexed(self):
        return self.is_shown

    def reading_context(self, request):
        from .domain import shown, stories

        note(f"supported:{self.pk}", shown=shown.supported(story=self))
        return {
            **self.address_context(),
            "body": self.explained_html(request),
            "supported": stories.lessons_of(page=self),
        }


class WinReading(StoryReading):
    @property
    def prose(self):
        return self.story

    @property
    def kind_label(self):
        return gettext("It has worked")

    @property
    def numbered_title(self):
        return gettext("Experience")

    @property
    def month_of(self):
        """The first day of its month, for dates in words; None where only the year is known."""
        return datetime.date(self.year, self.month, 1) if self.year and self.month else None

    @property
    def details(self):
        """In which branch of work and where, as coarse as it is kept, in the page's language."""
        sector = self.sector and (self.sector.get_translation_or_none(self.locale) or self.sector)
        if sector:
            note(f"sector:{sector.pk}", shown=sector.name)
        return [str(part) for part in (sector, self.get_state_display()) if part]


class ResearchBriefReading(StoryReading):
    @property
    def prose(self):
        return self.plain_version

    @property
    def kind_label(self):
        return gettext("It was researched")

    @property
    def numbered_title(self):
        return gettext("Reading")
