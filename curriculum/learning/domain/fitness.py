"""What must be there before a story or research is read by anybody.

One list of problems. The editor's form shows them at their fields; what
publishes without a form (code, a workflow, the clock) is refused or held.
"""

from dataclasses import dataclass

import swapper
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ..mixins import LessonMixin
from ..story_mixins import ResearchBriefMixin, WinMixin
from . import readability, texts, traces

Page = swapper.load_model("wagtailcore", "Page")


@dataclass(frozen=True)
class Problem:
    """Why a page may not be published: the ``field``, a stable ``code`` and a sentence for people."""

    field: str
    code: str
    message: str


class Unfit(ValidationError):
    """A story was not published; ``page`` is the one, as it would have been."""

    def __init__(self, errors, *, page):
        super().__init__(errors)
        self.page = page


def problems(*, page):
    """Every reason why a story may not be published as it stands, beside its empty fields."""
    found = [*_traces(page), *_lessons(page)]
    if isinstance(page, WinMixin):
        found += [*_steps(page), *_consent(page)]
    if isinstance(page, ResearchBriefMixin):
        found += _plain_version(page)
    return [*found, *_year(page)]


def refuse_unfit(*, page):
    """Raise ``Unfit``, by field, for a story that may not be published."""
    if found := problems(page=page):
        errors = {}
        for each in found:
            errors.setdefault(each.field, []).append(ValidationError(each.message, code=each.code))
        raise Unfit(errors, page=page)


def may_go_live(*, revision):
    """Whether ``revision`` may be published now or scheduled.

    Raises ``Unfit`` for an unfit one, but not when its scheduled day
    has come: nobody is there to be told, and other pages wait behind it. Then
    the schedule is taken back, which the page's history says, and the answer is no.
    """
    page = revision.as_object()
    try:
        page.full_clean()
        refuse_unfit(page=page)
    except ValidationError as error:
        if revision.approved_go_live_at and revision.approved_go_live_at <= timezone.now():
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            return False
        raise Unfit(error, page=page) from error
    return True


def told_of_traces(*, text):
    """``(kind, sentence)`` for each trace in ``text`` that certainly leads to somebody."""
    said = {
        "email": _("An e-mail address (%(found)s). Take it out: it leads to somebody."),
        "telephone": _("What looks like a telephone number (%(found)s). Take it out."),
        "identity": _("An official number of a person or company (%(found)s). Take it out."),
    }
    for kind, found in traces.certain(text=text):
        yield kind, said[kind] % {"found": found}


def _traces(page):
    for name, text in texts.everything_in(page=page):
        for kind, message in told_of_traces(text=text):
            yield Problem(name, kind, message)


def _lessons(page):
    known = Page.objects.live().type(LessonMixin).filter(translation_key__in=page.lessons)
    if not page.lessons or not known.exists():
        message = _("Choose at least one published lesson: it is there that people will find this.")
        yield Problem("lessons", "no-lesson", message)


def _steps(page):
    if not page.steps:
        message = _("Write down at least one step that others can repeat.")
        yield Problem("steps", "no-steps", message)


def _consent(page):
    if not page.has_consent:
        message = _("Without the consent of those who lived it, it stays a draft.")
        yield Problem("has_consent", "no-consent", message)


def _plain_version(page):
    language = page.locale.language_code
    written = texts.plain_version_of(page=page)
    ease = readability.reading_ease(paragraphs=written, language=language)
    if not written:
        message = _(
            "Tell here what was found, in words that people use at work: "
            "it is this that they read instead of the report."
        )
        yield Problem("plain_version", "too-short", message)
    elif ease is None and readability.is_measured(language=language):
        message = _("Write it out: reading ease is measured from %(count)s words on.")
        yield Problem("plain_version", "too-short", message % {"count": readability.MINIMUM_WORDS})
    elif ease is not None and ease.score < readability.PLAIN:
        message = _(
            "Reading ease is %(score)s (%(label)s) and must be at least %(least)s. "
            "Make two sentences of each long one, and use the words that people use at work."
        )
        values = {"score": ease.score, "label": ease.label, "least": readability.PLAIN}
        yield Problem("plain_version", "hard-to-read", message % values)


def _year(page):
    if page.year and page.year > timezone.localdate().year:
        yield Problem("year", "year-to-come", _("This year has not come yet."))
