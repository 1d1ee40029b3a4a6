from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from .domain.periods import change_period, open_period
from .models import ReportingPeriod
from .refusals import ReportRefused


class ChoiceForm(forms.Form):
    """Which report: a period, and a unit where there are several. Nothing else can be asked for."""

    period = forms.ModelChoiceField(
        ReportingPeriod.objects.all(), label=_("Period"), required=False
    )
    unit = forms.ChoiceField(label=_("Partner organisation"), required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["period"].empty_label = None
        if len(units) < 2:
            del self.fields["unit"]
        else:
            self.fields["unit"].choices = [(unit.key, unit.label) for unit in units]


class PeriodForm(WagtailAdminModelForm):
    class Meta:
        model = ReportingPeriod
        fields = ["name", "starts_on", "ends_on"]
        widgets = {"starts_on": AdminDateInput, "ends_on": AdminDateInput}
        help_texts = {
            "name": _("As partners and funders call it, for example “July to September 2026”."),
            "ends_on": _("Periods follow each other and never overlap."),
        }

    def keep(self, *, by):
        """Open or change the period and return it; None, with an error in the form, when refused."""
        try:
            if self.instance.pk:
                return change_period(period=self.instance, by=by, **self.cleaned_data)
            return open_period(by=by, **self.cleaned_data)
        except ReportRefused as refusal:
            self.add_error(None, refusal.message)
            return None
