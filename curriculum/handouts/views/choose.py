"""The dialogue before printing: which edition, how many, and what that takes."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..base import PrintRefused
from ..domain.choosing import choice_of, estimate, remember
from ..domain.composing import Order
from ..domain.keeping import printed
from ..forms import EditionForm
from .sheet import SheetView, pdf_response

EDITION_FIELDS = ("paper", "layout", "low_ink", "neutral")


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ChooseView(WagtailAdminTemplateMixin, TemplateView):
    """One document of one subject. ``POST`` remembers the choice and leads to the PDF.

    What is typed for a document (``is_typed``) is answered at once and kept nowhere.
    """

    template_name = "curriculum/handouts/choose.html"
    header_icon = "print"

    def dispatch(self, request, *args, **kwargs):
        self.document, self.subject = SheetView.find(kwargs["code"], kwargs["key"])
        may_print = self.document.may_print(request.user, self.subject)
        if not may_print or self.document.is_bundle:
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def get_page_title(self):
        return self.document.label

    def get_page_subtitle(self):
        return self.document.title(self.subject)

    def get_breadcrumbs_items(self):
        from django.urls import reverse

        return [
            *self.breadcrumbs_items,
            {"url": reverse("curriculum_handouts_admin:centre"), "label": gettext_lazy("Print")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    @cached_property
    def choice(self):
        return choice_of(self.request.user)

    def forms(self, data=None):
        """``(edition's form, document's own form or None)``; what both ask is one form on the screen."""
        own = self.document.form_class
        return (
            EditionForm(data, document=self.document, choice=self.choice),
            own(data) if own else None,
        )

    def get(self, request, *args, **kwargs):
        form, own = self.forms()
        if own and request.GET and not self.document.is_typed:
            own = self.document.form_class(initial=request.GET.dict())
        return self.render_to_response(self.get_context_data(form=form, own=own))

    def post(self, request, *args, **kwargs):
        form, own = self.forms(request.POST)
        if not all([form.is_valid(), own is None or own.is_valid()]):
            return self.render_to_response(self.get_context_data(form=form, own=own))
        edition = form.edition
        self.remember(form, edition)
        if self.document.is_typed:
            return self.typed(own.cleaned_data, edition)
        query = edition.query
        if "imposed" in request.POST and edition.can_be_imposed:
            query += "&imposed=on"
        if own:
            said = {n: own[n].value() for n, v in own.cleaned_data.items() if v not in (None, "")}
            query = "&".join(filter(None, [query, urlencode(said, doseq=True)]))
        address = self.document.url(self.subject)
        return redirect(f"{address}?{query}" if query else address)

    def remember(self, form, edition):
        asked = {name: getattr(edition, name) for name in EDITION_FIELDS if name in form.fields}
        remember(
            user=self.request.user,
            **asked,
            copies=form.cleaned_data["copies"],
            side_price=form.cleaned_data["side_price"],
        )

    def typed(self, options, edition):
        try:
            order = Order(
                document=self.document, subject=self.subject, edition=edition, options=options
            )
            return pdf_response(order, order.printed())
        except PrintRefused as refusal:
            return SheetView.refused(self.request, refusal)


class EstimateView(ChooseView):
    """What a choice takes, as a piece of the dialogue. ``POST``, so that nothing typed is in an address."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        form, own = self.forms(request.POST)
        context = {"document": self.document}
        if not form.is_valid():
            return self.answer({"problem": _("Choose paper, layout and copies first.")})
        options = {}
        if own and own.is_valid():
            said = {n: v for n, v in own.cleaned_data.items() if v not in (None, "")}
            options = self.document.options_to_count(said)
        try:
            order = Order(
                document=self.document,
                subject=self.subject,
                edition=form.edition,
                options=options,
            )
            pages = printed(order).pages
        except PrintRefused as refusal:
            return self.answer({"problem": refusal.message})
        context["estimate"] = estimate(
            edition=form.edition,
            pages=pages,
            copies=form.cleaned_data["copies"],
            side_price=form.cleaned_data["side_price"],
            is_one_sided=self.document.is_one_sided,
        )
        context["edition"] = form.edition
        return self.answer(context)

    def answer(self, context):
        return render(self.request, "curriculum/handouts/estimate.html", context)
