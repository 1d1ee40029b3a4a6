from django.db import models
from wagtail.models import AbstractPage


class SitePage(AbstractPage):
    importance = models.CharField(max_length=20, blank=True)
