"""What the models of this room have in common."""

import swapper
from django.db import models
from wagtail.models import TranslatableMixin
from wagtail.search import index

PAGE_MODEL = swapper.get_model_name("wagtailcore", "Page")


class TranslatableRecord(TranslatableMixin, index.Indexed, models.Model):
    class Meta(TranslatableMixin.Meta):
        abstract = True
