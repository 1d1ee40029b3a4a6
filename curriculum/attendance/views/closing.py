"""The end of counting: confirm, close, and decide what two phones told differently."""

from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages

from ..base import address_after_closing
from ..counting_forms import ClosingForm, ConflictForm
from ..domain.closing import close_session
from ..domain.counting import decide_conflict
from ..domain.tallies import ONE_WAY
from ..domain.values import values_of
from ..domain.words import gap_words
from ..enums import Dimension
from ..models import TallyConflict, TallyEntry
from ..refusals import SessionRefused
from .base import RunnerMixin
from .totals import TypedMixin, WhileOpenMixin


class CloseView(WhileOpenMixin, RunnerMixin, TypedMixin):
    form_class = ClosingForm
    template_name = "curriculum/attendance/close.html"
    success_message = gettext_lazy("The session is closed. The exact place has been erased.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "session": self.session}

    def save(self, form):
        data = form.cleaned_data
        close_session(
            session=self.session,
            by=self.request.user,
            held_minutes=data["held_minutes"],
            fill=data.get("fill", False),
            seen_total=data["seen_total"],
        )

    def get_success_url(self):
        return address_after_closing(session=self.session)

    def get_context_data(self, **kwargs):
        tally = self.tally
        return super().get_context_data(
            tally=tally,
            groups=[told(tally, dimension) for dimension in ONE_WAY if tally.of(dimension)],
            conflicts=self.session.conflicts.filter(decision=TallyConflict.Decision.OPEN),
            **kwargs,
        )


def told(tally, dimension):
    """A one-way tally for reading: its numbers, and how it stands against the total."""
    counted, labels = tally.of(dimension), values_of(dimension)
    missing = tally.total - sum(counted.values())
    return {
        "label": dimension.label,
        "values": [(label, counted[value]) for value, label in labels.items() if value in counted],
        "missing": missing,
        "words": gap_words(missing),
    }


class ConflictView(RunnerMixin, FormView):
    form_class = ConflictForm
    template_name = "curriculum/attendance/conflict.html"

    @cached_property
    def conflict(self):
        conflicts = TallyConflict.objects.select_related("session__partner")
        return get_object_or_404(conflicts, pk=self.kwargs["pk"])

    @cached_property
    def session(self):
        return self.conflict.session

    def form_valid(self, form):
        decision = form.cleaned_data["decision"]
        try:
            decide_conflict(
                conflict=self.conflict,
                by=self.request.user,
                count=decision == TallyConflict.Decision.COUNTED,
                reason=form.cleaned_data["reason"],
            )
        except SessionRefused as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        messages.success(self.request, _("Decided. Your reason is kept with both."))
        return redirect(self.session_url)

    def get_context_data(self, **kwargs):
        stored = TallyEntry.objects.filter(session=self.session, pk=self.conflict.entry_id).first()
        return super().get_context_data(
            conflict=self.conflict,
            came=in_words(self.conflict, self.session),
            stored=stored and in_words(stored, self.session),
            is_open=self.conflict.decision == TallyConflict.Decision.OPEN,
            **kwargs,
        )


def in_words(entry, session):
    """What one entry says, and when on the clock of the place."""
    return {
        "dimension": Dimension(entry.dimension).label,
        "value": values_of(entry.dimension).get(entry.value, entry.value),
        "delta": f"{entry.delta:+d}",
        "is_undo": entry.undoes is not None,
        "at": f"{entry.captured_at.astimezone(ZoneInfo(session.time_zone)):%H:%M}",
    }
