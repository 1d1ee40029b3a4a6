"""Taking back a change of the law: what will happen, why, and doing it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.forms import Media
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from ..change_rules import may_withdraw
from ..domain import law, law_news
from ..law_forms import WithdrawalForm
from ..models import LawReview, LegalChange
from ..refusals import LearningRefused
from .law import STYLE, change_url


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class LegalChangeWithdrawView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """As Wagtail's views that delete and take down; everybody's reviews are told as a number."""

    model = LegalChange
    permission_required = "add"
    index_url_name = None
    header_icon = ""
    page_title = gettext_lazy("Withdraw this change")
    template_name = "curriculum/learning/law/withdraw.html"
    form_class = WithdrawalForm

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        changes = LegalChange.objects.select_related("source")
        self.object = get_object_or_404(changes, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if self.object.withdrawn_on and self.user_has_permission(self.permission_required):
            messages.warning(request, _("This change has been withdrawn already."))
            return redirect(change_url(self.object))
        if not may_withdraw(change=self.object, user=request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        changes = capfirst(LegalChange._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": changes},
            {"url": change_url(self.object), "label": str(self.object)},
            {"url": "", "label": self.page_title, "sublabel": str(self.object)},
        ]

    def form_valid(self, form):
        pages, _kept = self.noticed()
        try:
            law.withdraw_change(
                change=self.object, reason=form.cleaned_data["reason"], by=self.request.user
            )
        except LearningRefused as refusal:
            messages.warning(self.request, refusal.message)
        else:
            messages.success(self.request, withdrawn_in_words(pages))
        return redirect(change_url(self.object))

    def noticed(self):
        """How many pages lose their notice, and how many keep one for the sake of another change."""
        waiting = LawReview.objects.open()
        others = waiting.filter(page=OuterRef("page")).exclude(change=self.object)
        pages = waiting.filter(change=self.object).annotate(is_kept=Exists(others))
        kept = list(pages.values_list("is_kept", flat=True))
        return kept.count(False), kept.count(True)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages, kept = self.noticed()
        return {
            **context,
            "media": context.get("media", Media()) + STYLE,
            "change": self.object,
            "place": law_news.place_of(change=self.object),
            "reviews": pages + kept,
            "pages": pages,
            "kept": kept,
            "change_url": change_url(self.object),
            "edit_url": change_url(self.object, "edit"),
        }


def withdrawn_in_words(pages):
    if not pages:
        return _("Withdrawn. No page bore its notice alone.")
    message = ngettext(
        "Withdrawn. The notice is gone from %(count)s page.",
        "Withdrawn. The notice is gone from %(count)s pages.",
        pages,
    )
    return message % {"count": pages}
