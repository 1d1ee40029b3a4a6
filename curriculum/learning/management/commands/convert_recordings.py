from django.core.management.base import BaseCommand
from wagtail.documents import get_document_model

from curriculum.learning.domain import converting, ffmpeg
from curriculum.learning.models import Recording
from curriculum.learning.tasks import convert_later


class Command(BaseCommand):
    help = (
        "Has recordings and films made smaller that are not yet: after ffmpeg was installed, "
        "or when a worker died. The work is done by the task worker."
    )

    def handle(self, **options):
        if not ffmpeg.program():
            self.stdout.write("There is no ffmpeg: nothing was done.")
            return
        for document in get_document_model().objects.order_by("pk"):
            converting.note_upload(document=document)
        Recording.objects.filter(state=Recording.State.AS_IT_IS).update(
            state=Recording.State.WAITING
        )
        waiting = list(converting.unfinished())
        for recording in waiting:
            convert_later(recording)
        self.stdout.write(f"{len(waiting)} recordings wait to be made smaller.")
