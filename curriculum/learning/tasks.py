"""What the worker does for this room."""

from django.db import transaction
from django_tasks import task

from .domain import converting
from .models import Recording


def convert_later(recording):
    """Queue a recording once the row that the worker looks for is certain to be there."""
    transaction.on_commit(lambda: convert_recording.enqueue(recording.pk))


# Somebody looks on in the editor; the search index can wait.
@task(priority=10)
def convert_recording(pk):
    if recording := Recording.objects.filter(pk=pk).first():
        converting.convert(recording=recording)
