"""Kits of one session or of many, as one job."""

import io
import zipfile

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from curriculum.handouts.domain.choosing import choice_of, remember, side_price_of
from curriculum.handouts.domain.estimating import estimate_kit
from curriculum.jobs.models import Job
from curriculum.jobs.tasks import start_job

from ..domain.access import sessions_run_by
from ..domain.kits import volumes_of
from ..enums import OPEN
from ..job_kinds import PrintKits
from ..kit_forms import KitForm
from .base import StaffMixin


class KitsView(StaffMixin, WagtailAdminTemplateMixin, FormView):
    """``?session=<key>`` marks a session beforehand."""

    template_name = "curriculum/attendance/kits.html"
    form_class = KitForm
    page_title = _("Print kits")
    header_icon = "print"

    def sessions(self):
        return (
            sessions_run_by(user=self.request.user)
            .filter(status__in=OPEN)
            .order_by("starts_at", "reference")
            .prefetch_related("modules__page", "modules__snapshot")
        )

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "sessions": self.sessions(),
            "choice": choice_of(self.request.user),
        }

    def get_initial(self):
        chosen = self.request.GET.getlist("session")
        return {"sessions": chosen} if chosen else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(has_sessions=self.sessions().exists(), **kwargs)

    def form_valid(self, form):
        edition = form.edition
        remember(
            user=self.request.user,
            paper=edition.paper,
            layout=edition.layout,
            low_ink=edition.low_ink,
            neutral=edition.neutral,
            kit=form.habits,
        )
        job = start_job(kind=PrintKits.code, user=self.request.user, params=form.params)
        return redirect("curriculum_jobs_admin:job", job.pk)


class KitsEstimateView(KitsView):
    """What the chosen kits will take, as a piece of the dialogue, which asks again while it knows more each time."""

    http_method_names = ["post"]

    def form_valid(self, form):
        volumes = [
            volume
            for session in form.cleaned_data["sessions"]
            for volume in volumes_of(session, form.wishes)
        ]
        price = side_price_of(choice_of(self.request.user))
        return self.answer({"estimate": estimate_kit(volumes, side_price=price)})

    def form_invalid(self, form):
        return self.answer({})

    def answer(self, context):
        response = render(self.request, "curriculum/attendance/kits_estimate.html", context)
        response["Cache-Control"] = "private, no-store"
        return response


class KitFileView(View):
    """One file out of a finished kit, to be opened without unpacking anything."""

    def get(self, request, pk, reference, name):
        job = get_object_or_404(Job.objects.of(request.user), pk=pk, kind=PrintKits.code)
        if not job.has_file:
            raise Http404
        with job.result.open() as result, zipfile.ZipFile(result) as archive:
            try:
                content = archive.read(f"{reference}/{name}")
            except KeyError as error:
                raise Http404 from error
        response = FileResponse(io.BytesIO(content), content_type="application/pdf", filename=name)
        response["Cache-Control"] = "private, no-store"
        return response
