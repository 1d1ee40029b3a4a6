from django.contrib.auth import get_user_model, login
from django.http import Http404
from django.shortcuts import redirect
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.users.models import UserProfile

from .domain.invitations import accept_invitation, open_invitation
from .forms import AcceptForm
from .refusals import PeopleRefused


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class AcceptView(FormView):
    """Where an invitation leads. A link that is used, over or made up is not found.

    It speaks the language that the browser asks for, and so does the admin from then on.
    """

    form_class = AcceptForm
    template_name = "curriculum/people/accept.html"

    def dispatch(self, request, *args, token, **kwargs):
        translation.activate(translation.get_language_from_request(request))
        self.token = token
        self.invitation = open_invitation(token=token)
        if self.invitation is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        user = get_user_model()()
        user.curriculum_joining = self.invitation.partner
        return {**super().get_form_kwargs(), "instance": user}

    def form_valid(self, form):
        user = form.save(commit=False)
        try:
            accept_invitation(token=self.token, user=user, password=form.cleaned_data["password1"])
        except PeopleRefused:
            raise Http404 from None
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = translation.get_language()
        profile.save()
        login(self.request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("wagtailadmin_home")
