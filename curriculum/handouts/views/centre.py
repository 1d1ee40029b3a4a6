"""The print centre: what this person may print, in one list."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..domain.shelf import lines_for, matching
from ..forms import PrintCentreForm

LINES_PER_PAGE = 40


class PrintCentreView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "curriculum/handouts/centre.html"
    page_title = _("Print")
    header_icon = "print"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": _("Print")},
    ]

    def get_breadcrumbs_items(self):
        return self.breadcrumbs_items

    @cached_property
    def lines(self):
        return lines_for(user=self.request.user)

    @cached_property
    def form(self):
        return PrintCentreForm(
            self.request.GET,
            groups=list(dict.fromkeys(line.row.group for line in self.lines if line.row.group)),
            languages=sorted({line.row.language for line in self.lines if line.row.language}),
            documents={d.code: d for line in self.lines for d in line.documents}.values(),
        )

    def found(self):
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        return matching(
            self.lines,
            query=asked.get("q") or "",
            group=asked.get("group") or "",
            language=asked.get("language") or "",
            code=asked.get("document") or "",
        )

    def get_context_data(self, **kwargs):
        found = self.found()
        paginator = WagtailPaginator(found, LINES_PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            form=self.form,
            has_lines=bool(self.lines),
            found_count=len(found),
            page_obj=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            index_url=reverse("curriculum_handouts_admin:centre"),
            **kwargs,
        )
