from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from curriculum.learning.models import Theme

from .domain.shelves import themes_to_choose
from .models import TEXT_LENGTH


class LearningForm(forms.Form):
    """Two fields and some themes. What may not be said is refused by the verb."""

    learned = forms.CharField(
        label=_("What did we learn?"),
        required=False,
        help_text=_("What worked, what surprised you, what people asked that nobody could answer."),
    )
    would_change = forms.CharField(
        label=_("What would we do differently?"),
        required=False,
        help_text=_("In the session or in the module: an example, the order, the time it takes."),
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What it is about, so that it can be found again."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("learned", "would_change"):
            self.fields[name].widget = AdminAutoHeightTextInput(
                attrs={"maxlength": TEXT_LENGTH, "rows": 3}
            )
        offered = [theme.pk for theme in themes_to_choose()]
        self.fields["themes"].queryset = Theme.objects.filter(pk__in=offered)
        if not offered:
            del self.fields["themes"]

    @property
    def said(self):
        """What the verbs take."""
        names = ("learned", "would_change", "themes")
        return {name: self.cleaned_data.get(name) or "" for name in names}
