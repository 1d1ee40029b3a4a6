from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from curriculum.caching import KeptPage


class HomePage(KeptPage, Page):
    """The first page of the reference site, one in each locale."""

    heading = models.CharField(
        _("heading"), max_length=150, blank=True, help_text=_("Large, above the programmes.")
    )
    lead = models.CharField(
        _("lead"), max_length=250, blank=True, help_text=_("One sentence below the heading.")
    )

    content_panels = [*Page.content_panels, FieldPanel("heading"), FieldPanel("lead")]
    template = "cms/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["curriculum_pages.SectionPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        # The domain looks up page models, which are not all loaded when this file is.
        from curriculum.learning.domain import shelves

        wins, research = shelves.stories(locale=self.locale_id)
        return {
            **super().get_context(request, *args, **kwargs),
            "shelf": shelves.of_home(locale=self.locale_id),
            "news": shelves.news(locale=self.locale_id),
            "wins": wins,
            "research": research,
            "contacts": shelves.offices(locale=self.locale_id),
        }
