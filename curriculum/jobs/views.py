"""My jobs, and one of them. Somebody else's job does not exist: 404."""

from pathlib import PurePosixPath

from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..refusals import Refused
from .models import Job
from .tasks import cancel_job, retry_job

never_kept = cache_control(private=True, no_store=True)


def job_of(request, pk):
    return get_object_or_404(Job.objects.of(request.user), pk=pk)


@method_decorator(never_kept, name="dispatch")
class JobsView(BaseListingView):
    model = Job
    page_title = _("Your jobs")
    header_icon = "tasks"
    paginate_by = 20
    index_url_name = "curriculum_jobs_admin:index"
    columns = [
        TitleColumn(
            "title",
            label=_("Job"),
            get_url=lambda job: reverse("curriculum_jobs_admin:job", args=[job.pk]),
        ),
        Column("about", label=_("Of what")),
        StatusTagColumn(
            "status",
            accessor="get_status_display",
            label=_("State"),
            primary=lambda job: not job.is_finished,
        ),
        DateColumn("created_at", label=_("Started")),
        # Wagtail's own column says how long ago: of a day to come, "just now".
        Column(
            "expires_at",
            label=_("Kept until"),
            accessor=lambda job: date_format(timezone.localdate(job.expires_at)),
        ),
    ]
    no_results_message = _("You have started nothing, or its time is over.")
    breadcrumbs_items = [
        *BaseListingView.breadcrumbs_items,
        {"url": "", "label": _("Your jobs")},
    ]

    def get_breadcrumbs_items(self):
        return self.breadcrumbs_items

    def get_base_queryset(self):
        return Job.objects.of(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(no_results_message=self.no_results_message, **kwargs)


@method_decorator(never_kept, name="dispatch")
class JobView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "curriculum/jobs/job.html"
    header_icon = "tasks"

    def dispatch(self, request, pk):
        self.job = job_of(request, pk)
        return super().dispatch(request, pk)

    def get_page_title(self):
        return self.job.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy("curriculum_jobs_admin:index"), "label": _("Your jobs")},
            {"url": "", "label": self.job.title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(job=self.job, has_file=self.job.has_file, **kwargs)


@never_kept
@require_safe
def status(request, pk):
    """How far a job is, for the progress bar."""
    job = job_of(request, pk)
    return JsonResponse(
        {
            "status": job.status,
            "label": job.get_status_display(),
            "percent": job.percent,
            "message": job.message,
            "finished": job.is_finished,
        }
    )


@never_kept
@require_safe
def download(request, pk):
    job = job_of(request, pk)
    if not job.has_file:
        raise Http404
    return FileResponse(
        job.result.open(), as_attachment=True, filename=PurePosixPath(job.result.name).name
    )


@require_POST
def cancel(request, pk):
    cancel_job(job=job_of(request, pk))
    return redirect("curriculum_jobs_admin:job", pk)


@require_POST
def retry(request, pk):
    try:
        pk = retry_job(job=job_of(request, pk)).pk
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("curriculum_jobs_admin:job", pk)
