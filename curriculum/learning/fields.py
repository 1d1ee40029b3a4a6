"""Values of their own kind: a citation of the law, a list of citations, a list of states."""

import re
import uuid
from dataclasses import dataclass

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import State

CITATION = re.compile(r"^(?P<source>[A-Z][A-Z0-9]{1,19}):(?P<locator>\S(?:.{0,118}\S)?)$")


@dataclass(frozen=True)
class Citation:
    """One place in one legal source: ``LFT:390 Bis`` is article 390 Bis of the LFT."""

    source: str
    locator: str

    @classmethod
    def parse(cls, text):
        """``SOURCE:locator`` to a ``Citation``; ``ValidationError`` for anything else."""
        match = CITATION.match(str(text).strip())
        if not match:
            raise ValidationError(
                _(
                    "“%(text)s” is not a citation. Write the source, a colon and the article: LFT:390 Bis"
                ),
                code="citation",
                params={"text": text},
            )
        return cls(match["source"], match["locator"])

    def __str__(self):
        return f"{self.source}:{self.locator}"


def validate_citations(values):
    for value in values:
        Citation.parse(value)


def unknown_sources_message(codes):
    return _(
        "%(sources)s is not in the directory of legal sources. Add it there first, or correct the code."
    ) % {"sources": ", ".join(codes)}


class LinesFormField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class CitationsFormField(LinesFormField):
    """Citations, one a line. Their sources must be in the directory, but for a draft."""

    def clean(self, value):
        values = super().clean(value)
        if not getattr(self, "is_deferred_validation", False):
            # By name: fields stand below the models of this room.
            known = apps.get_model("curriculum_learning", "LegalSource").objects
            cited = dict.fromkeys(Citation.parse(text).source for text in values)
            known = set(known.filter(code__in=cited).values_list("code", flat=True))
            if unknown := [code for code in cited if code not in known]:
                raise ValidationError(unknown_sources_message(unknown), code="source")
        return values


class LinesField(models.JSONField):
    """A JSON list of strings, edited one a line."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return models.Field.formfield(self, **{"form_class": LinesFormField, **kwargs})


class CitationsField(LinesField):
    """A list of citations as strings, each validated by ``Citation.parse``."""

    default_validators = [validate_citations]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("verbose_name", _("legal sources"))
        kwargs.setdefault("help_text", _("One a line, for example LFT:390 Bis"))
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": CitationsFormField, **kwargs})


class ColumnsWidget(forms.CheckboxSelectMultiple):
    """Many short choices, in as many columns as there is room for."""

    def __init__(self, attrs=None, **kwargs):
        super().__init__(attrs={"class": "curriculum-columns", **(attrs or {})}, **kwargs)

    class Media:
        css = {"all": ["curriculum/learning/advice.css"]}


class StatesFormField(forms.MultipleChoiceField):
    widget = ColumnsWidget

    def has_changed(self, initial, data):
        return sorted(initial or []) != sorted(data or [])


class StatesField(models.JSONField):
    """A JSON list of ``State`` codes."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return models.Field.formfield(
            self, **{"form_class": StatesFormField, "choices": State.choices, **kwargs}
        )


class LessonsWidget(forms.CheckboxSelectMultiple):
    """Lessons to tick, folded by module; a module with a ticked one is open."""

    template_name = "curriculum/learning/widgets/lessons.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["modules"] = [
            (title, options, sum(option["selected"] for option in options))
            for title, options, _index in context["widget"]["optgroups"]
        ]
        return context

    class Media:
        css = {"all": ["curriculum/learning/advice.css"]}


class LessonsFormField(forms.MultipleChoiceField):
    """Keys of lessons. The page's own form offers them; whether they exist is asked at publication."""

    widget = LessonsWidget

    def valid_value(self, value):
        try:
            return str(uuid.UUID(value)) == value
        except ValueError:
            return False

    def has_changed(self, initial, data):
        return sorted(initial or []) != sorted(data or [])


class LessonsField(models.JSONField):
    """A JSON list of translation keys of lessons: the same in every language, wherever they stand."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return models.Field.formfield(self, **{"form_class": LessonsFormField, **kwargs})
