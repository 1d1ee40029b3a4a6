"""A coordinator's own people. To anybody else these addresses do not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from .domain.access import is_coordinator, partners_of
from .domain.invitations import invitation_url, invite, send_invitation, withdraw_invitation
from .domain.provisioning import change_role, remove_member
from .forms import InvitationForm, RoleForm
from .models import Invitation, Membership
from .refusals import PeopleRefused


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class CoordinatorMixin:
    def dispatch(self, request, *args, **kwargs):
        if not is_coordinator(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def partners(self):
        """The partners that the person coordinates, which may be fewer than those they see."""
        seen = partners_of(self.request.user)
        mine = [partner.pk for partner in seen if is_coordinator(self.request.user, partner)]
        return seen.filter(pk__in=mine)

    @cached_property
    def has_choice(self):
        return self.partners.count() > 1

    def get_breadcrumbs_items(self):
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("curriculum_people_admin:members"), "label": _("Team")},
        ]
        if self.get_page_title() != _("Team"):
            items.append({"url": "", "label": self.get_page_title()})
        return items


class MembersView(CoordinatorMixin, BaseListingView):
    page_title = gettext_lazy("Team")
    header_icon = "group"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "curriculum/people/members_results.html"
    index_url_name = "curriculum_people_admin:members"
    index_results_url_name = "curriculum_people_admin:members_results"
    is_searchable = True
    search_fields = ["user__username", "user__first_name", "user__last_name"]
    default_ordering = "user__username"
    table_classname = "listing curriculum-cards"
    paginate_by = 30

    @cached_property
    def columns(self):
        columns = [
            TitleColumn(
                "user__username",
                label=_("Person"),
                accessor=name_of,
                sort_key="user__username",
                get_url=lambda membership: reverse(
                    "curriculum_people_admin:member", args=[membership.pk]
                ),
            ),
            Column("role", label=_("Role"), accessor="get_role_display", sort_key="role"),
        ]
        if self.has_choice:
            columns.append(
                Column("partner", label=_("Partner organisation"), sort_key="partner__name")
            )
        return [
            *columns,
            DateColumn("user__last_login", label=_("Last here"), accessor="user.last_login"),
        ]

    def get_base_queryset(self):
        return Membership.objects.filter(partner__in=self.partners).select_related(
            "user", "partner"
        )

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(
                _("Invite"), url=reverse("curriculum_people_admin:invite"), icon_name="plus"
            ),
        ]

    @cached_property
    def header_more_buttons(self):
        return [
            Button(
                _("Open invitations"),
                url=reverse("curriculum_people_admin:invitations"),
                icon_name="mail",
            ),
        ]


class MemberView(CoordinatorMixin, WagtailAdminTemplateMixin, FormView):
    """Give another role, or remove."""

    form_class = RoleForm
    template_name = "curriculum/people/member.html"
    header_icon = "user"
    success_url = reverse_lazy("curriculum_people_admin:members")

    @cached_property
    def membership(self):
        members = Membership.objects.filter(partner__in=self.partners).select_related(
            "user", "partner"
        )
        return get_object_or_404(members, pk=self.kwargs["pk"])

    def get_page_title(self):
        return name_of(self.membership)

    def get_initial(self):
        return {"role": self.membership.role}

    def get_context_data(self, **kwargs):
        return super().get_context_data(membership=self.membership, **kwargs)

    def form_valid(self, form):
        return self.attempt(
            lambda: change_role(
                membership=self.membership, role=form.cleaned_data["role"], by=self.request.user
            ),
            _("The role is changed."),
        )

    def attempt(self, verb, success):
        try:
            verb()
        except PeopleRefused as refusal:
            messages.error(self.request, refusal.message)
        else:
            messages.success(self.request, success)
        return redirect(self.success_url)


class RemoveView(MemberView):
    template_name = "curriculum/people/remove.html"

    def post(self, request, *args, **kwargs):
        return self.attempt(
            lambda: remove_member(membership=self.membership, by=request.user),
            _("Removed. Wherever they were signed in, they no longer are."),
        )


class InviteView(CoordinatorMixin, WagtailAdminTemplateMixin, FormView):
    form_class = InvitationForm
    template_name = "curriculum/people/invite.html"
    page_title = gettext_lazy("Invite")
    header_icon = "user"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "partners": self.partners}

    def form_valid(self, form):
        data = form.cleaned_data
        invitation, token = invite(partner=data["partner"], role=data["role"], by=self.request.user)
        url = invitation_url(token=token)
        if data["email"]:
            send_invitation(url=url, email=data["email"])
        context = self.get_context_data(
            form=form, url=url, invitation=invitation, is_sent=bool(data["email"])
        )
        return self.response_class(
            self.request, ["curriculum/people/invited.html"], context, using=self.template_engine
        )


class InvitationsView(CoordinatorMixin, BaseListingView):
    page_title = gettext_lazy("Open invitations")
    header_icon = "mail"
    results_template_name = "curriculum/people/invitations_results.html"
    index_url_name = "curriculum_people_admin:invitations"
    paginate_by = 30
    default_ordering = "-expires_at"
    table_classname = "listing curriculum-cards"

    @cached_property
    def columns(self):
        columns = [
            TitleColumn(
                "role",
                label=_("Role"),
                accessor="get_role_display",
                get_url=lambda invitation: reverse(
                    "curriculum_people_admin:withdraw", args=[invitation.pk]
                ),
            ),
            DateColumn("expires_at", label=_("Valid until")),
        ]
        if self.has_choice:
            columns.append(Column("partner", label=_("Partner organisation")))
        return columns

    def get_base_queryset(self):
        return Invitation.objects.open().filter(partner__in=self.partners).select_related("partner")


class WithdrawView(CoordinatorMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "curriculum/people/withdraw.html"
    page_title = gettext_lazy("Withdraw invitation")
    header_icon = "mail"

    @cached_property
    def invitation(self):
        invitations = Invitation.objects.open().filter(partner__in=self.partners)
        return get_object_or_404(invitations, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def post(self, request, **kwargs):
        withdraw_invitation(invitation=self.invitation, by=request.user)
        messages.success(request, _("The link no longer works."))
        return redirect("curriculum_people_admin:invitations")


def name_of(membership):
    """What colleagues call the person, and what tells two of the same name apart."""
    user = membership.user
    account, short = user.get_username(), user.get_short_name()
    return f"{short} ({account})" if short and short != account else account
