"""What a session taught us: written after it, improved later, withdrawn if it should not stand."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.attendance.domain.access import runs
from curriculum.attendance.models import TrainingSession

from ..models import LearnedAbout, LessonLearned
from ..refusals import KnowledgeRefused
from .access import may_change
from .wording import names_somebody


@transaction.atomic
def record_learning(*, session, by, learned="", would_change="", themes=()):
    """Keep what was learned in ``session`` and return the ``LessonLearned``.

    Its month and modules are the session's, and stay when the session goes. The
    same words sent twice for one session are kept once. ``themes`` are ``Theme``
    objects.

    Refuses ``not-yours``, ``not-over`` (the session is still to come),
    ``nothing-said``, ``names-somebody``, ``invalid``.
    """
    session = TrainingSession.objects.select_for_update().get(pk=session.pk)
    if not runs(user=by, session=session):
        raise _not_yours()
    if session.is_open:
        raise KnowledgeRefused(
            "not-over", _("First close the session: what was learned is written after it.")
        )
    learning = LessonLearned(
        partner_id=session.partner_id, session=session, month=session.local_date.replace(day=1)
    )
    _say(learning, learned, would_change)
    same = session.learnings.filter(learned=learning.learned, would_change=learning.would_change)
    if kept := same.first():
        return kept
    learning.save()
    learning.themes.set(themes)
    LearnedAbout.objects.bulk_create(
        LearnedAbout(
            lesson_learned=learning,
            page_id=taught.page_id,
            translation_key=taught.translation_key,
        )
        for taught in session.modules.all()
    )
    _log(learning, "record", by)
    return learning


@transaction.atomic
def change_learning(*, learning, by, learned="", would_change="", themes=()):
    """Say it better. Month and modules stay. Refuses what ``record_learning`` refuses."""
    learning = _locked(learning, by)
    _say(learning, learned, would_change)
    learning.save()
    learning.themes.set(themes)
    _log(learning, "change", by)
    return learning


@transaction.atomic
def withdraw_learning(*, learning, by):
    """Delete a learning; the log keeps that there was one, and not what it said.

    Refuses ``not-yours``.
    """
    learning = _locked(learning, by)
    _log(learning, "withdraw", by)
    learning.delete()


def _locked(learning, by):
    learning = LessonLearned.objects.select_for_update().get(pk=learning.pk)
    if not may_change(user=by, learning=learning):
        raise _not_yours()
    return learning


def _not_yours():
    return KnowledgeRefused(
        "not-yours", _("Only the session’s facilitators and your coordinators may write this.")
    )


def _say(learning, learned, would_change):
    # A browser sends two characters for the end of a line, and counts one.
    learning.learned = "\n".join(learned.strip().splitlines())
    learning.would_change = "\n".join(would_change.strip().splitlines())
    if not (learning.learned or learning.would_change):
        raise KnowledgeRefused(
            "nothing-said", _("Both fields are empty. Write in one of them, or skip this.")
        )
    if names_somebody(learning.learned) or names_somebody(learning.would_change):
        raise KnowledgeRefused(
            "names-somebody",
            _(
                "This looks like a telephone number, an e-mail address or the key of a person. "
                "Write it in such a way that nobody can be recognised."
            ),
        )
    try:
        learning.clean_fields(exclude=["partner", "session"])
    except ValidationError as error:
        raise KnowledgeRefused("invalid", " ".join(error.messages)) from error


def _log(learning, verb, by):
    log(learning, f"curriculum.learning.{verb}", user=by, title=str(learning))
