"""Values of their own kind: a citation of the law, a list of citations, a list of states."""

import re
import uuid
from dataclasses import dataclass

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant

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


def validate_locator(value):
    """What may stand behind the colon of a citation, without the source before it."""
    if CITATION.match(value) or not CITATION.match(f"AA:{value.strip()}"):
        raise ValidationError(
            _("“%(text)s” is not an article. Write it without the law: 390 Bis"),
            code="locator",
            params={"text": value},
        )


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


def language_of_site():
    """The language in which everything shared has to be said."""
    return get_supported_content_language_variant(settings.LANGUAGE_CODE)


class LanguagesWidget(forms.MultiWidget):
    """A text box for each content language, with the language's name above it."""

    template_name = "curriculum/learning/widgets/languages.html"

    def __init__(self, attrs=None):
        self.languages = get_content_languages()
        boxes = {
            code: forms.Textarea(attrs={"rows": 3, "lang": code, "aria-label": name})
            for code, name in self.languages.items()
        }
        super().__init__(boxes, attrs)

    def decompress(self, value):
        return [(value or {}).get(code, "") for code in self.languages]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for box, label in zip(
            context["widget"]["subwidgets"], self.languages.values(), strict=True
        ):
            box["label"] = label
        return context


class InLanguagesFormField(forms.MultiValueField):
    widget = LanguagesWidget

    def __init__(self, *, max_length=None, **kwargs):
        self.languages = list(get_content_languages())
        boxes = [
            forms.CharField(max_length=max_length, required=code == language_of_site())
            for code in self.languages
        ]
        super().__init__(boxes, **{"require_all_fields": False, **kwargs})

    def compress(self, values):
        pairs = zip(self.languages, values, strict=False)
        return {code: text.strip() for code, text in pairs if text and text.strip()}


class InLanguagesField(models.JSONField):
    """The same short text in several languages: ``{language code: text}``.

    The site's own language must be there; what is missing in another falls
    back to it (``said_in``).
    """

    def __init__(self, *args, max_length=None, **kwargs):
        kwargs.setdefault("default", dict)
        super().__init__(*args, max_length=max_length, **kwargs)

    def formfield(self, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return models.Field.formfield(
            self,
            **{"form_class": InLanguagesFormField, "max_length": self.max_length, **kwargs},
        )


def said_in(texts, language):
    """``(text, language code)`` of an ``InLanguagesField``, in ``language`` where it is there."""
    for code in (language, language_of_site(), *texts):
        if texts.get(code):
            return texts[code], code
    return "", language


def not_said_in(texts):
    """Codes of the content languages in which an ``InLanguagesField`` says nothing."""
    return [code for code in get_content_languages() if not texts.get(code)]


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
