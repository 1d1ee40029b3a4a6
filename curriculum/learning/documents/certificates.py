"""Certificates of participation: a name is typed, printed, and kept nowhere."""

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.handouts.base import documents
from curriculum.handouts.domain import genuine
from curriculum.languages import InLanguage
from curriculum.templatetags.curriculum_tags import month_and_year

from ..domain.outline import modules_of
from ..mixins import ProgrammeMixin
from .base import StaffDocument, is_staff, neutral

MOST_SHEETS = 40
LONGEST_NAME = 80


class NamesField(forms.CharField):
    """Names, one a line; gives a list."""

    widget = forms.Textarea(
        {"rows": 6, "autocomplete": "off", "spellcheck": "false", "autocapitalize": "words"}
    )

    def clean(self, value):
        lines = (" ".join(line.split()) for line in super().clean(value).splitlines())
        names = [line for line in lines if line]
        if len(names) > MOST_SHEETS:
            raise forms.ValidationError(
                _("These are %(count)s names; print at most %(most)s at once.")
                % {"count": len(names), "most": MOST_SHEETS}
            )
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(
                _("A name has more than %(most)s letters. Is there one on each line?")
                % {"most": LONGEST_NAME}
            )
        return names


class CertificateForm(forms.Form):
    """Whom it is for. Nothing of it is kept, nor shown again."""

    names = NamesField(
        label=gettext_lazy("Names, one a line"),
        required=False,
        help_text=gettext_lazy(
            "Up to 40; each gets a sheet and a code. Leave it empty to write them by hand."
        ),
    )
    blanks = forms.IntegerField(
        label=gettext_lazy("Sheets with a blank line"),
        required=False,
        initial=1,
        min_value=1,
        max_value=MOST_SHEETS,
        help_text=gettext_lazy("When no name is typed."),
    )
    issued = forms.CharField(
        label=gettext_lazy("Date"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=gettext_lazy("As it shall be read; without it, this month and year."),
    )


@documents.register
class Certificate(StaffDocument):
    code = "certificate"
    label = gettext_lazy("Certificate of participation")
    description = gettext_lazy("With a name that is kept nowhere, and a code to check it.")
    template = "curriculum/learning/print/certificate.html"
    is_one_sided = True
    is_kept = False
    is_typed = True
    form_class = CertificateForm
    file_stem = InLanguage(es="constancia", en="certificate")
    order = 60
    #: Opening of the sentence that says in what somebody took part.
    of = gettext_lazy("has taken part in the module")

    def rows(self, user):
        return (row for row in super().rows(user) if not row.is_draft)

    def may_print(self, user, page):
        return isinstance(page, self.mixin) and page.live and is_staff(user)

    def minutes(self, page):
        return page.duration_minutes

    def options_to_count(self, options):
        return {"blanks": len(options.get("names", ())) or options.get("blanks")}

    def context(self, page, names=(), blanks=None, issued="", **options):
        language = self.language(page)
        return {
            "head": "",
            "foot": "",
            "of": self.of,
            "what": neutral(page) or page.title,
            "minutes": self.minutes(page),
            "issued": issued or month_and_year(localdate()),
            "certificates": [
                _certificate(name, language) if page.live else _sample()
                for name in names or [""] * (blanks or 1)
            ],
            "typed_address": genuine.address_of(language=language).partition("://")[2],
        }


@documents.register
class ProgrammeCertificate(Certificate):
    code = "programme-certificate"
    label = gettext_lazy("Certificate of the whole programme")
    mixin = ProgrammeMixin
    order = 61
    of = gettext_lazy("has taken part in the programme")

    def file_name(self, page):
        return f"{self.stem(page)}.pdf"

    def minutes(self, page):
        return sum(module.duration_minutes for module in modules_of(programme=page))


def _sample():
    """What an editor previews: a draft is never called genuine."""
    return {"name": "", "code": "", "address": ""}


def _certificate(name, language):
    code = genuine.new_code()
    return {"name": name, "code": code, "address": genuine.address_of(code=code, language=language)}
