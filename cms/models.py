from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

NEWS = 3
STORIES = 3


class HomePage(Page):
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
        from curriculum.learning.domain import directory, outline, stories

        wins, research = stories.newest(locale=self.locale_id, number=STORIES)
        return {
            **super().get_context(request, *args, **kwargs),
            "shelf": outline.shelf(programmes=outline.listed(locale=self.locale_id)),
            "news": outline.latest_lessons(locale=self.locale_id, number=NEWS),
            "wins": wins,
            "research": research,
            "contacts": directory.contacts(locale=self.locale_id),
        }
