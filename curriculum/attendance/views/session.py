"""The page of one session."""

from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .base import SessionMixin


class SessionView(SessionMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "curriculum/attendance/session.html"
    header_icon = "calendar-alt"

    def get_page_title(self):
        return self.session.reference
