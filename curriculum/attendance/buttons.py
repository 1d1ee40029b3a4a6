"""The way from a module in the page tree to a session that teaches it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from curriculum.learning.mixins import ModuleMixin

from .domain.access import takes_part


def plan_buttons(page, user):
    """Yield the ``Button`` that plans a session of a published module."""
    if takes_part(user) and page.live and issubclass(page.specific_class, ModuleMixin):
        query = urlencode({"module": page.pk})
        url = f"{reverse('curriculum_attendance_admin:plan')}?{query}"
        yield Button(_("Plan a session"), url, icon_name="calendar-alt", priority=75)
