"""What the worker does for this room, while nobody waits for it."""

from datetime import timedelta
from functools import partial

import swapper
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task, task_backends
from wagtail.documents import get_document_model

from curriculum.conf import settings
from curriculum.handouts.base import documents

from .domain import converting, printing
from .models import Recording

Page = swapper.load_model("wagtailcore", "Page")
#: Lessons of a module are mostly published one after another: its sheets wait for so long.
GATHERED = timedelta(minutes=1)


@task
def make_pictures(page_id):
    """Scale the pictures of a published lesson, so that its first reader does not wait for it."""
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page:
        with override(page.locale.language_code):
            page.specific.worker_html()


def print_later(page):
    """Queue the sheets of a published page's module: once, however many lessons come at a time."""
    if not (settings.HANDOUTS_AHEAD and apps.is_installed("curriculum.handouts")):
        return
    module = printing.module_of(page)
    if cache.add(f"curriculum-sheets-ahead-{module.pk}", 1, GATHERED.total_seconds()):
        transaction.on_commit(partial(_enqueue_sheets, module.pk))


def _enqueue_sheets(pk):
    if task_backends[make_sheets.backend].supports_defer:
        make_sheets.using(run_after=timezone.now() + GATHERED).enqueue(pk)
    else:
        make_sheets.enqueue(pk)


# Everything else is more urgent.
@task(priority=-50)
def make_sheets(module_id):
    """Print what workers are given of a module in the usual editions, before somebody asks for it."""
    from curriculum.handouts.domain.keeping import print_ahead  # has a table, where it is installed

    module = Page.objects.filter(pk=module_id, live=True).first()
    if not module:
        return
    module = module.specific
    for page in [module, *printing.printed_lessons(module)]:
        for document in documents:
            if document.is_printed_ahead and document.may_print(AnonymousUser(), page):
                print_ahead(document=document, subject=page)


def convert_later(recording):
    """Queue a recording once the row that the worker looks for is certain to be there."""
    transaction.on_commit(lambda: convert_recording.enqueue(recording.pk))


# Somebody looks on in the editor; the search index can wait.
@task(priority=10)
def convert_recording(pk):
    recording = Recording.objects.filter(pk=pk).first()
    if recording and converting.convert(recording=recording):
        settle_pages.enqueue(recording.document_id)


@task()
def settle_pages(document_id):
    """Behind Wagtail's own task, which finds out where the document is used."""
    if document := get_document_model().objects.filter(pk=document_id).first():
        converting.settle(document=document)
