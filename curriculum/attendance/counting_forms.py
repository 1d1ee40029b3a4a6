"""Counts as numbers that somebody types: from the paper sheet, to close, to correct."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .domain.counting import first_time_counts
from .domain.tallies import ONE_WAY, filling
from .domain.values import values_of
from .domain.words import excess_words, missing_words
from .enums import Arrival, Dimension, Unspecified
from .models import TallyConflict, TrainingSession

#: No single number of one session is larger: what is, has a digit too many.
LARGEST = 10_000


class NumberField(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(
            min_value=0,
            max_value=LARGEST,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            **kwargs,
        )


class CountsForm(forms.Form):
    """All counts of a session. ``counts()`` are those that were changed, as the verbs take them."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    total = NumberField(label=gettext_lazy("How many came"))
    first_time = NumberField(
        label=gettext_lazy("For the first time in this period"),
        required=False,
        help_text=gettext_lazy("Leave this empty if nobody was asked."),
    )

    def __init__(self, data=None, *, tally, **kwargs):
        super().__init__(data, initial=initial_of(tally), **kwargs)
        self.tally = tally
        self.groups = []
        for dimension in ONE_WAY:
            names = []
            for value, label in values_of(dimension).items():
                names.append(name := f"{dimension}-{value}")
                self.fields[name] = NumberField(label=label, required=False)
            self.groups.append((dimension, names))

    def show_newest(self):
        """Show the counts as they stand beside what was typed, to be compared."""
        self.data = self.data.copy()
        self.data["seen"] = self.tally.stamp

    @property
    def arrivals(self):
        return self._shown("total"), self._shown("first_time")

    @property
    def one_way(self):
        """``(label, rows)`` of each one-way tally, a row being a field and what stands there."""
        for dimension, names in self.groups:
            yield dimension.label, [self._shown(name) for name in names]

    def _shown(self, name):
        field = self[name]
        stands = self.initial.get(name)
        typed = field.value()
        differs = self.is_bound and str(typed or "") != str("" if stands is None else stands)
        return {"field": field, "stands": stands or 0, "differs": differs}

    def clean(self):
        cleaned = super().clean()
        total, first_time = cleaned.get("total"), cleaned.get("first_time")
        if total is None:
            return cleaned
        if first_time is not None and first_time > total:
            self.add_error("first_time", _("More people came for the first time than came at all."))
        for _dimension, names in self.groups:
            self._require_sum(total, names, cleaned)
        return cleaned

    def _require_sum(self, total, names, cleaned):
        typed = [cleaned.get(name) for name in names]
        missing = total - sum(number or 0 for number in typed)
        if not any(typed) or not missing or any(name in self.errors for name in names):
            return
        if missing > 0:
            not_asked = next(n for n in names if n.endswith(f"-{Unspecified.NOT_ASKED}"))
            self.add_error(
                not_asked,
                missing_words(missing)
                + " "
                + _("Write them here as not asked, or correct the numbers above."),
            )
        else:
            counted = [name for name in names if cleaned.get(name)]
            self.add_error(
                next((n for n in counted if n in self.changed_data), counted[0]),
                excess_words(-missing) + " " + _("Correct a number here, or how many came."),
            )

    def counts(self):
        changed = set(self.changed_data)
        counts = {}
        if changed & {"total", "first_time"}:
            counts |= first_time_counts(
                total=self.cleaned_data["total"], first_time=self.cleaned_data["first_time"]
            )
        for dimension, names in self.groups:
            values = {
                name.removeprefix(f"{dimension}-"): self.cleaned_data[name] or 0
                for name in names
                if name in changed
            }
            if values:
                counts[dimension] = values
        return counts


def initial_of(tally):
    """The fields' values of a ``Tally``; first time is empty where nobody was asked."""
    arrivals = tally.of(Dimension.ARRIVAL)
    was_asked = Arrival.FIRST_TIME in arrivals or Arrival.RETURNING in arrivals
    initial = {
        "seen": tally.stamp,
        "total": tally.total if arrivals else None,
        "first_time": tally.first_time if was_asked else None,
    }
    for dimension in ONE_WAY:
        initial |= {f"{dimension}-{value}": n for value, n in tally.of(dimension).items()}
    return initial


class CorrectionForm(CountsForm):
    reason = forms.CharField(
        label=gettext_lazy("Why it changes"),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Without names. It stays beside the number, old and new."),
    )


class ClosingForm(forms.Form):
    seen_total = forms.IntegerField(widget=forms.HiddenInput)
    held_minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes it took"),
        min_value=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    fill = forms.BooleanField(
        label=gettext_lazy("Write the missing answers as “not asked”"), required=False
    )

    def __init__(self, data=None, *, session, tally, **kwargs):
        minutes = session.held_minutes or session.planned_minutes
        initial = {"seen_total": tally.total, "held_minutes": minutes}
        super().__init__(data, initial=initial, **kwargs)
        field = TrainingSession._meta.get_field("held_minutes")
        longest = next(v for v in field.validators if isinstance(v, MaxValueValidator))
        self.fields["held_minutes"].validators.append(longest)
        self.tally = tally
        if not filling(tally):
            del self.fields["fill"]

    def show_newest(self):
        """Ask to confirm the total that now stands there."""
        self.data = self.data.copy()
        self.data["seen_total"] = self.tally.total


class ConflictForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[
            (TallyConflict.Decision.COUNTED, gettext_lazy("Count it as well")),
            (TallyConflict.Decision.SET_ASIDE, gettext_lazy("Set it aside")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(max_length=250, widget=forms.Textarea(attrs={"rows": 2}))
