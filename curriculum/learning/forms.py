from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class ContentPageForm(WagtailAdminPageForm):
    """The editor of a programme, module or lesson."""

    is_up_to_date = forms.BooleanField(
        label=_("This translation says what its source says now"),
        required=False,
        help_text=_("Tick it when you have taken over what changed, and save."),
    )

    def save(self, commit=True):
        # Page models name this form before the page model is known, for which the domain asks.
        from .domain import translations

        if self.cleaned_data.get("is_up_to_date"):
            source = translations.source_of(page=self.instance)
            if source:
                translations.remember_source(translation=self.instance, source=source)
        return super().save(commit)
