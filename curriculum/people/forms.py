from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserCreationForm
from django.utils.translation import gettext_lazy as _

from .enums import Role
from .models import PartnerOrganisation


class InvitationForm(forms.Form):
    partner = forms.ModelChoiceField(
        PartnerOrganisation.objects.none(), label=_("Partner organisation")
    )
    role = forms.ChoiceField(choices=Role, label=_("Role"), initial=Role.TRAINER)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_(
            "Only if the link is to be sent by e-mail. The address is not kept. "
            "It is safer to give the link by hand or in a message that disappears."
        ),
    )

    def __init__(self, *args, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = partners
        if partners.count() == 1:
            del self.fields["partner"]
        else:
            self.fields["partner"].queryset = partners

    def clean(self):
        cleaned = super().clean()
        if "partner" not in self.fields:
            cleaned["partner"] = self.partners.get()
        return cleaned


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role, label=_("Role"))


class AcceptForm(UserCreationForm):
    """A new account. How one is called is up to oneself."""

    class Meta:
        model = get_user_model()
        fields = (get_user_model().USERNAME_FIELD, "first_name", "email")
        labels = {"first_name": _("What your colleagues call you")}
        help_texts = {
            get_user_model().USERNAME_FIELD: _("Without spaces. You type it to sign in."),
            "first_name": _("An initial or a nickname will do."),
            "email": _("Only needed to set a new password if you forget yours."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Long is good: four words that do not belong together."
        )
        self.fields["password2"].label = _("The password once more")
        self.fields["password2"].help_text = ""
