"""Planning a session and changing its plan."""

from zoneinfo import ZoneInfo

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.coreutils import get_content_languages

from curriculum.learning.domain.outline import programme_of
from curriculum.learning.enums import Access
from curriculum.people.domain.access import current_partner, partners_of

from ..domain.access import takes_part
from ..domain.planning import facilitators_of, teachable_pages, usual_details
from ..domain.scheduling import change_session, plan_session
from ..enums import FacilitationRole, Form, SessionAudience, zone_of
from ..planning_forms import VISIT_MINUTES, PlanForm, plan_of, show_refusal
from ..refusals import SessionRefused
from .base import RunnerMixin, StaffMixin


class PlanFormView(WagtailAdminTemplateMixin, FormView):
    form_class = PlanForm
    template_name = "curriculum/attendance/plan.html"
    header_icon = "calendar-alt"

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "user": self.request.user,
            "partner": self.partner,
            "people": facilitators_of(partner=self.partner, first=self.request.user),
        }

    def form_valid(self, form):
        try:
            session = self.save(**form.verb_arguments())
        except SessionRefused as refusal:
            show_refusal(form, refusal)
            return self.form_invalid(form)
        return redirect(f"curriculum_attendance_admin:{self.next_name(session)}", session.pk)

    def next_name(self, session):
        return "session"

    def form_invalid(self, form):
        messages.validation_error(
            self.request, _("Nothing is lost, but something is still missing below."), form
        )
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "media": context["form"].media, "partner": self.partner}


class PlanView(StaffMixin, PlanFormView):
    """``?module=`` and ``?form=`` begin the plan, ``?partner=`` where somebody works for several."""

    def get_page_title(self):
        return _("Write down a visit") if self.is_visit else _("Plan a session")

    @property
    def is_visit(self):
        return self.request.GET.get("form") == Form.ACCOMPANIMENT

    def next_name(self, session):
        """Somebody who writes down a visit knows already how many there were."""
        return "totals" if self.is_visit and session.is_waiting else "session"

    @cached_property
    def partner(self):
        if asked := self.request.GET.get("partner"):
            found = [p for p in partners_of(self.request.user) if str(p.pk) == asked]
            if found:
                return found[0]
        return current_partner(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if self.partner is None:
            return WhosePlanView.as_view()(request)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        user = self.request.user
        languages = get_content_languages()
        initial = {
            "form": Form.TRAINING,
            "audience": SessionAudience.OPEN,
            "language": get_language() if get_language() in languages else next(iter(languages)),
            "facilitators": {str(user.pk): FacilitationRole.LEAD},
            **usual_details(user=user, partner=self.partner),
        }
        if self.is_visit:
            initial |= self.visit_now(initial)
        if self.asked_module:
            initial |= self.of_module(self.asked_module)
        return initial

    @staticmethod
    def visit_now(initial):
        """A visit is mostly written down when it is over."""
        zone = ZoneInfo(initial.get("time_zone") or zone_of(initial["state"]))
        now = timezone.now().astimezone(zone)
        return {
            "form": Form.ACCOMPANIMENT,
            "day": now.date(),
            "time": now.time(),
            "planned_minutes": VISIT_MINUTES,
        }

    @cached_property
    def asked_module(self):
        asked = self.request.GET.get("module", "")
        if not (asked.isascii() and asked.isdigit()):
            return None
        return teachable_pages(user=self.request.user).filter(pk=asked).first()

    @staticmethod
    def of_module(page):
        programme = programme_of(page=page)
        is_women_only = programme and programme.access == Access.WOMEN_ONLY
        return {
            "modules": [page.translation_key.hex],
            "language": page.locale.language_code,
            "audience": SessionAudience.WOMEN_ONLY if is_women_only else SessionAudience.OPEN,
        }

    def save(self, **arguments):
        session = plan_session(partner=self.partner, by=self.request.user, **arguments)
        messages.success(self.request, _("The session is planned."))
        return session


class WhosePlanView(StaffMixin, WagtailAdminTemplateMixin, TemplateView):
    """For those who work for several partners: whose session it is to be."""

    page_title = gettext_lazy("Plan a session")
    header_icon = "calendar-alt"
    template_name = "curriculum/attendance/whose_plan.html"

    def get_context_data(self, **kwargs):
        query = self.request.GET.copy()
        choices = []
        for partner in partners_of(self.request.user):
            query["partner"] = str(partner.pk)
            choices.append((partner, f"?{query.urlencode()}"))
        return super().get_context_data(choices=choices, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.get(request, *args, **kwargs)


class ChangeView(RunnerMixin, PlanFormView):
    page_title = gettext_lazy("Change the plan")

    def dispatch(self, request, *args, **kwargs):
        if takes_part(request.user) and self.is_runner and not self.session.is_open:
            messages.error(request, _("Only what has not been held yet can be changed."))
            return redirect(self.session_url)
        return super().dispatch(request, *args, **kwargs)

    @property
    def partner(self):
        return self.session.partner

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.session}

    def get_initial(self):
        return plan_of(self.session)

    def save(self, **arguments):
        session = change_session(session=self.session, by=self.request.user, **arguments)
        messages.success(self.request, _("The plan is changed."))
        return session
