"""A module's questions, asked of a group: two sheets, their key, and cards to vote with."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.conf import settings
from curriculum.handouts.base import documents
from curriculum.handouts.editions import Layout
from curriculum.languages import InLanguage

from ..domain import shuffling
from ..domain.cards import cards_for
from ..domain.references import written
from .base import StaffDocument, law_context, rows_to_print


class QuestionDocument(StaffDocument):
    """Of the assessment items of a module."""

    def items_of(self, page):
        return rows_to_print(page.assessment_items, _("This module has no questions yet."))

    def context(self, page, **options):
        return {**super().context(page), **law_context(page)}


class AssessmentSheet(QuestionDocument):
    """Handed out by staff, who know the answers: there is nothing on it for facilitators alone."""

    template = "curriculum/learning/print/assessment.html"
    layouts = (Layout.STANDARD, Layout.LARGE)
    letter = ""

    def context(self, page, **options):
        return {**super().context(page), "letter": self.letter, "questions": self.questions(page)}

    def questions(self, page):
        raise NotImplementedError


@documents.register
class AssessmentA(AssessmentSheet):
    code = "assessment-a"
    label = gettext_lazy("Questions, sheet A")
    description = gettext_lazy("To be answered without a name, in the module’s order.")
    file_stem = InLanguage(es="preguntas-a", en="questions-a")
    letter = "A"
    order = 50

    def questions(self, page):
        return shuffling.form_a(self.items_of(page))


@documents.register
class AssessmentB(AssessmentSheet):
    code = "assessment-b"
    label = gettext_lazy("Questions, sheet B")
    description = gettext_lazy("The same questions in another order, so that nobody copies.")
    file_stem = InLanguage(es="preguntas-b", en="questions-b")
    letter = "B"
    order = 51

    def questions(self, page):
        return shuffling.form_b(self.items_of(page))


@documents.register
class AnswerKey(QuestionDocument):
    code = "answer-key"
    label = gettext_lazy("Answer key")
    description = gettext_lazy("The right letters of sheets A and B, why, and where to count.")
    template = "curriculum/learning/print/answer_key.html"
    file_stem = InLanguage(es="respuestas", en="answers")
    order = 52

    def context(self, page, **options):
        items = self.items_of(page)
        return {
            **super().context(page),
            "edition_label": _("Answer key"),
            "fewest": settings.PRIVACY_THRESHOLD,
            "forms": [("A", shuffling.form_a(items)), ("B", shuffling.form_b(items))],
            "crossed": [
                (crossed, written(citations=crossed.a.item.citations))
                for crossed in shuffling.crossed(items)
            ],
        }


@documents.register
class CueCards(QuestionDocument):
    code = "cue-cards"
    label = gettext_lazy("Voting cards")
    description = gettext_lazy("Cards with letter and shape to cut out, and the questions to read.")
    template = "curriculum/learning/print/cue_cards.html"
    has_low_ink = True
    is_one_sided = True
    file_stem = InLanguage(es="tarjetas", en="cards")
    order = 53

    def context(self, page, **options):
        questions = shuffling.form_a(self.items_of(page))
        return {
            **super().context(page),
            "edition_label": _("Voting cards"),
            "questions": questions,
            "cards": cards_for(count=max(len(question.options) for question in questions)),
        }
