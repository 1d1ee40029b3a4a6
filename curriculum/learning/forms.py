from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Locale, TranslatableMixin


class ContentPageForm(WagtailAdminPageForm):
    """The editor of a programme, module or lesson."""

    is_up_to_date = forms.BooleanField(
        label=_("This translation says what its source says now"),
        required=False,
        help_text=_("Tick it when you have taken over what changed, and save."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        locale = self.instance.locale if self.instance.locale_id else Locale.get_active()
        for name, field in self.fields.items():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and issubclass(queryset.model, TranslatableMixin):
                self.initial[name] = offer_in_language(field, self.initial.get(name), locale)

    def save(self, commit=True):
        # Page models name this form before the page model is known, for which the domain asks.
        from .domain import translations

        if self.cleaned_data.get("is_up_to_date"):
            source = translations.source_of(page=self.instance)
            if source:
                translations.remember_source(translation=self.instance, source=source)
        return super().save(commit)


def offer_in_language(field, chosen, locale):
    """Let ``field`` offer the records of one language; return what is chosen, in that language.

    A translation begins with the choices of its source. One that exists in no
    other language stays as it is.
    """
    is_many = isinstance(field, forms.ModelMultipleChoiceField)
    given = chosen if is_many else [chosen]
    pks = [getattr(record, "pk", record) for record in given or [] if record]
    records = field.queryset.model.objects.filter(pk__in=pks)
    there = {
        record.translation_key: record.pk
        for record in field.queryset.model.objects.filter(
            locale=locale, translation_key__in=records.values("translation_key")
        )
    }
    kept = [there.get(record.translation_key, record.pk) for record in records]
    field.queryset = field.queryset.filter(Q(locale=locale) | Q(pk__in=kept))
    field.label_from_instance = lambda record: getattr(record, "text", None) or str(record)
    return kept if is_many else next(iter(kept), None)
