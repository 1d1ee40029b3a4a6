"""Counts that are typed: from the paper sheet, or to correct a session that was closed.

Wagtail's admin covers a phone's screen until its scripts have run, so what is
done in the room has a frame of its own, and only corrections stand in the admin.
"""

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..counting_forms import CorrectionForm, CountsForm
from ..domain.counting import correct_counts, set_totals, tally_of
from ..domain.history import history_of
from ..domain.verbs import require_open
from ..refusals import SessionRefused
from .base import RunnerMixin, SessionCoordinatorMixin


class TypedMixin(FormView):
    """Saves through a verb of the room; what was typed stays in the form when it is refused."""

    @cached_property
    def tally(self):
        return tally_of(session=self.session)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("initial")
        return {**kwargs, "tally": self.tally}

    def form_valid(self, form):
        try:
            self.save(form)
        except SessionRefused as refusal:
            if refusal.code == "not-open":  # sent twice, or closed by somebody else
                messages.warning(self.request, refusal.message)
                return redirect(self.session_url)
            form.add_error(None, refusal.message)
            if refusal.code in {"counts-changed", "total-changed"}:
                form.show_newest()
            return self.form_invalid(form)
        messages.success(self.request, self.success_message)
        return redirect(self.get_success_url())

    def get_success_url(self):
        return self.session_url


class WhileOpenMixin:
    def get(self, request, *args, **kwargs):
        try:
            require_open(self.session)
        except SessionRefused as refusal:
            messages.warning(request, refusal.message)
            return redirect(self.session_url)
        return super().get(request, *args, **kwargs)


class TotalsView(WhileOpenMixin, RunnerMixin, TypedMixin):
    form_class = CountsForm
    template_name = "curriculum/attendance/totals.html"
    success_message = gettext_lazy("The totals are saved. Now you can tear up the paper sheet.")

    def save(self, form):
        set_totals(
            session=self.session,
            counts=form.counts(),
            by=self.request.user,
            seen=form.cleaned_data["seen"],
        )


class CorrectView(SessionCoordinatorMixin, WagtailAdminTemplateMixin, TypedMixin):
    form_class = CorrectionForm
    template_name = "curriculum/attendance/correct.html"
    page_title = gettext_lazy("Correct the counts")
    header_icon = "edit"
    success_message = gettext_lazy("Corrected. The old numbers and your reason stay readable.")

    def save(self, form):
        correct_counts(
            session=self.session,
            counts=form.counts(),
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(history=history_of(session=self.session), **kwargs)
