from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from curriculum.handover.base import resources
from curriculum.handover.domain.pages import PageResource
from curriculum.handover.domain.records import identity_of

from .models import HomePage


@resources.register
class HomePages(PageResource):
    """The home page of each language. There is one, so it is known by its language alone."""

    code = "site.home-pages"
    label = _("Home pages")
    order = 30

    def kinds(self):
        return {"home": HomePage}

    def queryset(self, carrier):
        return Page.objects.filter(pk__in=carrier.homes).type(HomePage).order_by("path")

    def leaving(self, sender):
        return self.queryset(sender).live().public()

    def announce(self, sender):
        """Whoever points at a home page does so by its language."""

    def find(self, key, carrier):
        return self.queryset(carrier).filter(locale__language_code=key.partition(":")[2]).first()

    def identity(self, key, receiver):
        home = Site.objects.get(is_default_site=True).root_page
        _key, locale = identity_of(key.replace("home", str(home.translation_key), 1), receiver)
        return home.translation_key, locale

    def add(self, page, record, receiver):
        Page.get_first_root_node().add_child(instance=page)
        for carrier in (receiver, receiver.here):
            carrier.homes[page.pk] = f"home:{page.locale.language_code}"
