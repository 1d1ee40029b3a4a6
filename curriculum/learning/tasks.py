"""What the worker does for this room, while nobody waits for it."""

import swapper
from django.db import transaction
from django.utils.translation import override
from django_tasks import task
from wagtail.documents import get_document_model

from .domain import converting
from .models import Recording

Page = swapper.load_model("wagtailcore", "Page")


@task
def make_pictures(page_id):
    """Scale the pictures of a published lesson, so that its first reader does not wait for it."""
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page:
        with override(page.locale.language_code):
            page.specific.worker_html()


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
