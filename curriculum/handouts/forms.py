from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.conf import settings

from .domain.choosing import side_price_of
from .editions import Edition, Layout, Paper, fitting
from .templatetags.curriculum_handouts import named_language


class PrintCentreForm(forms.Form):
    """What is looked for in the print centre. Choices are what the lines offer."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    group = forms.ChoiceField(label=_("Programme"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    document = forms.ChoiceField(label=_("Document"), required=False)

    def __init__(self, data, *, groups, languages, documents):
        super().__init__(data)
        every = ("", _("All"))
        self.fields["group"].choices = [every, *((group, group) for group in groups)]
        self.fields["language"].choices = [
            every,
            *((code, named_language(code)) for code in languages),
        ]
        self.fields["document"].choices = [every, *((d.code, d.label) for d in documents)]


class EditionForm(forms.Form):
    """In which edition, and how often, a document is printed. It asks what the document leaves open."""

    paper = forms.ChoiceField(label=_("Paper"), widget=forms.RadioSelect)
    layout = forms.ChoiceField(label=_("Layout"), widget=forms.RadioSelect)
    low_ink = forms.BooleanField(
        label=_("Low ink"), required=False, help_text=_("No areas of black, thin bars.")
    )
    neutral = forms.BooleanField(
        label=_("Neutral cover"),
        required=False,
        help_text=_("The number alone, so that nobody sees what it is about."),
    )
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=2000)
    side_price = forms.DecimalField(
        label=_("Price of a printed side"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"step": "0.05"}),
    )

    def __init__(self, data=None, *, document, choice):
        edition = fitting(choice.edition, document)
        initial = {
            "paper": edition.paper,
            "layout": edition.layout,
            "low_ink": edition.low_ink,
            "neutral": edition.neutral,
            "copies": choice.copies,
            "side_price": side_price_of(choice),
        }
        super().__init__(data, initial=initial)
        self.document = document
        self.fields["paper"].choices = [(p, Paper(p).label) for p in document.papers]
        self.fields["layout"].choices = [(la, Layout(la).label) for la in document.layouts]
        unasked = {
            "paper": len(document.papers) < 2,
            "layout": len(document.layouts) < 2,
            "low_ink": not document.has_low_ink,
            "neutral": not document.has_neutral_cover,
        }
        for name in (name for name, is_unasked in unasked.items() if is_unasked):
            del self.fields[name]
        self.fields["side_price"].help_text = settings.HANDOUTS_CURRENCY

    @property
    def edition(self):
        """The edition that a valid form asks for."""
        asked = {
            name: self.cleaned_data[name]
            for name in ("paper", "layout", "low_ink", "neutral")
            if name in self.fields
        }
        return fitting(Edition(**asked), self.document)
