"""What the package holds of the law, what changed in it, and who has looked."""

import uuid
from contextlib import contextmanager

import swapper
from django.utils.translation import gettext_lazy as _

from curriculum.handover.base import resources
from curriculum.handover.domain.carrier import split_key
from curriculum.handover.domain.fields import refuse_record
from curriculum.handover.domain.records import ModelResource

from ..domain import law
from ..models import (
    LawReview,
    LegalChange,
    LegalSource,
)
from .pages import KeptOfPages

Page = swapper.load_model("wagtailcore", "Page")


@resources.register
class LegalSources(ModelResource):
    code = "learning.legal-sources"
    label = _("Legal sources")
    order = 25
    model = LegalSource
    key_field = "code"

    def title(self, key, record):
        return key or record.get("title", "")


@resources.register
class LegalChanges(ModelResource):
    code = "learning.legal-changes"
    label = _("Changes of the law")
    order = 26
    model = LegalChange
    key_field = "id"
    exclude = ("withdrawn_on",)

    def queryset(self, sender):
        return LegalChange.objects.select_related("source").order_by("pk")

    def record(self, obj, sender):
        return {"source": obj.source.code, **super().record(obj, sender)}

    def beside(self):
        return ["source"]

    def title(self, key, record):
        return f"{record.get('source', '')}:{record.get('locator', '')}"

    def restore(self, key, record, receiver):
        change = self.find(key, receiver) or self.new(key, receiver)
        change.source = LegalSource.objects.filter(code=record.get("source")).first()
        if change.source is None:
            raise refuse_record(self.title(key, record), _("its source is not in the package"))
        self.fill(change, record, receiver)

    @contextmanager
    def around_import(self):
        """What changed for the school that comes in has changed for what is here already."""
        known = set(LegalChange.objects.values_list("pk", flat=True))
        yield
        law.follow_arrival(changes=LegalChange.objects.exclude(pk__in=known))


@resources.register
class LegalWithdrawals(ModelResource):
    """Which changes were taken back, and when. What was withdrawn here stays withdrawn."""

    code = "learning.legal-withdrawals"
    label = _("Withdrawn changes of the law")
    order = 27
    model = LegalChange
    key_field = "id"

    def queryset(self, sender):
        return LegalChange.objects.exclude(withdrawn_on=None).order_by("pk")

    def fields(self):
        return [LegalChange._meta.get_field("withdrawn_on")]

    def new(self, key, receiver):
        raise refuse_record(key, _("its change of the law is not in the package"))

    def title(self, key, record):
        return key[:8]


class OfReviews(KeptOfPages):
    """Reviews are known by their change and page."""

    model = LawReview
    names = ()

    def queryset(self, sender):
        return LawReview.objects.select_related("change").order_by(
            "change", "translation_key", "locale"
        )

    def records(self, sender):
        for review in self.queryset(sender):
            if sender.key(Page, review.page_id):
                yield self.key(review), self.record(review, sender)

    def key(self, review):
        return f"{review.change_id}:{review.translation_key}:{review.locale}"

    def fields(self):
        return [LawReview._meta.get_field(name) for name in self.names]

    def find(self, key, carrier):
        try:
            change, translation_key, language = split_review(key)
        except ValueError:
            return None
        return (
            self.queryset(carrier)
            .filter(change=change, translation_key=translation_key, locale=language)
            .first()
        )

    def new(self, key, receiver):
        try:
            change, translation_key, language = split_review(key)
        except ValueError as error:
            raise refuse_record(key, _("not a key")) from error
        if not LegalChange.objects.filter(pk=change).exists():
            raise refuse_record(key, _("its change of the law is not in the package"))
        page = receiver.find(Page, f"{translation_key}:{language}")
        return LawReview(
            change_id=change,
            translation_key=translation_key,
            locale=language,
            page_id=page.pk if page else None,
        )

    def title(self, key, record):
        return key.partition(":")[0][:8] or self.label


@resources.register
class LawReviews(OfReviews):
    """That a page has been waiting. Where it has been reviewed here, it stays reviewed."""

    code = "learning.law-reviews"
    label = _("Reviews after a change of the law")
    order = 36
    names = wishes = ("opened_on", "digest")


@resources.register
class LawReviewOutcomes(OfReviews):
    """How reviews ended. What was reviewed there is reviewed here."""

    code = "learning.law-review-outcomes"
    label = _("Outcomes of reviews after a change of the law")
    order = 37
    names = ("closed_on", "outcome")

    def queryset(self, sender):
        return super().queryset(sender).exclude(closed_on=None)

    def restore(self, key, record, receiver):
        review = LawReviews().find(key, receiver)
        if review is None:
            raise refuse_record(key, _("nobody was waiting for it"))
        self.fill(review, record, receiver)


def split_review(key):
    """``(change, translation key, language)`` of such a key; ``ValueError`` if it is none."""
    change, _colon, rest = key.partition(":")
    translation_key, language = split_key(rest)
    return uuid.UUID(change), translation_key, language
