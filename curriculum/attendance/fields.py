from django import forms
from django.db import models

from .enums import Accommodation


class AccommodationsFormField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial, data):
        return sorted(initial or []) != sorted(data or [])


class AccommodationsField(models.JSONField):
    """A JSON list of ``Accommodation`` codes."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return models.Field.formfield(
            self,
            **{
                "form_class": AccommodationsFormField,
                "choices": Accommodation.choices,
                **kwargs,
            },
        )
