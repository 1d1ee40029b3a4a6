"""What facilitators say after a session, kept beside the modules that they taught."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.attendance.domain.access import require_runs

from ..models import LearnedAbout, LessonLearned
from ..refusals import KnowledgeRefused


@transaction.atomic
def record_learning(*, session, by, learned="", would_change="", themes=()):
    """Keep what a session that was held taught us and return the ``LessonLearned``.

    It takes the session's month and modules with it, and so outlives the
    session. ``themes`` are ``Theme`` objects. Refuses ``not-held``,
    ``nothing-said``, ``invalid``, and attendance's ``not-yours``.
    """
    require_runs(user=by, session=session)
    if not session.is_held:
        raise KnowledgeRefused(
            "not-held", _("Only a session that was held can teach us something.")
        )
    learning = LessonLearned(
        partner=session.partner, session=session, month=session.local_date.replace(day=1)
    )
    _set(learning, learned=learned, would_change=would_change, themes=themes)
    LearnedAbout.objects.bulk_create(
        LearnedAbout(
            lesson_learned=learning, page_id=taught.page_id, translation_key=taught.translation_key
        )
        for taught in session.modules.all()
    )
    _log(learning, "record", by)
    return learning


def _set(learning, *, learned, would_change, themes):
    learning.learned, learning.would_change = learned.strip(), would_change.strip()
    if not (learning.learned or learning.would_change):
        raise KnowledgeRefused("nothing-said", _("Write something, or skip this step."))
    try:
        learning.full_clean()
    except ValidationError as error:
        raise KnowledgeRefused("invalid", " ".join(error.messages)) from error
    learning.save()
    learning.themes.set(themes)


def _log(learning, verb, by):
    """Its title in Wagtail's log says nothing: log entries outlive what they name."""
    log(learning, f"curriculum.learning.{verb}", user=by, title=str(learning))
