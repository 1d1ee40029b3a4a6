"""How a programme, a module and a lesson are read: titles, robots, and what their pages show.

These classes have no fields; the mixins of pages derive from them. They stand
below the domain, which knows pages by those mixins, and therefore import it
inside their methods.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext, override

from curriculum.caching import KeptPage, note

from .enums import Confidence


class Reading(KeptPage):
    """Common to all three."""

    @property
    def public_title(self):
        """The full title: for staff, for print, for the page's own heading."""
        return self.title

    @cached_property
    def place(self):
        """Where it stands in its programme: numbers, neighbours, contents."""
        from .domain import outline

        return outline.place_of(page=self)

    @cached_property
    def programme(self):
        return self.place.programme

    @property
    def is_discreet_here(self):
        """Whether titles and addresses must not speak where a passer-by reads them."""
        return bool(self.programme and self.programme.is_discreet)

    @property
    def neutral_title(self):
        """What a passer-by may read: ``<title>``, shared cards, file names."""
        if not self.is_discreet_here:
            return self.title
        with override(self.locale.language_code):
            return self.numbered_title

    @property
    def may_be_indexed(self):
        """Only what is listed, and not discreet, invites search engines."""
        return bool(
            self.programme
            and self.programme.live
            and self.programme.is_listed
            and not self.programme.is_discreet
        )

    def get_sitemap_urls(self, request=None):
        return super().get_sitemap_urls(request) if self.may_be_indexed else []

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **self.reading_context(request)}

    def reading_context(self, request):
        from .domain import caveats, shown

        colophon = self.programme.colophon if self.programme else None
        if colophon:
            note(f"review:{colophon.pk}", shown=shown.review(colophon=colophon))
        return {
            "programme": self.programme,
            "place": self.place,
            "colophon": colophon,
            "legal_review": caveats.legal_review(colophon=colophon),
        }

    def caveats_context(self, codes):
        """The open points that touch lessons of these ``codes``, and the page's review flags."""
        from .domain import caveats, shown

        points = caveats.open_points(codes=codes, locale=self.locale_id)
        flags = list(self.review_flags.all())
        note(f"points:{self.pk}", shown=shown.points(points=points))
        for flag in flags:
            note(f"flag:{flag.pk}", shown=flag.text)
        return {"open_points": points, "flags": flags}


class SectionReading(KeptPage):
    """A partner's shelf: its listed programmes, and nothing about the partner."""

    def get_context(self, request, *args, **kwargs):
        from .domain import shelves

        context = super().get_context(request, *args, **kwargs)
        return {**context, "shelf": shelves.below(section=self)}

    def get_sitemap_urls(self, request=None):
        return []


class ProgrammeReading(Reading):
    @cached_property
    def place(self):
        from .domain import outline

        return outline.Place(
            programme=self, chapters=outline.contents(programme=self, specific=True)
        )

    @cached_property
    def programme(self):
        return self

    @property
    def numbered_title(self):
        return self.discreet_title or gettext("Programme")

    @property
    def short_title(self):
        """On a card among others: a home page is read over shoulders too."""
        return self.discreet_title or self.neutral_title

    @property
    def short_summary(self):
        return self.discreet_summary or ("" if self.is_discreet else self.summary)

    def reading_context(self, request):
        from .domain import outline, shown

        note(f"place:{self.pk}", shown=shown.place(page=self, place=self.place))
        if self.colophon:
            note(f"colophon:{self.colophon_id}", shown=shown.colophon(colophon=self.colophon))
        chapters = [
            {
                "module": chapter.module,
                "lessons": len(chapter.lessons),
                "minutes": sum(outline.reading_minutes(lesson=page) for page in chapter.lessons),
            }
            for chapter in self.place.chapters
        ]
        return {**super().reading_context(request), "chapters": chapters}


class ModuleReading(Reading):
    @property
    def numbered_title(self):
        return gettext("Module %(number)s") % {"number": self.place.module_number or ""}

    def reading_context(self, request):
        from .domain import outline, shown

        lessons = outline.published_lessons(module=self) if self.pk else []
        messages = list(self.key_messages.all())
        note(f"place:{self.pk}", shown=shown.place(page=self, place=self.place))
        note(f"cards:{self.pk}", shown=shown.cards(lessons=lessons))
        return {
            **super().reading_context(request),
            **self.caveats_context([page.code for page in lessons]),
            "key_messages": messages,
            "has_uncompared": any(row.confidence != Confidence.HIGH for row in messages),
            "lessons": [(page, outline.reading_minutes(lesson=page)) for page in lessons],
            "valid_as_of": min(
                (page.valid_as_of for page in lessons if page.valid_as_of), default=None
            ),
        }


class LessonReading(Reading):
    @property
    def numbered_title(self):
        number = f"{self.place.module_number or ''}.{self.place.lesson_number or ''}"
        return gettext("Lesson %(number)s") % {"number": number.strip(".")}

    @cached_property
    def module(self):
        """The module above, as a specific page, or None."""
        if not self.place.chapter:
            return None
        pk = self.place.chapter.module.pk
        above = (page for page in self.known_above or () if page.pk == pk)
        return next(above, None) or self.place.chapter.module.specific

    def reading_context(self, request):
        from .blocks.base import for_workers
        from .domain import addresses, outline, shown

        short_address = None if self.is_discreet_here else addresses.code_of(page=self)
        recordings = [child for child in for_workers(self.body) if child.block_type == "audio"]
        place = shown.place(page=self, place=self.place, module=self.module)
        note(f"place:{self.pk}", shown=place)
        return {
            **super().reading_context(request),
            **self.caveats_context([self.code]),
            "module": self.module,
            "minutes": outline.reading_minutes(lesson=self),
            "body": self.explained_html(request),
            "recording": recordings[0] if recordings else None,
            "short_address": short_address and addresses.short_path(code=short_address),
        }

    def explained_html(self, request=None):
        """The body as workers read it, with the words that the glossary explains."""
        from .domain import glossary, shown

        terms = glossary.terms(locale=self.locale_id)
        html = glossary.explained(html=self.worker_html(request), terms=terms)
        note(f"words:{self.pk}", shown=shown.words(html=html, terms=terms))
        for tag, value in shown.media(lesson=self):
            note(tag, shown=value)
        return html

    def worker_html(self, request=None):
        """The body as workers read it: only blocks that are for them, in order."""
        from .blocks.base import for_workers

        context = {"page": self, "request": request}
        return "".join(child.render(context) for child in for_workers(self.body))
