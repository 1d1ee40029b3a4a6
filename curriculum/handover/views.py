"""Carrying the school away and bringing one in. The work itself is done by jobs."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from curriculum.jobs.models import Job
from curriculum.jobs.tasks import start_job
from curriculum.jobs.views import job_of, never_kept

from .forms import PackageForm
from .permissions import may_export, may_import


@method_decorator(never_kept, name="dispatch")
class HandoverView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "curriculum/handover/index.html"
    page_title = _("Handover")
    header_icon = "download"

    def dispatch(self, request):
        self.may_export, self.may_import = may_export(request.user), may_import(request.user)
        if not (self.may_export or self.may_import):
            raise PermissionDenied
        return super().dispatch(request)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            may_export=self.may_export,
            may_import=self.may_import,
            form=kwargs.pop("form", None) or PackageForm(),
            **kwargs,
        )

    def post(self, request):
        """Upload a package and have it looked at."""
        if not self.may_import:
            raise PermissionDenied
        form = PackageForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        job = start_job(
            kind="handover.plan", user=request.user, upload=form.cleaned_data["package"]
        )
        return redirect("curriculum_jobs_admin:job", job.pk)


@require_POST
def export(request):
    if not may_export(request.user):
        raise PermissionDenied
    job = start_job(kind="handover.export", user=request.user)
    return redirect("curriculum_jobs_admin:job", job.pk)


@require_POST
def confirm(request, pk):
    """Bring in the package of a plan that its person has seen."""
    if not may_import(request.user):
        raise PermissionDenied
    plan = job_of(request, pk)
    if plan.kind != "handover.plan" or plan.status != Job.Status.DONE or not plan.upload:
        raise Http404
    with plan.upload.open() as upload:
        job = start_job(
            kind="handover.import",
            user=request.user,
            upload=upload,
            params={"plan": plan.outcome["digest"]},
        )
    return redirect("curriculum_jobs_admin:job", job.pk)
