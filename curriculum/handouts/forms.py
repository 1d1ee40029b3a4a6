from django import forms
from django.utils.translation import gettext_lazy as _

from .templatetags.curriculum_handouts import named_language


class PrintCentreForm(forms.Form):
    """What is looked for in the print centre. Choices are what the lines offer."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    group = forms.ChoiceField(label=_("Programme"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    document = forms.ChoiceField(label=_("Document"), required=False)
    start = forms.TimeField(
        label=_("Guides begin at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("The clock times of the session plan; without it, from 10:00."),
    )

    def __init__(self, data, *, groups, languages, documents):
        super().__init__(data)
        every = ("", _("All"))
        self.fields["group"].choices = [every, *((group, group) for group in groups)]
        self.fields["language"].choices = [
            every,
            *((code, named_language(code)) for code in languages),
        ]
        self.fields["document"].choices = [every, *((d.code, d.label) for d in documents)]
