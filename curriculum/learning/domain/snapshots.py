"""What was published of a module, frozen: the module, its lessons in order, its items.

A page revision does not hold the pages below it, so each publication that
changes anything makes one immutable ``ModuleSnapshot``.
"""

from contextlib import contextmanager
from contextvars import ContextVar

import swapper
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.caching import expire

from ..mixins import LessonMixin, ModuleMixin
from ..models import ModuleSnapshot
from ..refusals import LearningRefused
from .contents import SCHEMA, content_of, digest_of

Page = swapper.load_model("wagtailcore", "Page")

_waiting = ContextVar("modules_waiting_for_a_snapshot", default=None)


def take_snapshot(*, module, on):
    """Freeze what is published of ``module`` and return its ``ModuleSnapshot``.

    ``on`` is the day that the snapshot bears. Content that has not changed
    since the last snapshot gives that one back. Raises
    ``LearningRefused("not-published")`` for a module that is not live.
    """
    with transaction.atomic():
        # Locked, so that two publications at once do not take the same number.
        base = Page.objects.select_for_update().get(pk=module.pk)
        if not base.live:
            raise LearningRefused(
                "not-published", _("This module is not published, so nothing of it can be kept.")
            )
        published = base.specific
        data = snapshot_data(module=published)
        digest = digest_of(data=data)
        latest = latest_snapshot(module=published)
        if latest and latest.digest == digest:
            return latest
        expire(f"snapshot:{published.pk}")
        return ModuleSnapshot.objects.create(
            page_id=published.pk,
            translation_key=published.translation_key,
            locale=published.locale.language_code,
            code=published.code,
            title=published.title,
            digest=digest,
            data=data,
            taken_on=on,
            sequence=latest.sequence + 1 if latest else 1,
        )


def latest_snapshot(*, module):
    """The newest ``ModuleSnapshot`` of a module in its language, or None."""
    return (
        ModuleSnapshot.objects.filter(
            translation_key=module.translation_key, locale=module.locale.language_code
        )
        .order_by("-sequence")
        .first()
    )


def snapshot_data(*, module):
    """What a snapshot holds: ``{"schema", "module", "lessons"}``, each as ``content_of`` gives it."""
    lessons = Page.objects.child_of(module).type(LessonMixin).live().order_by("path").specific()
    return {
        "schema": SCHEMA,
        "module": content_of(page=module),
        "lessons": [content_of(page=lesson) for lesson in lessons],
    }


@contextmanager
def deferred():
    """Take each module's snapshot once, at the end, however many pages are published inside.

    For imports. Nothing is taken when the block fails. May be nested; the
    outermost one takes them.
    """
    if _waiting.get() is not None:
        yield
        return
    token = _waiting.set({})
    try:
        yield
        modules = _waiting.get()
    finally:
        _waiting.reset(token)
    for pk in modules:
        _take_if_published(pk)


def request_snapshot(*, page):
    """Take the snapshot of the module that ``page`` is or belongs to, now or when deferred.

    Pages outside a module and modules that are not published are passed over.
    """
    module = page if isinstance(page, ModuleMixin) else module_above(page=page)
    if module is not None:
        request_snapshot_by_id(module.pk)


def request_snapshot_by_id(pk):
    waiting = _waiting.get()
    if waiting is None:
        _take_if_published(pk)
    else:
        waiting[pk] = None


def module_above(*, page):
    """The module that holds ``page``, or None."""
    # By path: a page that was just deleted can still say where it stood.
    return (
        Page.objects.filter(path=page._get_basepath(page.path, page.depth - 1))
        .type(ModuleMixin)
        .first()
    )


def _take_if_published(pk):
    module = Page.objects.filter(pk=pk, live=True).type(ModuleMixin).first()
    if module:
        take_snapshot(module=module, on=timezone.localdate())
