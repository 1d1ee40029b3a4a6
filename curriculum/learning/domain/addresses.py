"""Permanent short addresses: what a QR code on paper carries, whatever has moved since."""

import swapper
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override
from wagtail.coreutils import get_supported_content_language_variant

from ..models import ShortAddress

Page = swapper.load_model("wagtailcore", "Page")


def short_address(*, page):
    """The permanent address of a saved page: the one it has, else a new one.

    A page that takes the place of a deleted one (same translation key and
    language, as after an import) takes over its address.
    """
    found = ShortAddress.objects.filter(page_id=page.pk).first()
    return found or _take_over(page) or _make(page)


def code_of(*, page):
    """The code of a page's address, or None before it is published. Makes none."""
    if hasattr(page, "known_short_code"):
        return page.known_short_code
    if page.pk is None:
        return None
    return ShortAddress.objects.filter(page_id=page.pk).values_list("code", flat=True).first()


def _take_over(page):
    orphans = ShortAddress.objects.filter(
        page=None, translation_key=page.translation_key, locale=page.locale.language_code
    )
    with transaction.atomic():
        orphan = orphans.select_for_update().order_by("pk").first()
        if orphan:
            orphan.page_id = page.pk
            orphan.save(update_fields=["page"])
    return orphan


def _make(page):
    for _attempt in range(5):
        try:
            with transaction.atomic():
                return ShortAddress.objects.create(
                    page_id=page.pk,
                    translation_key=page.translation_key,
                    locale=page.locale.language_code,
                )
        except IntegrityError:  # the same page at the same moment, or a code that is taken
            if found := ShortAddress.objects.filter(page_id=page.pk).first():
                return found
    raise RuntimeError("no free short address in five attempts")


def short_path(*, code):
    """``/l/…/``: the same in every language, and therefore written without a prefix."""
    return _path("short", code)


def share_path(*, code):
    """``/l/…/qr/``: where the page of this code is handed on."""
    return _path("share", code)


def share_path_of(page):
    """Where a published page is handed on, or None before it has an address."""
    code = code_of(page=page)
    return code and share_path(code=code)


def _path(name, code):
    with override(get_supported_content_language_variant(settings.LANGUAGE_CODE)):
        return reverse(f"curriculum_learning:{name}", args=[code])


def short_url(*, page):
    """The absolute short address of a page, below ``WAGTAILADMIN_BASE_URL``."""
    path = short_path(code=short_address(page=page).code)
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def page_at(*, code):
    """The published page of a short address, or None when there is none any more.

    Raises ``ShortAddress.DoesNotExist`` for a code that was never given.
    """
    address = ShortAddress.objects.get(code=code.lower())
    pages = Page.objects.live()
    page = (
        pages.filter(pk=address.page_id).first()
        or pages.filter(
            translation_key=address.translation_key, locale__language_code=address.locale
        ).first()
    )
    return page.specific if page else None
