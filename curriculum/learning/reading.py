"""How a programme, a module and a lesson are read: titles, robots, and what their pages show.

These classes have no fields; the mixins of pages derive from them. They stand
below the domain, which knows pages by those mixins, and therefore import it
inside their methods.
"""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext, gettext_lazy, override
from wagtail.url_routing import RouteResult

from curriculum.caching import KeptPage, note, note_until, shared

from .enums import Confidence

#: Blocks with a player, for which a page loads a small script.
PLAYED = {"audio", "video"}


class Reading(KeptPage):
    """Common to all three."""

    #: Modes of the preview beside the page itself: ``(mode, label)``.
    web_previews = []

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

    def address_context(self):
        """Its permanent address and the page from which it is handed on.

        What is discreet tells its address on that page alone, with a code to scan and no message.
        """
        from .domain import addresses

        code = addresses.code_of(page=self)
        return {
            "short_address": None
            if self.is_discreet_here
            else code and addresses.short_path(code=code),
            "share_address": code and addresses.share_path(code=code),
        }

    def reading_context(self, request):
        from .domain import caveats, shown

        colophon = self.programme.colophon if self.programme else None
        if colophon:
            note(f"review:{colophon.pk}", shown=shown.review(colophon=colophon))
        return {
            **self.address_context(),
            "programme": self.programme,
            "place": self.place,
            "colophon": colophon,
            "legal_review": caveats.legal_review(colophon=colophon),
        }

    def law_context(self):
        """The change of the law of which its readers are told, as ``law.notice_of`` finds it."""
        from .domain import law

        change = law.notice_of(page=self)
        note(f"law:{self.pk}")
        if change and change.is_ahead:
            note_until(change.takes_effect_at)
        return {"law_change": change}

    def caveats_context(self, codes):
        """The open points that touch lessons of these ``codes``, and the page's review flags."""
        from .domain import caveats, shown

        points = caveats.open_points(codes=codes, locale=self.locale_id)
        flags = shared(("flags", self.pk), lambda: list(self.review_flags.all()))
        note(f"points:{self.pk}", shown=shown.points(points=points))
        for flag in flags:
            note(f"flag:{flag.pk}", shown=shown.flag(flag=flag))
        return {"open_points": points, "flags": caveats.for_workers(flags=flags)}

    @property
    def flags_for_workers(self):
        """The review flags that copies on phones show."""
        from .domain import caveats

        return caveats.for_workers(flags=self.review_flags.all())


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

    def findable_title(self):
        return self.short_title

    def findable_texts(self):
        return [self.short_summary, "" if self.is_discreet else self.audience]

    @property
    def numbered_title(self):
        return self.discreet_title or gettext("Programme")

    @cached_property
    def short_code(self):
        """The code of its permanent address; "" before it is published."""
        from .domain import addresses

        return (addresses.code_of(page=self) if self.pk else None) or ""

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
    findable_relations = ("objectives", "key_messages")

    def findable_texts(self):
        """Not its plan, notes and questions, which are the facilitators'."""
        rows = [*self.objectives.all(), *self.key_messages.all()]
        return [self.summary, self.content_warning, *(row.text for row in rows)]

    #: Keyword of ``serve`` and mode of the preview: the questions at the end of the module.
    SELF_CHECK = "self-check"
    self_check_template = "curriculum/learning/self_check.html"
    web_previews = [(SELF_CHECK, gettext_lazy("Questions"))]

    @property
    def numbered_title(self):
        return gettext("Module %(number)s") % {"number": self.place.module_number or ""}

    @cached_property
    def questions(self):
        from .domain import selfcheck

        return selfcheck.questions_of(module=self)

    def self_check_address(self, request=None):
        """Where its questions are, or None while it has none."""
        from .domain import selfcheck

        return selfcheck.address_of(module=self, request=request) if self.questions else None

    def route(self, request, path_components):
        """Below a module stand its lessons, and its questions under a name that no lesson has."""
        from .domain import selfcheck

        try:
            return super().route(request, path_components)
        except Http404:
            is_self_check = path_components == [selfcheck.part_of(locale=self.locale)]
            if is_self_check and self.live and self.questions:
                return RouteResult(self, kwargs={"part": self.SELF_CHECK})
            raise

    #: Pages below are found as below any other page: ``domain.routing`` may go past.
    route.is_plain = True

    def get_template(self, request, *args, part="", **kwargs):
        if part == self.SELF_CHECK:
            return self.self_check_template
        return super().get_template(request, *args, **kwargs)

    def get_context(self, request, *args, part="", **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if part == self.SELF_CHECK:
            context |= self.self_check_context(request)
        return context

    def get_preview_template(self, request, mode_name):
        return self.get_template(request, part=mode_name)

    def get_preview_context(self, request, mode_name):
        return self.get_context(request, part=mode_name)

    def reading_context(self, request):
        from .domain import outline, shown

        lessons = outline.published_lessons(module=self) if self.pk else []
        key_messages = list(self.key_messages.all())
        note(f"place:{self.pk}", shown=shown.place(page=self, place=self.place))
        note(f"cards:{self.pk}", shown=shown.cards(lessons=lessons))
        return {
            **super().reading_context(request),
            **self.caveats_context([page.code for page in lessons]),
            **self.law_context(),
            "key_messages": key_messages,
            "has_uncompared": any(row.confidence != Confidence.HIGH for row in key_messages),
            "lessons": [(page, outline.reading_minutes(lesson=page)) for page in lessons],
            "valid_as_of": min(
                (page.valid_as_of for page in lessons if page.valid_as_of), default=None
            ),
            "self_check_address": self.self_check_address(request),
        }

    def self_check_context(self, request):
        """Neighbours are the module's last lesson and the first of the next module."""
        from .domain import selfcheck, shown

        last_lesson, next_chapter = selfcheck.neighbours_of(module=self)
        neighbours = shown.neighbours(last_lesson=last_lesson, next_chapter=next_chapter)
        note(f"check:{self.pk}", shown=neighbours)
        note(f"checks:{self.translation_key}", shown=shown.checks(module=self))
        return {
            "questions": self.questions,
            "last_lesson": last_lesson,
            "next_chapter": next_chapter,
            "address_in": lambda page: page.specific.self_check_address(request),
        }


class ProseReading(Reading):
    """Of pages with a text: ``prose`` is the stream that holds it."""

    def explained_html(self, request=None):
        """The text as workers read it, with the words that the glossary explains."""
        from .domain import glossary, shown

        terms = glossary.terms(locale=self.locale_id)
        html = shared(
            ("prose", self.pk, get_language()),
            lambda: glossary.explained(html=self.worker_html(request), terms=terms),
        )
        note(f"words:{self.pk}", shown=shown.words(html=html, terms=terms))
        for tag, value in shown.media(stream=self.prose):
            note(tag, shown=value)
        return html

    def worker_html(self, request=None):
        """The text as workers read it: only blocks that are for them, in order."""
        from .blocks.base import for_workers

        context = {"page": self, "request": request}
        return "".join(child.render(context) for child in for_workers(self.prose))


class LessonReading(ProseReading):
    @property
    def prose(self):
        return self.body

    def findable_texts(self):
        """What its page shows to workers: blocks that are for them, and its articles."""
        from .domain import references, texts

        with override(self.locale.language_code):
            articles = references.written(citations=self.citations)
        return [self.summary, *texts.worker_texts(stream=self.body), articles]

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
        from .domain import outline, shelves, shown

        module = self.module
        has_questions = module and shown.is_last(self.place)
        played = [child for child in for_workers(self.body) if child.block_type in PLAYED]
        recordings = [child for child in played if child.block_type == "audio"]
        place = shown.place(page=self, place=self.place, module=module)
        note(f"place:{self.pk}", shown=place)
        return {
            **super().reading_context(request),
            **self.caveats_context([self.code]),
            "module": module,
            **self.law_context(),
            "self_check_address": module.self_check_address(request) if has_questions else None,
            "minutes": shared(("minutes", self.pk), lambda: outline.reading_minutes(lesson=self)),
            "body": self.explained_html(request),
            "stories": shelves.at_foot_of(lesson=self) if self.pk else [],
            "recording": recordings[0] if recordings else None,
            "has_player": bool(played),
        }
