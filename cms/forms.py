from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.users.models import UserProfile

from curriculum.people.domain.tries import is_closed


class SignInForm(LoginForm):
    """Wagtail's own, with a translated label for the password, and labels instead of placeholders."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        for name in ("username", "password"):
            del self.fields[name].widget.attrs["placeholder"]

    def get_invalid_login_error(self):
        if is_closed(name=self.cleaned_data["username"]):
            return ValidationError(
                _("Too many tries. Wait a quarter of an hour and try again."), code="too-many-tries"
            )
        return super().get_invalid_login_error()


class ResetForm(PasswordResetForm):
    """Writes in the language in which the person works here."""

    def send_mail(self, subject_template_name, email_template_name, context, *args, **kwargs):
        profile = UserProfile.get_for_user(context["user"])
        with override(profile.get_preferred_language()):
            super().send_mail(subject_template_name, email_template_name, context, *args, **kwargs)
