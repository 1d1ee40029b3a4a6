"""What was decided for a programme holds in every language: readers change theirs in one tap."""

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from ..mixins import SWITCHES
from . import discretion


@transaction.atomic
def share(*, programme, by=None):
    """Give the translations of a published programme its switches, and neutral addresses with them.

    Drafts of theirs, too: published later they would take back what was decided since.
    """
    decided = {name: getattr(programme, name) for name in SWITCHES}
    for translation in programme.get_translations():
        _share_drafts(translation, decided)
        if any(getattr(translation, name) != value for name, value in decided.items()):
            for name, value in decided.items():
                setattr(translation, name, value)
            translation.save(clean=False)  # which keeps its own address neutral
            log(translation, "curriculum.programme.share_switches", user=by)
        if programme.is_discreet:
            discretion.keep_neutral_below(page=translation)


def _share_drafts(translation, decided):
    """The published text and whatever was written since: an editor opens the last of them."""
    revisions = translation.revisions.filter(pk__gte=translation.live_revision_id or 0)
    stale = [r for r in revisions if any(r.content.get(k) != v for k, v in decided.items())]
    for revision in stale:
        revision.content |= decided
    Revision.objects.bulk_update(stale, ["content"])
