from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from curriculum.conf import settings


class PackageForm(forms.Form):
    package = forms.FileField(
        label=_("Package"),
        help_text=_("The zip file that somebody handed over, as it is."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_package(self):
        package = self.cleaned_data["package"]
        if package.size > settings.HANDOVER_MAX_PACKAGE_MB * 1024 * 1024:
            raise ValidationError(
                _("The file is larger than this site accepts (%(limit)s MB)."),
                code="too-large",
                params={"limit": settings.HANDOVER_MAX_PACKAGE_MB},
            )
        return package
