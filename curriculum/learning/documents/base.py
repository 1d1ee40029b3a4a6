"""What documents of pages have in common: who may print them, and what stands on all of them."""

import swapper
from django.db.models import Q
from wagtail.permissions import page_permission_policy

from curriculum.handouts.base import Document, PrintRefused, PrintRow

from ..domain import printing
from ..domain.law import notice_for
from ..domain.references import written
from ..mixins import ModuleMixin, ProgrammeMixin

Page = swapper.load_model("wagtailcore", "Page")


class PageDocument(Document):
    """A document of a page. What is published may be printed; a draft by who may edit it."""

    mixin = None
    #: Whether its pages stand below those of the other documents.
    is_of_part = False
    #: Whether a lesson's draft is previewed on this sheet of its module, too.
    shows_drafts_of_lessons = False

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

    def version(self, page):
        return printing.foot_line(page)

    def neutral_title(self, page):
        return page.numbered_title

    def file_name(self, page):
        numbers = [page.place.module_number, page.place.lesson_number]
        return f"{'-'.join([self.stem(page), *(str(number) for number in numbers if number)])}.pdf"

    def context(self, page, **options):
        address, typed = printing.way_back(page)
        return {
            "head": self.head(page),
            "foot": printing.foot_line(page),
            "page": page,
            "quiet_title": page.numbered_title,
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


class StaffDocument(PageDocument):
    """Of a module, for those who facilitate it: never in a worker's list of sheets."""

    is_for_staff = True
    mixin = ModuleMixin

    def may_print_published(self, user, page):
        return is_staff(user)


def is_staff(user):
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


def neutral(page):
    """The neutral title of a page whose programme is discreet, else ""."""
    return page.neutral_title if page.is_discreet_here else ""


def _above(programmes, path):
    return next((title for top, title in programmes.items() if path.startswith(top)), "")


def with_sources(rows):
    return [(row, written(citations=row.citations)) for row in rows]


def law_context(module):
    """What each sheet of a whole module says of the law: of which day it is, and what has changed."""
    lessons = printing.printed_lessons(module)
    return {
        "law_change": notice_for(pages=[module, *lessons]),
        "law_line": printing.law_line(lesson.valid_as_of for lesson in lessons),
    }


def rows_to_print(rows, problem):
    """``rows`` as a list. Refuses (``nothing-to-print``), saying ``problem``, when there are none."""
    found = list(rows.all())
    if not found:
        raise PrintRefused("nothing-to-print", problem)
    return found
