"""What is kept of printing: finished files, and how somebody likes to print."""

from datetime import timedelta

from django.conf import settings as django_settings
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.conf import settings
from curriculum.jobs.models import private_storage

from .editions import Edition, Layout, Paper


def rendered_path(rendered, filename):
    """The key alone: nothing of a title, a programme or a person."""
    return f"sheets/{rendered.key[:2]}/{rendered.key}.pdf"


class RenderedQuerySet(models.QuerySet):
    def old(self):
        return self.filter(used_at__lt=timezone.now() - timedelta(days=settings.HANDOUTS_KEPT_DAYS))


class RenderedDocument(models.Model):
    """A finished PDF, found by the hash of all that decides how it looks.

    It says of what it is only by its kind: whoever asks has composed the sheet
    anew, and may therefore print it.
    """

    key = models.CharField(max_length=64, unique=True)
    document = models.CharField(max_length=60)
    file = models.FileField(storage=private_storage, upload_to=rendered_path, max_length=120)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = RenderedQuerySet.as_manager()

    class Meta:
        verbose_name = _("printed file")
        verbose_name_plural = _("printed files")

    def __str__(self):
        return f"{self.document} {self.key[:8]}"


@receiver(post_delete, sender=RenderedDocument)
def delete_file(sender, instance, **kwargs):
    """However a row goes, its file goes with it, once that is certain."""
    file = instance.file
    transaction.on_commit(lambda: file.storage.delete(file.name))


class PrintChoice(models.Model):
    """How somebody on the staff printed last, so that the dialogue opens that way."""

    user = models.OneToOneField(
        django_settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    paper = models.CharField(max_length=10, choices=Paper, default=Paper.LETTER)
    layout = models.CharField(max_length=10, choices=Layout, default=Layout.STANDARD)
    low_ink = models.BooleanField(default=False)
    neutral = models.BooleanField(default=False)
    copies = models.PositiveSmallIntegerField(default=1)
    #: What one printed side costs, in the site's currency.
    side_price = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    #: How kits were put together, in the words of the room that makes them.
    kit = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("print choice")
        verbose_name_plural = _("print choices")

    def __str__(self):
        return f"{self.paper} {self.layout}"

    @property
    def edition(self):
        return Edition(
            paper=self.paper, layout=self.layout, low_ink=self.low_ink, neutral=self.neutral
        )
