"""Changes of the law in the admin: what each touches, and saying that a page is still right."""

from django.contrib import messages
from django.forms import Media
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import InspectView

from ..change_rules import may_withdraw
from ..domain import law, law_history, law_news, law_reach
from ..fields import language_of_site, not_said_in
from ..models import LawReview
from ..refusals import LearningRefused
from ..sheet_uses import note_uses
from .reports import edit_url, editable_pages

STYLE = Media(css={"all": ["curriculum/learning/advice.css"]})


def change_url(change, view="inspect"):
    name = f"wagtailsnippets_curriculum_learning_legalchange:{view}"
    return reverse(name, args=[change.pk])


def review_url(review):
    return reverse("curriculum_learning_admin:law_review", args=[review.pk])


class ShowsReach:
    """After saving one sees at once what the change touches, and who reads of it in another language."""

    def form_valid(self, form):
        response = super().form_valid(form)
        for code in not_said_in(form.instance.summary):
            messages.warning(self.request, _not_said(code))
        return response

    def get_success_url(self):
        return change_url(self.object)


def _not_said(code):
    message = _(
        "There is no text in %(language)s yet. Whoever reads in that language sees the one in %(other)s."
    )
    names = {"language": code, "other": language_of_site()}
    return message % {
        name: get_language_info(value)["name_translated"] for name, value in names.items()
    }


class RecordsChange(ShowsReach):
    def save_instance(self):
        found = law.record_change(change=self.form.instance, by=self.request.user)
        self.touched = len(found)
        return self.form.instance

    def get_success_message(self, instance):
        if not self.touched:
            return _("Recorded. No published page rests on it.")
        message = ngettext(
            "Recorded. %(count)s published page rests on it and waits for a review.",
            "Recorded. %(count)s published pages rest on it and wait for a review.",
            self.touched,
        )
        return message % {"count": self.touched}


class RevisesChange(ShowsReach):
    def dispatch(self, request, *args, **kwargs):
        change = self.get_object()
        if change.withdrawn_on:
            return redirect(change_url(change))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except LearningRefused as refusal:
            messages.warning(self.request, refusal.message)
            return redirect(change_url(form.instance))

    def save_instance(self):
        law.revise_change(change=self.form.instance, by=self.request.user)
        return self.form.instance


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class LegalChangeInspectView(InspectView):
    """Everything that a change touches: own pages by name, those of others as a number."""

    page_title = gettext_lazy("What it touches")
    template_name = "curriculum/learning/law/change.html"

    def get_edit_url(self):
        return None if self.object.withdrawn_on else super().get_edit_url()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        own = editable_pages(self.request.user)
        touched, others = law_reach.touched_pages(change=self.object, among=own)
        sheets = law_reach.sheets_resting_on(change=self.object, among=own)
        note_uses(sheets=sheets, user=self.request.user)
        context["media"] = context.get("media", Media()) + STYLE
        return {
            **context,
            "change": self.object,
            "place": law_news.place_of(change=self.object),
            "reason": law_history.reason_of(change=self.object),
            "may_withdraw": may_withdraw(change=self.object, user=self.request.user),
            "may_record": self.user_has_permission("add"),
            "touched": [(one, edit_url(one.page), one.review) for one in touched],
            "others": others,
            "open_reviews": sum(
                1 for one in touched if one.review and one.review.closed_on is None
            ),
            "sheets": sheets,
        }


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class LawReviewView(WagtailAdminTemplateMixin, TemplateView):
    """One page that waits: what changed, where the page says it, and “still right”."""

    page_title = gettext_lazy("Compare with the law")
    header_icon = "openquote"
    template_name = "curriculum/learning/law/review.html"

    @cached_property
    def review(self):
        reviews = LawReview.objects.filter(page__in=editable_pages(self.request.user))
        return get_object_or_404(
            reviews.select_related("change__source", "page"), pk=self.kwargs["pk"]
        )

    def dispatch(self, request, *args, **kwargs):
        if not self.review.page.permissions_for_user(request.user).can_edit():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        page = self.review.page
        return [
            *self.breadcrumbs_items,
            {"url": edit_url(page), "label": page.title},
            {"url": "", "label": self.page_title, "sublabel": page.title},
        ]

    def get_context_data(self, **kwargs):
        change, page = self.review.change, self.review.page.specific
        context = super().get_context_data(**kwargs)
        context["media"] = context.get("media", Media()) + STYLE
        return {
            **context,
            "review": self.review,
            "change": change,
            "place": law_news.place_of(change=change),
            "places": law_reach.places_in(page=page, change=change),
            "page_url": page.get_url(self.request),
            "edit_url": edit_url(page),
            "change_url": change_url(change),
        }

    def post(self, request, *args, **kwargs):
        law.confirm(review=self.review, by=request.user)
        messages.success(
            request,
            _("Noted: “%(title)s” is still right. Its notice is gone.")
            % {"title": self.review.page.title},
        )
        return redirect(edit_url(self.review.page))
