"""Who comes to which screen. To staff of other partners none of these addresses exists."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from curriculum.people.domain.access import is_coordinator

from ..domain.access import runs, takes_part
from ..models import TrainingSession


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class StaffMixin:
    """For staff of a partner, and for who runs the installation."""

    def dispatch(self, request, *args, **kwargs):
        if not takes_part(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("curriculum_attendance_admin:index"), "label": _("Sessions")},
        ]
        if self.get_page_title() != _("Sessions"):
            items.append({"url": "", "label": self.get_page_title()})
        return items


class SessionMixin(StaffMixin):
    """One session of the active partner, named by ``pk`` in the address."""

    @cached_property
    def session(self):
        sessions = TrainingSession.objects.select_related("partner", "sector")
        return get_object_or_404(sessions, pk=self.kwargs["pk"])

    @cached_property
    def is_runner(self):
        """Whether the person facilitates this session or coordinates its partner."""
        return runs(user=self.request.user, session=self.session)

    @cached_property
    def is_coordinator(self):
        return is_coordinator(self.request.user, self.session.partner)

    @property
    def session_url(self):
        return reverse("curriculum_attendance_admin:session", args=[self.session.pk])

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()[:2]
        items.append({"url": self.session_url, "label": self.session.reference})
        if self.get_page_title() != self.session.reference:
            items.append({"url": "", "label": self.get_page_title()})
        return items

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            session=self.session,
            session_url=self.session_url,
            is_runner=self.is_runner,
            **kwargs,
        )


class RunnerMixin(SessionMixin):
    """For its facilitators and coordinators; colleagues may look at its page."""

    def dispatch(self, request, *args, **kwargs):
        if takes_part(request.user) and not self.is_runner:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SessionCoordinatorMixin(SessionMixin):
    """For coordinators of its partner."""

    def dispatch(self, request, *args, **kwargs):
        if takes_part(request.user) and not self.is_coordinator:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
