from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Locale, TranslatableMixin


class ContentPageForm(WagtailAdminPageForm):
    """The editor of a programme, module or lesson."""

    is_up_to_date = forms.BooleanField(
        label=_("This translation says what its source says now"),
        required=False,
        help_text=_("Tick it when you have taken over what changed, and save."),
    )
    takes_in_law = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick it when you have compared the page with the new text of the law."),
    )

    def __init__(self, *args, **kwargs):
        # Page models name this form before the page model is known, for which the domain asks.
        from .domain.law import open_reviews

        super().__init__(*args, **kwargs)
        self.law_reviews = open_reviews(page=self.instance) if self.instance.pk else []
        self.fields["takes_in_law"].choices = [
            (str(review.change_id), str(review.change)) for review in self.law_reviews
        ]
        self.initial["takes_in_law"] = self.instance.law_changes_read
        locale = self.instance.locale if self.instance.locale_id else Locale.get_active()
        for name, field in self.fields.items():
            queryset = getattr(field, "queryset", None)
            if queryset is not None and issubclass(queryset.model, TranslatableMixin):
                self.initial[name] = offer_in_language(field, self.initial.get(name), locale)

    def clean(self):
        """Who compared a lesson with a change says so with the day of its law, too."""
        from curriculum.templatetags.curriculum_tags import long_date

        cleaned = super().clean()
        taken_in = set(cleaned.get("takes_in_law") or [])
        days = [each.opened_on for each in self.law_reviews if str(each.change_id) in taken_in]
        day = cleaned.get("valid_as_of")
        if days and day and day < max(days):
            self.add_error(
                "valid_as_of",
                gettext(
                    "You ticked that this text takes a change of the law into account. "
                    "Write here the day on which you compared it, %(date)s or later."
                )
                % {"date": long_date(max(days))},
            )
        return cleaned

    def save(self, commit=True):
        from .domain import translations

        self.instance.law_changes_read = self.cleaned_data.get("takes_in_law") or []
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


class HelpContactForm(WagtailAdminModelForm):
    """A number is called, and an address looked up, once for all languages."""

    def save(self, commit=True):
        from .domain import directory  # above this floor

        contact = super().save(commit=commit)
        if commit and contact.pk:
            directory.keep_in_step(contact=contact, changed=self.changed_data)
        return contact
