"""What is asked before a change of the law is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .domain.fitness import told_of_traces


class WithdrawalForm(forms.Form):
    """Why, in a line that leads to nobody."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One line, without names. It stays in the history of this change."),
    )

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if found := [message for _kind, message in told_of_traces(text=reason)]:
            raise forms.ValidationError(found)
        return reason
