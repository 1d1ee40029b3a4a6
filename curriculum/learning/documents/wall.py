"""What hangs on a wall."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents
from curriculum.handouts.editions import Paper
from curriculum.languages import InLanguage

from ..mixins import ModuleMixin
from .base import WorkerDocument, law_context, rows_to_print, with_sources


@documents.register
class Poster(WorkerDocument):
    code = "poster"
    label = gettext_lazy("Posters")
    description = gettext_lazy("The key messages of a module in large letters, one a sheet.")
    template = "curriculum/learning/print/poster.html"
    mixin = ModuleMixin
    papers = (Paper.LETTER, Paper.TABLOID, Paper.TILED)
    has_low_ink = True
    is_one_sided = True
    file_stem = InLanguage(es="cartel", en="poster")
    order = 25

    def context(self, page, **options):
        messages = rows_to_print(page.key_messages, _("This module has no key messages yet."))
        found = super().context(page) | law_context(page)
        said = " ".join([found["law_line"], *found["statement"]])
        return {
            **found,
            "law_line": said.strip(),
            "statement": [],
            "key_messages": with_sources(messages),
        }
