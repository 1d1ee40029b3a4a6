"""Receivers that tell the cache of readers' pages what changed. Connected by ``signals``.

A page that a draft is saved of has not changed for readers: Wagtail then
writes a few fields of it, and the whole row only when it is published.
"""

import swapper
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from curriculum.caching import expire, is_on, tell
from curriculum.caching.tags import SITE

from .domain import freshness, glossary, law, shown
from .models import (
    Colophon,
    GlossaryTerm,
    HelpContact,
    LawReview,
    LegalChange,
    LegalSource,
    OpenPoint,
    Recording,
    ReviewFlag,
    Sector,
)

Page = swapper.load_model("wagtailcore", "Page")


def when_on(receiver):
    """A receiver that is not called on a site that keeps no pages, nor while fixtures load."""

    def called(sender, instance, raw=False, **kwargs):
        if is_on() and not raw:
            receiver(sender=sender, instance=instance, **kwargs)

    called.__name__ = receiver.__name__
    return called


@when_on
def after_page_save(sender, instance, update_fields=None, **kwargs):
    if isinstance(instance, Page) and update_fields is None:
        if not instance.live:
            expire(f"open:{instance.pk}", f"address:{instance.pk}")
        freshness.page_changed(page=instance)


@when_on
def after_page_deletion(sender, instance, **kwargs):
    if isinstance(instance, Page):
        expire(f"open:{instance.pk}", f"address:{instance.pk}")
        freshness.page_changed(page=instance)


@when_on
def after_new_address(sender, instance, **kwargs):
    expire_below(instance)
    freshness.page_changed(page=instance, with_below=True)


@when_on
def after_move(sender, instance, url_path_before, url_path_after, parent_page_before, **kwargs):
    # Here the instance is the base page as it was before.
    moved = Page.objects.get(pk=instance.pk)
    if url_path_before != url_path_after:
        expire_below(moved)
    freshness.page_changed(page=moved, with_below=url_path_before != url_path_after)
    freshness.page_changed(page=parent_page_before)


@when_on
def after_restriction(sender, instance, **kwargs):
    expire_below(instance.page)
    freshness.page_changed(page=instance.page)


def expire_below(page):
    """For the page, all below it, and every page that repeats it."""
    for alias in Page.objects.filter(alias_of=page.pk):
        expire_below(alias)
    below = Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True)
    expire(*(f"{kind}:{pk}" for pk in below for kind in ("open", "address")))


@when_on
def before_term(sender, instance, **kwargs):
    instance.stored_before = GlossaryTerm.objects.filter(pk=instance.pk).first()


@when_on
def after_term(sender, instance, **kwargs):
    """As it was and as it is: both words' lessons change."""
    before = getattr(instance, "stored_before", None)
    with freshness.changed() as changes:
        for term in filter(None, (before, instance)):
            forms = changes.forms.setdefault(term.locale_id, set())
            forms.update(glossary.forms_of(term=term))


@when_on
def after_contact(sender, instance, **kwargs):
    with freshness.changed() as changes:
        changes.offices.add(instance.locale_id)


@when_on
def after_point(sender, instance, **kwargs):
    with freshness.changed() as changes:
        changes.points.add(instance.locale_id)


@when_on
def after_flag(sender, instance, **kwargs):
    tell(f"flag:{instance.pk}", shown.flag(flag=instance))


@when_on
def after_flag_deletion(sender, instance, **kwargs):
    expire(f"flag:{instance.pk}")


@when_on
def after_colophon(sender, instance, **kwargs):
    tell(f"review:{instance.pk}", shown.review(colophon=instance))
    tell(f"colophon:{instance.pk}", shown.colophon(colophon=instance))


@when_on
def after_colophon_deletion(sender, instance, **kwargs):
    expire(f"review:{instance.pk}", f"colophon:{instance.pk}")


@when_on
def after_sector(sender, instance, **kwargs):
    tell(f"sector:{instance.pk}", instance.name)


@when_on
def after_sector_deletion(sender, instance, **kwargs):
    expire(f"sector:{instance.pk}")


@when_on
def after_law(sender, instance, **kwargs):
    """Its day and its words stand on every page that waits for a review."""
    if isinstance(instance, LegalChange):
        waiting = LawReview.objects.open().filter(change=instance.pk)
        expire(*(f"law:{pk}" for pk in waiting.values_list("page", flat=True)))
    with freshness.changed() as changes:
        changes.has_law = True


def after_notices(sender, pages, **kwargs):
    """Notices came to these pages, or went; it is sent when that is committed."""
    if is_on():
        expire(*(f"law:{pk}" for pk in pages))
        with freshness.changed() as changes:
            changes.has_law = True


@when_on
def after_recording(sender, instance, **kwargs):
    document = instance.document
    tell(f"document:{document.pk}", shown.recording(document=document))


@when_on
def after_image(sender, instance, **kwargs):
    tell(f"image:{instance.pk}", shown.picture(image=instance))


@when_on
def after_document(sender, instance, **kwargs):
    tell(f"document:{instance.pk}", shown.recording(document=instance))


@when_on
def after_image_deletion(sender, instance, **kwargs):
    expire(f"image:{instance.pk}")


@when_on
def after_document_deletion(sender, instance, **kwargs):
    expire(f"document:{instance.pk}")


@when_on
def after_site(sender, instance, **kwargs):
    expire(SITE)


RECEIVERS = (
    (None, after_page_save, after_page_deletion),
    (PageViewRestriction, after_restriction, after_restriction),
    (GlossaryTerm, after_term, after_term),
    (HelpContact, after_contact, after_contact),
    (OpenPoint, after_point, after_point),
    (ReviewFlag, after_flag, after_flag_deletion),
    (Colophon, after_colophon, after_colophon_deletion),
    (Sector, after_sector, after_sector_deletion),
    (LegalChange, after_law, after_law),
    (LegalSource, after_law, after_law),
    (Recording, after_recording, after_recording),
    (Site, after_site, after_site),
    (Locale, after_site, after_site),
)


def connect():
    files = (
        (get_image_model(), after_image, after_image_deletion),
        (get_document_model(), after_document, after_document_deletion),
    )
    for model, saved, deleted in (*RECEIVERS, *files):
        post_save.connect(saved, sender=model)
        post_delete.connect(deleted, sender=model)
    pre_save.connect(before_term, sender=GlossaryTerm)
    law.notices_changed.connect(after_notices)
    page_slug_changed.connect(after_new_address)
    post_page_move.connect(after_move)
