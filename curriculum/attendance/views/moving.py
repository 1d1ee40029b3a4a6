"""A session that is not held as planned, each with its reason; and one closed by mistake."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..domain.scheduling import cancel_session, postpone_session, reopen_session, suspend_session
from ..planning_forms import PostponeForm, ReasonForm, show_refusal
from ..refusals import SessionRefused
from .base import RunnerMixin, SessionCoordinatorMixin


class ReasonView(WagtailAdminTemplateMixin, FormView):
    """Asks why, calls one verb, and goes back to the session."""

    form_class = ReasonForm
    template_name = "curriculum/attendance/reason.html"
    header_icon = "calendar-alt"
    explanation = ""
    button = ""
    success = ""
    is_serious = False
    #: Whether it is for a session that is still open.
    is_for_open = True

    def get(self, request, *args, **kwargs):
        if self.session.is_open is not self.is_for_open:
            messages.warning(
                request,
                _("Nothing was done: the session is %(status)s.")
                % {"status": self.session.get_status_display().lower()},
            )
            return redirect(self.session_url)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            self.move(session=self.session, by=self.request.user, **self.arguments_of(form))
        except SessionRefused as refusal:
            show_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.success)
        return redirect(self.session_url)

    def arguments_of(self, form):
        return {"reason": form.cleaned_data["reason"]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            explanation=self.explanation,
            button=self.button,
            is_serious=self.is_serious,
            **kwargs,
        )


class PostponeView(RunnerMixin, ReasonView):
    page_title = gettext_lazy("Postpone")
    form_class = PostponeForm
    explanation = gettext_lazy("With a new day it is planned for then. Without one it waits.")
    button = gettext_lazy("Postpone")
    success = gettext_lazy("The session is postponed.")
    move = staticmethod(postpone_session)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "zone": self.session.time_zone}

    def get_initial(self):
        return {"time": self.session.local_start.time()}

    def arguments_of(self, form):
        moved = form.cleaned_data.get("starts_at")
        return {**super().arguments_of(form), "starts_at": moved}


class CancelView(RunnerMixin, ReasonView):
    page_title = gettext_lazy("Cancel")
    explanation = gettext_lazy(
        "It will not be held. The exact place is erased. A coordinator can reopen it."
    )
    button = gettext_lazy("Cancel the session")
    success = gettext_lazy("The session is cancelled.")
    is_serious = True
    move = staticmethod(cancel_session)


class SuspendView(RunnerMixin, ReasonView):
    page_title = gettext_lazy("Suspend for safety")
    explanation = gettext_lazy(
        "For when those in it are at risk, even while it is going on. What was counted is kept, "
        "but it is not reported. The exact place is erased."
    )
    button = gettext_lazy("Suspend the session")
    success = gettext_lazy("The session is suspended. Look after each other first.")
    is_serious = True
    move = staticmethod(suspend_session)


class ReopenView(SessionCoordinatorMixin, ReasonView):
    page_title = gettext_lazy("Reopen")
    explanation = gettext_lazy(
        "For a session that was closed, cancelled or suspended by mistake. "
        "What was counted stays. To mend a number alone, correct it: that keeps the session closed."
    )
    button = gettext_lazy("Reopen the session")
    success = gettext_lazy("The session is open again. Close it once it is right.")
    is_for_open = False
    move = staticmethod(reopen_session)
