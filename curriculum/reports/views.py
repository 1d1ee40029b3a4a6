"""The report of a period on screen and as a file, and the periods themselves."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from curriculum.handouts.base import PrintRefused
from curriculum.templatetags.curriculum_tags import long_date

from .base import exporters
from .domain.charts import chart_of
from .domain.periods import begin_closing, close_period, current_period
from .domain.reporting import build_report, units_for
from .domain.wording import notes_of, span_text
from .forms import ChoiceForm, PeriodForm
from .models import ReportingPeriod
from .permissions import may_change, may_see, policy
from .refusals import ReportRefused

never_kept = method_decorator(cache_control(private=True, no_store=True), name="dispatch")


class ReaderMixin:
    """For whoever answers for figures; the unit is theirs, or it does not exist."""

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def units(self):
        return units_for(self.request.user)

    @cached_property
    def unit(self):
        """The unit that the address names, else the first; None for who has none."""
        key = self.request.GET.get("unit")
        if key is None:
            return self.units[0] if self.units else None
        for unit in self.units:
            if unit.key == key:
                return unit
        raise Http404

    @cached_property
    def query(self):
        """What keeps the unit in an address."""
        named = self.unit and len(self.units) > 1
        return f"?{urlencode({'unit': self.unit.key})}" if named else ""


@never_kept
class ReportView(ReaderMixin, WagtailAdminTemplateMixin, TemplateView):
    """Of the period in the address, else of the chosen one, else of the current one."""

    template_name = "curriculum/reports/report.html"
    page_title = gettext_lazy("Report of the period")
    header_icon = "form"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def header_buttons(self):
        url = reverse("curriculum_reports_admin:periods")
        return [HeaderButton(_("Periods"), url=url, icon_name="calendar")]

    @cached_property
    def period(self):
        chosen = self.kwargs.get("pk") or self.request.GET.get("period")
        if not chosen:
            return current_period()
        if not str(chosen).isdecimal():
            raise Http404
        return get_object_or_404(ReportingPeriod, pk=chosen)

    def get_context_data(self, **kwargs):
        has_report = self.period and self.unit
        report = build_report(period=self.period, unit=self.unit) if has_report else None
        return super().get_context_data(
            report=report,
            period=self.period,
            may_add=policy.user_has_permission(self.request.user, "add"),
            form=self.choice_form(),
            **(self.report_context(report) if report else {}),
            **kwargs,
        )

    def report_context(self, report):
        return {
            "span": span_text(report.period),
            "notes": notes_of(report),
            "close_url": self.close_url(),
            "breakdowns": [(part, chart_of(part)) for part in report.breakdowns],
            "files": [
                (
                    exporter.label,
                    reverse("curriculum_reports_admin:export", args=[self.period.pk, exporter.code])
                    + self.query,
                )
                for exporter in exporters
            ],
        }

    def close_url(self):
        """Where the period is closed, for whom may."""
        may_close = may_change(self.request.user) and not self.period.is_closed
        return may_close and reverse("curriculum_reports_admin:edit", args=[self.period.pk])

    def choice_form(self):
        chosen = {"period": self.period, "unit": self.unit.key if self.unit else ""}
        return ChoiceForm(units=self.units, initial=chosen)


@never_kept
class ExportView(ReaderMixin, View):
    """The same report as a file. Its name says nothing but which content it has."""

    http_method_names = ["get"]

    def get(self, request, pk, code):
        if code not in exporters or not self.unit:
            raise Http404
        period, exporter = get_object_or_404(ReportingPeriod, pk=pk), exporters.get(code)
        report = build_report(period=period, unit=self.unit)
        try:
            content = exporter.export(report)
        except PrintRefused as refusal:
            messages.error(request, refusal.message)
            return redirect(reverse("curriculum_reports_admin:period", args=[pk]) + self.query)
        log(
            period,
            "curriculum.report.export",
            user=request.user,
            title=f"{period._meta.model_name} {pk}",
            data={"format": code},
        )
        response = HttpResponse(content, content_type=exporter.content_type)
        name = f"reporte-{hashlib.sha256(content).hexdigest()[:8]}.{exporter.extension}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class PeriodsMixin:
    def get_breadcrumbs_items(self):
        items = [
            *self.breadcrumbs_items,
            {"url": reverse("curriculum_reports_admin:index"), "label": _("Report of the period")},
            {"url": reverse("curriculum_reports_admin:periods"), "label": _("Periods")},
        ]
        if title := self.own_title():
            items.append({"url": "", "label": title})
        return items

    def own_title(self):
        return ""


@never_kept
class PeriodsView(ReaderMixin, PeriodsMixin, generic.BaseListingView):
    """All periods of the installation: everybody who reports needs to know them."""

    page_title = gettext_lazy("Periods")
    header_icon = "calendar"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "curriculum/reports/periods_results.html"
    index_url_name = "curriculum_reports_admin:periods"
    index_results_url_name = "curriculum_reports_admin:periods_results"
    default_ordering = "-starts_on"
    paginate_by = 30

    @cached_property
    def columns(self):
        return [
            TitleColumn("name", label=_("Period"), get_url=self.report_url),
            Column("starts_on", label=_("First day"), accessor=lambda p: long_date(p.starts_on)),
            Column("ends_on", label=_("Last day"), accessor=lambda p: long_date(p.ends_on)),
            StatusTagColumn(
                "status",
                label=_("State"),
                accessor="get_status_display",
                primary=lambda period: not period.is_closed,
            ),
            *([TitleColumn("change", **self.change)] if may_change(self.request.user) else []),
        ]

    @property
    def change(self):
        return {
            "label": _("Change"),
            "accessor": lambda period: _("Change or close") if not period.is_closed else "",
            "get_url": self.edit_url,
        }

    @staticmethod
    def report_url(period):
        return reverse("curriculum_reports_admin:period", args=[period.pk])

    @staticmethod
    def edit_url(period):
        return reverse("curriculum_reports_admin:edit", args=[period.pk])

    def get_base_queryset(self):
        return ReportingPeriod.objects.all()

    @cached_property
    def header_buttons(self):
        if not policy.user_has_permission(self.request.user, "add"):
            return []
        url = reverse("curriculum_reports_admin:add")
        return [HeaderButton(_("Add a period"), url=url, icon_name="plus")]

    def get_context_data(self, **kwargs):
        may_add = policy.user_has_permission(self.request.user, "add")
        return super().get_context_data(may_add=may_add, **kwargs)


class PeriodFormMixin(PeriodsMixin):
    model = ReportingPeriod
    form_class = PeriodForm
    permission_policy = policy
    header_icon = "calendar"
    index_url_name = "curriculum_reports_admin:periods"
    add_url_name = "curriculum_reports_admin:add"
    edit_url_name = "curriculum_reports_admin:edit"

    def is_valid(self, form):
        if super().is_valid(form):
            self.kept = form.keep(by=self.request.user)
            if self.kept:
                return True
            self.produced_error_code = "refused"
            self.produced_error_message = self.get_error_message()
        return False

    def save_instance(self):
        return self.kept


@never_kept
class AddPeriodView(PeriodFormMixin, generic.CreateView):
    success_message = gettext_lazy("The period “%(object)s” is open.")
    error_message = gettext_lazy("The period was not added yet. What you wrote is still here.")
    submit_button_label = gettext_lazy("Open the period")

    def own_title(self):
        return _("Add a period")


@never_kept
class EditPeriodView(PeriodFormMixin, generic.EditView):
    template_name = "curriculum/reports/period_edit.html"
    success_message = gettext_lazy("The period “%(object)s” is changed.")
    error_message = gettext_lazy("Nothing was changed yet. What you wrote is still here.")

    def own_title(self):
        return self.object.name

    def get_queryset(self):
        return ReportingPeriod.objects.exclude(status=ReportingPeriod.Status.CLOSED)


@never_kept
class NextStepView(PeriodsMixin, WagtailAdminTemplateMixin, TemplateView):
    """Begin closing a period, or close it: asked once, because there is no way back."""

    template_name = "curriculum/reports/period_step.html"
    header_icon = "calendar"

    def dispatch(self, request, *args, **kwargs):
        if not may_change(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def period(self):
        periods = ReportingPeriod.objects.exclude(status=ReportingPeriod.Status.CLOSED)
        return get_object_or_404(periods, pk=self.kwargs["pk"])

    @property
    def is_last(self):
        return self.period.is_closing

    def get_page_title(self):
        return _("Close the period") if self.is_last else _("Begin closing")

    def own_title(self):
        return self.get_page_title()

    def get_context_data(self, **kwargs):
        return super().get_context_data(period=self.period, is_last=self.is_last, **kwargs)

    def post(self, request, pk):
        verb = close_period if self.is_last else begin_closing
        try:
            period = verb(period=self.period, by=request.user)
        except ReportRefused as refusal:
            messages.error(request, refusal.message)
        else:
            text = _("“%(period)s”: %(status)s.")
            messages.success(
                request, text % {"period": period, "status": period.get_status_display().lower()}
            )
        return redirect("curriculum_reports_admin:periods")
