"""What somebody should look at before a page is published, or because time has passed."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.conf import settings

from ..mixins import LessonMixin, ModuleMixin
from ..models import LegalSource
from ..story_mixins import StoryMixin
from .citations import citations_of
from .outline import planned_minutes, programme_of
from .story_cautions import Caution, story_cautions


def cautions_of(*, page, on):
    """The cautions of one page as it stands, saved or not, on the day ``on``."""
    if isinstance(page, StoryMixin):
        return story_cautions(page=page)
    citations = citations_of(page=page)
    found = [*_same_code(page), *_unknown_sources(citations)]
    if isinstance(page, LessonMixin):
        found += cautions_by_dates(page=page, is_cited=bool(citations), on=on)
        found += _films_without_captions(page)
    if isinstance(page, ModuleMixin):
        found += [*_plan_and_duration(page), *_without_script(page)]
        found += [*_rows_without_citation(page), *_answers(page)]
    return found


def cautions_by_dates(*, page, is_cited, on):
    """The cautions of one lesson that can be told from its fields and whether it cites anything."""
    return [*_without_citation(is_cited), *_over_its_date(page, on)]


def oldest_law_date(*, on):
    """A lesson whose law was compared before this day is over its date on the day ``on``."""
    return on - timedelta(days=settings.LEARNING_LAW_DAYS)


def _same_code(page):
    """A copy keeps the code of its original until somebody gives it its own."""
    model = type(page)
    here = {"translation_key": page.translation_key, "locale": page.locale}
    saved = model.objects.filter(**here).first()
    programme = programme_of(page=saved) if saved and page.code else None
    if programme is None:
        return
    others = model.objects.descendant_of(programme).filter(code=page.code)
    other = others.exclude(translation_key=page.translation_key).first()
    if other:
        yield Caution(
            "same-code",
            _("“%(title)s” has the same code. A page that was copied needs its own.")
            % {"title": other.title},
        )


def _unknown_sources(citations):
    codes = dict.fromkeys(citation.source for _kind, _row, citation in citations)
    if not codes:
        return
    known = set(LegalSource.objects.filter(code__in=codes).values_list("code", flat=True))
    if unknown := [code for code in codes if code not in known]:
        yield Caution(
            "unknown-source",
            _("Not in the directory of legal sources: %(codes)s.") % {"codes": ", ".join(unknown)},
        )


def _without_citation(is_cited):
    if not is_cited:
        yield Caution("no-citation", _("This lesson cites no article. Where does it come from?"))


def _over_its_date(page, on):
    if page.valid_as_of is None:
        yield Caution("no-date", _("Nobody has said yet as of when the law here is valid."))
    elif page.valid_as_of < oldest_law_date(on=on):
        yield Caution(
            "old-law", _("It is long since somebody compared this lesson with the law. Please do.")
        )
    if page.review_by and page.review_by <= on:
        yield Caution("over-date", _("The day by which this lesson was to be reviewed has come."))


def _films_without_captions(page):
    """WCAG 2.2, 1.2.2: a transcript is read beside the film, not with it."""
    films = [child.value for child in page.body if child.block_type == "video"]
    for film in films:
        if film.get("file") and not film.get("captions"):
            yield Caution(
                "no-captions",
                _("The film “%(title)s” has no captions. Those who cannot hear need them.")
                % {"title": film["title"]},
            )


def _plan_and_duration(page):
    rows = list(page.session_plan.all())
    planned, duration = planned_minutes(rows=rows), page.duration_minutes
    if rows and duration and planned != duration:
        difference = abs(planned - duration)
        message = (
            ngettext(
                "The plan is %(count)s minute longer than the session.",
                "The plan is %(count)s minutes longer than the session.",
                difference,
            )
            if planned > duration
            else ngettext(
                "The plan leaves %(count)s minute of the session empty.",
                "The plan leaves %(count)s minutes of the session empty.",
                difference,
            )
        )
        yield Caution("plan-duration", message % {"count": difference})


def _without_script(page):
    rows = page.session_plan.all()
    if rows and not any(row.script for row in rows):
        yield Caution(
            "no-script",
            _("The plan has no script. The guide prints its activities as they stand there."),
        )


def _rows_without_citation(page):
    missing = sum(1 for row in page.key_messages.all() if not row.citations)
    if missing:
        message = ngettext(
            "%(count)s key message cites no article.",
            "%(count)s key messages cite no article.",
            missing,
        )
        yield Caution("key-message-citation", message % {"count": missing})


def _answers(page):
    missing = sum(1 for item in page.assessment_items.all() if not item.answer)
    if missing:
        message = ngettext(
            "%(count)s question has no option with the number of its answer.",
            "%(count)s questions have no option with the number of their answer.",
            missing,
        )
        yield Caution("no-answer", message % {"count": missing})
