"""What of the curriculum is printed: a lesson, a module, and the guide to facilitate it."""

import datetime

import swapper
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import page_permission_policy

from curriculum.handouts.base import Document, PrintRow, documents

from .domain import printing
from .domain.caveats import open_points
from .domain.law import notice_for
from .domain.references import written
from .mixins import LessonMixin, ModuleMixin, ProgrammeMixin

Page = swapper.load_model("wagtailcore", "Page")
DEFAULT_START = datetime.time(10)


class PageDocument(Document):
    """A document of a page. What is published may be printed; a draft by who may edit it."""

    mixin = None
    #: Whether its pages stand below those of the other documents.
    is_of_part = False
    #: The file's name, before the number.
    file_stem = ""

    def rows(self, user):
        editable = page_permission_policy.instances_user_has_permission_for(user, "change")
        visible = Page.objects.filter(Q(live=True) | Q(pk__in=editable.values("pk")))
        programmes = {
            page.path: page.draft_title or page.title for page in visible.type(ProgrammeMixin)
        }
        for page in visible.type(self.mixin).select_related("locale").order_by("path"):
            yield PrintRow(
                key=self.key(page),
                title=page.title if page.live else page.draft_title or page.title,
                group=_above(programmes, page.path),
                language=page.locale.language_code,
                is_draft=not page.live,
                is_part=self.is_of_part,
                sort=(page.path,),
            )

    def group_of(self, page):
        return page.title if isinstance(page, ProgrammeMixin) else ""

    def get_subject(self, key):
        return printing.page_of_key(key, self.mixin)

    def key(self, page):
        return printing.print_key(page)

    def may_print(self, user, page):
        if not isinstance(page, self.mixin):
            return False
        if page.live and self.may_print_published(user, page):
            return True
        return is_staff(user) and page.permissions_for_user(user).can_edit()

    def may_print_published(self, user, page):
        raise NotImplementedError

    def language(self, page):
        return page.locale.language_code

    def title(self, page):
        return neutral(page) or page.title

    def file_name(self, page):
        numbers = [page.place.module_number, page.place.lesson_number]
        return f"{'-'.join([self.file_stem, *(str(number) for number in numbers if number)])}.pdf"

    def context(self, page, **options):
        address, typed = printing.way_back(page)
        return {
            "head": self.head(page),
            "foot": printing.foot_line(page),
            "page": page,
            "is_neutral": bool(neutral(page)),
            "address": address,
            "typed_address": typed,
            "statement": printing.statement(page),
        }

    def head(self, page):
        return neutral(page) or f"{page.place.module_number} – {page.title}"


class WorkerDocument(PageDocument):
    def may_print_published(self, user, page):
        return is_staff(user) or not page.get_view_restrictions()


@documents.register
class LessonHandout(WorkerDocument):
    code = "lesson-handout"
    label = gettext_lazy("Lesson sheet")
    description = gettext_lazy("One lesson to keep, with space to write.")
    template = "curriculum/learning/print/lesson_handout.html"
    mixin = LessonMixin
    is_of_part = True
    file_stem = "hoja"
    order = 20

    def context(self, page, **options):
        return {
            **super().context(page),
            "law_change": notice_for(pages=[page]),
            "heading": neutral(page) or page.title,
            "law_line": printing.law_line([page.valid_as_of]),
            "sources_line": written(citations=page.citations),
            "has_recording": printing.has_recording([page]),
        }

    def head(self, page):
        module = printing.module_of(page)
        return neutral(page) or f"{page.place.module_number} – {module.title}"


@documents.register
class ModuleHandout(WorkerDocument):
    code = "module-handout"
    label = gettext_lazy("Module booklet")
    description = gettext_lazy("All lessons of a module, its questions, words and offices.")
    template = "curriculum/learning/print/module_handout.html"
    mixin = ModuleMixin
    file_stem = "cuaderno"
    order = 10

    def context(self, page, **options):
        lessons = printing.printed_lessons(page)
        return {
            **super().context(page),
            "number": page.place.module_number,
            "lessons": [(lesson, written(citations=lesson.citations)) for lesson in lessons],
            "law_change": notice_for(pages=[page, *lessons]),
            "key_messages": _with_sources(page.key_messages.all()),
            "terms": printing.terms_in([page, *lessons]),
            "contacts": printing.help_contacts(page),
            "has_recording": printing.has_recording(lessons),
            "law_line": printing.law_line(lesson.valid_as_of for lesson in lessons),
        }


@documents.register
class FacilitatorGuide(PageDocument):
    code = "facilitator-guide"
    label = gettext_lazy("Facilitator guide")
    description = gettext_lazy("Session plan, script, lessons with notes, expected answers.")
    template = "curriculum/learning/print/facilitator_guide.html"
    is_for_staff = True
    mixin = ModuleMixin
    file_stem = "guia"
    order = 30

    def may_print_published(self, user, page):
        return is_staff(user)

    def options(self, query):
        """``start=17:30`` sets the clock of the session plan."""
        try:
            return {"starts_at": datetime.time.fromisoformat(query.get("start", ""))}
        except ValueError:
            return {}

    def context(self, page, starts_at=DEFAULT_START, **options):
        lessons = printing.printed_lessons(page)
        return {
            **super().context(page),
            "edition_label": _("Facilitator guide"),
            "number": page.place.module_number,
            "plan": printing.plan_of(page, starts_at=starts_at),
            "lessons": [(lesson, written(citations=lesson.citations)) for lesson in lessons],
            "law_change": notice_for(pages=[page, *lessons]),
            "key_messages": _with_sources(page.key_messages.all()),
            "answers": _with_sources(page.assessment_items.all()),
            "open_points": open_points(
                codes=[lesson.code for lesson in lessons], locale=page.locale
            ),
            "review_flags": printing.review_flags([page, *lessons]),
            "law_line": printing.law_line(lesson.valid_as_of for lesson in lessons),
        }


def is_staff(user):
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


def neutral(page):
    """The neutral title of a page whose programme is discreet, else ""."""
    return page.neutral_title if page.is_discreet_here else ""


def _above(programmes, path):
    return next((title for top, title in programmes.items() if path.startswith(top)), "")


def _with_sources(rows):
    return [(row, written(citations=row.citations)) for row in rows]
