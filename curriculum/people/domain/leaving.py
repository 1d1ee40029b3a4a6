"""What somebody who leaves a partner still holds, so that colleagues can go on."""

import swapper
from django.db.models import Q
from wagtail.log_actions import log

from .sections import sections_of

Page = swapper.load_model("wagtailcore", "Page")


def release_locks(*, user, partner, by=None):
    """Unlock the pages of ``partner`` that ``user`` had locked. Drafts stay where they are."""
    below = Q(pk__in=[])
    for section in sections_of(partner=partner):
        below |= Q(path__startswith=section.path)
    held = Page.objects.filter(below, locked=True, locked_by=user)
    for page in held.specific():
        page.locked, page.locked_by, page.locked_at = False, None, None
        page.save(update_fields=["locked", "locked_by", "locked_at"])
        log(page, "wagtail.unlock", user=by)
