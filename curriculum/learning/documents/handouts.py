"""What is read and kept: a lesson, a module, a programme."""

from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents
from curriculum.handouts.editions import Layout
from curriculum.languages import InLanguage

from ..domain import printing
from ..domain.article_index import article_index
from ..domain.directory import contacts
from ..domain.law import notice_for
from ..domain.printed import PrintedModule, printed_modules
from ..domain.references import written
from ..mixins import LessonMixin, ModuleMixin, ProgrammeMixin
from .base import WorkerDocument, neutral


@documents.register
class LessonHandout(WorkerDocument):
    code = "lesson-handout"
    label = gettext_lazy("Lesson sheet")
    description = gettext_lazy("One lesson to keep, with space to write.")
    template = "curriculum/learning/print/lesson_handout.html"
    mixin = LessonMixin
    is_of_part = True
    layouts = (Layout.STANDARD, Layout.LARGE)
    file_stem = InLanguage(es="hoja", en="sheet")
    is_printed_ahead = True
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


class BookDocument(WorkerDocument):
    """Modules as workers keep them, with a cover."""

    layouts = (Layout.STANDARD, Layout.LARGE, Layout.BOOKLET)
    has_low_ink = True
    has_neutral_cover = True

    def read_in(self, modules, locale):
        """What the parts say of these ``PrintedModule``s together: words, offices, dates."""
        pages = [page for module in modules for page in module.pages]
        lessons = [lesson.page for module in modules for lesson in module.lessons]
        return {
            "terms": printing.terms_in(pages, locale=locale),
            "contacts": contacts(locale=locale),
            "has_recording": printing.has_recording(lessons),
            "law_line": printing.law_line(lesson.valid_as_of for lesson in lessons),
        }


@documents.register
class ModuleHandout(BookDocument):
    code = "module-handout"
    label = gettext_lazy("Module booklet")
    description = gettext_lazy("All lessons of a module, its questions, words and offices.")
    template = "curriculum/learning/print/module_handout.html"
    mixin = ModuleMixin
    file_stem = InLanguage(es="cuaderno", en="notebook")
    is_printed_ahead = True
    order = 10

    def context(self, page, **options):
        module = PrintedModule(page=page, number=page.place.module_number)
        return {**super().context(page), "module": module, **self.read_in([module], page.locale)}


@documents.register
class ProgrammeReader(BookDocument):
    code = "programme-reader"
    label = gettext_lazy("Programme book")
    description = gettext_lazy("All modules to read, with one glossary and the articles cited.")
    template = "curriculum/learning/print/programme_reader.html"
    mixin = ProgrammeMixin
    file_stem = InLanguage(es="libro", en="book")
    order = 5

    def context(self, page, **options):
        modules = printed_modules(page)
        return {
            **super().context(page),
            "modules": modules,
            "articles": article_index(modules),
            **self.read_in(modules, page.locale),
        }

    def head(self, page):
        return neutral(page) or page.title
